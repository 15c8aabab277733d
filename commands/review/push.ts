import { command, type Outcome, refuse } from '../../src/chat/command.ts';
import { date, deal, optional, text } from '../../src/chat/field.ts';
import { edit } from '../../src/domain/edits.ts';
import { isRefusal } from '../../src/domain/moves.ts';
import type { DealView } from '../../src/domain/views.ts';
import { formatDay } from '../../src/domain/when.ts';
import { written } from '../deal/answer.ts';
import { editedText } from '../deal/edited.ts';
import { refusalText } from '../deal/refusal.ts';
import { inHand, settle, which } from './step.ts';

export const reviewPush = command({
  name: 'review.push',
  says: { en: ['review push'], zh: ['过单 推迟'] },
  title: { en: 'Push the close', zh: '推迟成交' },
  help: { en: 'Push the expected close and go on', zh: '推迟预计成交，看下一个' },
  example: { en: 'review push', zh: '过单 推迟' },
  hidden: true,
  fields: {
    deal: deal({ status: 'any' }),
    review: which,
    close: optional(
      date({
        label: { en: 'Expected close', zh: '预计成交' },
        example: { en: 'Jan 31', zh: '下月底' },
        direction: 'future',
      }),
    ),
    reason: optional(
      text({
        label: { en: 'Why it moves', zh: '推迟原因' },
        example: { en: 'their budget year starts in April', zh: '客户预算四月才下来' },
        takes: 'named',
      }),
    ),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, review: id, close, reason }, context): Promise<Outcome> {
    const { m, locale, today, now } = context;
    const found = await inHand({ review: id, deal: view.number }, context);
    if ('outcome' in found) return found.outcome;
    const { going } = found;
    if (close === null) return { kind: 'ask', note: m.review.newClose, fields: ['close'] };
    const was = view.state.expectedClose;
    if (close <= (was ?? today)) {
      return refuse(m.review.notLater(formatDay(was ?? today, locale, { today })), 'close');
    }
    const why = written(reason, context);
    const decision = edit(view.state, { expectedClose: close }, { now, reasonId: why.id });
    if (isRefusal(decision)) {
      const note = refusalText(decision, view, context);
      return decision.refused === 'push' ? { kind: 'ask', note, fields: ['close', 'reason'] } : refuse(note);
    }
    const said = (after: DealView) => editedText(view, after, context);
    return settle(
      going,
      { view, result: 'pushed', changes: why.changes, events: decision.events, said },
      context,
    );
  },
});
