import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import type { ClosingLost } from '../../src/domain/closing.ts';
import type { LossReason } from '../../src/domain/deal.ts';
import type { DealView, ObjectionView } from '../../src/domain/views.ts';
import { written } from './answer.ts';
import { dealForm } from './form.ts';

/** What a loss is recorded from: asked for by one verb, recorded by it or by its form. */

export type LossSaid = { reason: LossReason | null; rival: string | null; date: string | null };

type LossKnown = LossSaid & { reason: LossReason; objections: readonly string[]; note: string | null };

export function losing(
  said: LossKnown,
  context: Context,
): { decide: ClosingLost; before: readonly Change[] } {
  const { today, now, zone, organisation } = context;
  const rival = written(said.rival, context);
  const note = written(said.note, context);
  return {
    decide: {
      lossReason: said.reason,
      competitorId: rival.id,
      objectionIds: said.objections,
      reasonId: note.id,
      on: { day: said.date ?? today, now, zone, office: organisation.zone },
    },
    before: [
      ...rival.changes,
      ...note.changes,
      ...said.objections.map((id): Change => ({ kind: 'objection.set', id, status: 'lost' })),
    ],
  };
}

/** Objections that nothing has settled: any of them may have decided it. */
export const unsettled = (view: DealView): readonly ObjectionView[] =>
  view.objections.filter((one) => one.status === 'open' || one.status === 'answered');

export function lossForm(
  view: DealView,
  said: LossSaid & { fault?: { field: string; text: string } },
  context: Context,
): Message {
  const { m } = context;
  const objections = unsettled(view);
  const options = objections.map((one) => ({
    value: one.id,
    label: one.words ?? m.deal.card.objections,
  }));
  return dealForm(
    view,
    {
      verb: 'deal.lost',
      note: m.deal.say.loseNote(view.name),
      fields: ['reason', 'competitor', 'date', ...(objections.length === 0 ? [] : ['objections']), 'note'],
      values: { reason: said.reason, competitor: said.rival, date: said.date ?? context.today },
      options: { objections: options },
      ...(said.fault === undefined ? {} : { faults: { [said.fault.field]: said.fault.text } }),
    },
    context,
  );
}

export function lossText({ name, state, competitor }: DealView, { m }: Context): string {
  const reason = m.deal.loss[state.lossReason ?? 'other'];
  return m.deal.say.lost(name, reason, competitor);
}
