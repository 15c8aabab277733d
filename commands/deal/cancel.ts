import { command, refuse } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { cancelWin, stageBeforeWin } from '../../src/domain/closing.ts';
import { stageName } from '../../src/domain/stage.ts';
import { settled } from './answer.ts';
import { why } from './fields.ts';
import { refusalText } from './refusal.ts';
import { remainder } from './remainder.ts';

export const dealCancel = command({
  name: 'deal.cancel',
  says: { en: ['deal cancel', 'cancel win'], zh: ['商机 取消赢单', '取消赢单', '撤销赢单', '退单'] },
  help: { en: 'Cancel a win; the deal is open again', zh: '取消赢单，商机回到跟进中' },
  example: { en: 'cancel win acme they withdrew', zh: '取消赢单 远景 客户退订' },
  fields: {
    deal: deal({ status: 'closed' }),
    reason: why,
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, reason }, context) {
    const { m, locale, now, newId } = context;
    const stage = stageBeforeWin(view.pipeline, view.entered);
    if (stage === undefined) return refuse(m.deal.say.refused.otherPipeline);
    if (view.state.status !== 'won') return refuse(refusalText({ refused: 'notWon' }, view, context));
    if (reason === null) {
      return { kind: 'ask', note: m.deal.say.refused.whyCancel(view.name), fields: ['reason'] };
    }
    const reasonId = newId();
    return settled(
      view,
      {
        decision: cancelWin(view.state, { now, stage, reasonId }),
        before: [{ kind: 'text.write', id: reasonId, body: remainder(reason, { view }) || reason }],
        text: (after) => m.deal.say.cancelled(after.name, stageName(after.stage, locale)),
      },
      context,
    );
  },
});
