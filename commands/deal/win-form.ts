import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { findStage, unmet, winningStage } from '../../src/domain/stage.ts';
import type { DealView } from '../../src/domain/views.ts';
import { subjectOf } from './answer.ts';
import { criterionOptions, dealForm, rawMoney } from './form.ts';

export type Said = { amount?: string; date?: string; fault?: { field: string; text: string } };

/** A win is never guessed: amount and date are shown for a look before they are recorded. */
export function winForm(view: DealView, said: Said, context: Context): Message {
  const { state, pipeline } = view;
  const stage = winningStage(pipeline);
  const missing = stage === undefined ? [] : unmet(stage, state.met);
  const gated = missing.length > 0 && findStage(pipeline, state.stageId)?.part === 'open';
  const mayLetThrough = context.may('deal.gate', subjectOf(view));
  const amount =
    said.amount ??
    (state.amount === null ? null : rawMoney({ minor: state.amount, currency: state.currency }));
  return dealForm(
    view,
    {
      verb: 'deal.won',
      note: context.m.deal.say.winNote(view.name),
      fields: ['amount', 'date', ...(gated ? ['meets'] : []), ...(gated && mayLetThrough ? ['reason'] : [])],
      values: { amount, date: said.date ?? context.today },
      options: { meets: criterionOptions(missing, context) },
      ...(said.fault === undefined ? {} : { faults: { [said.fault.field]: said.fault.text } }),
    },
    context,
  );
}
