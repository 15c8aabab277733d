import { command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { advance, isRefusal } from '../../src/domain/moves.ts';
import { stageName } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';
import { refusalText } from '../deal/refusal.ts';
import { inHand, settle, which } from './step.ts';

export const reviewMove = command({
  name: 'review.move',
  says: { en: ['review move'], zh: ['过单 推进'] },
  title: { en: 'Move the deal on', zh: '推进商机' },
  help: { en: 'Move the deal to its next stage and go on', zh: '推进到下一阶段，看下一个' },
  example: { en: 'review move', zh: '过单 推进' },
  hidden: true,
  fields: { deal: deal({ status: 'any' }), review: which },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, review: id }, context): Promise<Outcome> {
    const { m, locale, now } = context;
    const found = await inHand({ review: id, deal: view.number }, context);
    if ('outcome' in found) return found.outcome;
    const { going } = found;
    const { state, pipeline, reached } = view;
    const decision = advance({ state, pipeline, reached, now, meets: [], reasonId: null, letThrough: false });
    if (isRefusal(decision)) {
      if (decision.refused !== 'gate') return refuse(refusalText(decision, view, context));
      const criteria = decision.unmet.map((one) => one.text[locale]).join(locale === 'zh' ? '；' : '; ');
      return show({
        text: m.review.gate(stageName(decision.stage, locale), criteria),
        buttons: [
          {
            label: m.review.openGate,
            says: { line: 'deal advance', values: { deal: `#${view.number}` } },
            tone: 'primary',
          },
          { label: m.review.goOn, says: { line: going.review.teamId === null ? 'review' : 'review team' } },
        ],
      });
    }
    const said = (after: DealView) =>
      m.deal.say.moved(after.name, stageName(view.stage, locale), stageName(after.stage, locale));
    return settle(going, { view, result: 'moved', events: decision.events, said }, context);
  },
});
