import { command, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { closeWon } from '../../src/domain/closing.ts';
import { isRefusal } from '../../src/domain/moves.ts';
import { winningStage } from '../../src/domain/stage.ts';
import { formatDay } from '../../src/domain/when.ts';
import { settled, subjectOf, written } from './answer.ts';
import { exactly } from './edited.ts';
import { closeDate, finalAmount, letThroughBecause, meets } from './fields.ts';
import { rawMoney } from './form.ts';
import { refusalText } from './refusal.ts';
import { winForm } from './win-form.ts';

/** What the form of a win says once somebody has looked at it. */
export const dealWon = command({
  name: 'deal.won',
  says: { en: ['deal win confirmed'], zh: ['商机 确认赢单'] },
  title: { en: 'Record the win', zh: '记为赢单' },
  help: { en: 'Record the win', zh: '记为赢单' },
  example: { en: 'deal win confirmed acme 48k', zh: '商机 确认赢单 远景 48万' },
  fields: {
    deal: deal(),
    amount: finalAmount,
    date: closeDate,
    meets,
    reason: letThroughBecause,
  },
  needs: { action: 'deal.change', on: 'deal' },
  hidden: true,
  async run({ deal: view, amount, date: day, meets: ticked, reason }, context) {
    const { m, locale, now, today, zone, organisation } = context;
    const on = { day: day ?? today, now, zone, office: organisation.zone };
    const criteria = winningStage(view.pipeline)?.criteria ?? [];
    const why = written(reason, context);
    const decision = closeWon({
      state: view.state,
      pipeline: view.pipeline,
      now,
      meets: (ticked ?? []).filter((id) => criteria.some((one) => one.id === id)),
      reasonId: why.id,
      letThrough: why.id !== null && context.may('deal.gate', subjectOf(view)),
      on,
      amount,
    });
    if (isRefusal(decision) && decision.refused !== 'notOpen') {
      const field = decision.refused === 'gate' ? 'meets' : 'date';
      const fault = { field, text: refusalText(decision, view, context) };
      const said = { ...(amount === null ? {} : { amount: rawMoney(amount) }), date: on.day };
      return show(winForm(view, { ...said, fault }, context));
    }
    return settled(
      view,
      {
        decision,
        before: why.changes,
        text: (after) =>
          m.deal.say.won(after.name, exactly(after.state, context), formatDay(on.day, locale, { today })),
      },
      context,
    );
  },
});
