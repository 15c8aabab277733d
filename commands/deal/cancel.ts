import { command, refuse } from '../../src/chat/command.ts';
import { deal, text } from '../../src/chat/field.ts';
import { cancelWin, stageBeforeWin } from '../../src/domain/closing.ts';
import { stageName } from '../../src/domain/stage.ts';
import { settled } from './answer.ts';
import { openAgain, stepOf } from './back-open.ts';
import { remainder } from './remainder.ts';

export const dealCancel = command({
  name: 'deal.cancel',
  says: { en: ['deal cancel', 'cancel win'], zh: ['商机 取消赢单', '取消赢单', '撤销赢单', '退单'] },
  title: { en: 'Cancel a win', zh: '取消赢单' },
  help: { en: 'Cancel a win; the deal is open again', zh: '取消赢单，商机回到跟进中' },
  example: { en: 'cancel win acme they withdrew', zh: '取消赢单 远景 客户退订' },
  fields: {
    deal: deal({ status: 'closed' }),
    reason: text({
      label: { en: 'Reason', zh: '原因' },
      example: { en: 'they withdrew', zh: '客户退订' },
      maxLength: 1000,
    }),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, reason }, context) {
    const { m, locale, now, newId } = context;
    const stage = stageBeforeWin(view.pipeline, view.entered);
    if (stage === undefined) return refuse(m.deal.say.refused.otherPipeline);
    const reasonId = newId();
    return settled(
      view,
      {
        decision: cancelWin(view.state, { now, stage, reasonId, step: await stepOf(view, context) }),
        before: [{ kind: 'text.write', id: reasonId, body: remainder(reason, { view }) || reason }],
        text: (after) =>
          openAgain(m.deal.say.cancelled(after.name, stageName(after.stage, locale)), after, context),
      },
      context,
    );
  },
});
