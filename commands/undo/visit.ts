import { earlierButton } from '../../src/cards/undo.ts';
import { type Context, type Outcome, refuse } from '../../src/chat/command.ts';
import type { VisitStatus } from '../../src/domain/activity.ts';
import type { Change } from '../../src/domain/change.ts';
import type { DealView, VisitView } from '../../src/domain/views.ts';
import { visitEvents } from '../../src/domain/visit.ts';
import { dealAnswer } from '../deal/answer.ts';
import { visitText } from './words.ts';

/** Visits to customers without a deal: what undo and fix do to them, who are in no deal's history. */

/** What a visit may be again once it was taken back. */
export const HELD = ['done', 'attempt', 'planned'] as const satisfies readonly VisitStatus[];
export type Held = (typeof HELD)[number];

/** One's own visit to a customer without a deal; null when it is not that. */
export async function ownVisit(id: string, { read, person }: Context): Promise<VisitView | null> {
  const visit = await read.visit(id);
  return visit === null || visit.deal !== null || visit.personId !== person.id ? null : visit;
}

export async function undoVisit(visit: VisitView, context: Context): Promise<Outcome> {
  const { m } = context;
  const { id, status } = visit;
  if (status === 'void') return refuse(m.undo.gone);
  const what = await visitText(visit, context);
  const back = { label: m.undo.bringBack, says: { line: 'undo', values: { visit: id, back: status } } };
  return {
    kind: 'record',
    changes: [{ kind: 'visit.set', id, set: { status: 'void' } }],
    reply: async () => ({ text: m.undo.takenBack(what), buttons: [back, earlierButton(context)] }),
  };
}

export async function bringVisitBack(visit: VisitView, as: Held, context: Context): Promise<Outcome> {
  const { m } = context;
  if (visit.status !== 'void') return refuse(m.undo.there);
  const what = await visitText({ ...visit, status: as }, context);
  const undo = { label: m.chat.undo, says: { line: 'undo', values: { visit: visit.id } } };
  return {
    kind: 'record',
    changes: [{ kind: 'visit.set', id: visit.id, set: { status: as } }],
    reply: async () => ({ text: m.undo.restored(what), buttons: [undo] }),
  };
}

/** The visit becomes one of a deal: a new row stands for it, so that undoing this leaves it where it was. */
export async function visitToDeal(visit: VisitView, right: DealView, context: Context): Promise<Outcome> {
  const { m, newId, now } = context;
  const { id, kind, personId, at, summaryId, nextStepId, nextStepDue, met, signals, status } = visit;
  if (status === 'void') return refuse(m.undo.gone);
  const what = await visitText(visit, context);
  const there = { kind, personId, at, summaryId, nextStepId, nextStepDue, met, signals, status };
  const moved = { ...there, id: newId(), deal: right.number, customerId: null };
  const open = right.state.status === 'open';
  const changes: Change[] = [
    { kind: 'visit.add', visit: moved },
    { kind: 'visit.set', id, set: { status: 'void' } },
    {
      kind: 'deal.record',
      deal: right.number,
      version: null,
      events: visitEvents(moved, { open, now, replaces: id }),
    },
  ];
  return {
    kind: 'record',
    changes,
    reply: async (after) =>
      dealAnswer(context, await after.dealView(right.number), () => m.undo.movedTo(what, right.name)),
  };
}
