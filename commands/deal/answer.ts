import { dealCard } from '../../src/cards/deal.ts';
import type { Pen } from '../../src/cards/pen.ts';
import { type Context, type Outcome, refuse, type Subject } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import { type Decision, isRefusal } from '../../src/domain/moves.ts';
import type { DealView } from '../../src/domain/views.ts';
import { refusalText } from './refusal.ts';

/** How an answer to this person is written; alone with the bot, they read their own times and what they may do. */
export const penOf = ({ m, locale, officeDay, organisation, here, zone, may }: Context): Pen => ({
  m,
  locale,
  today: officeDay,
  office: { zone: organisation.zone, calendar: organisation.calendar },
  ...(here.kind === 'direct' ? { zone } : {}),
  // In a deal's own thread the team reads along.
  may: (action, view) => view.number === here.deal || may(action, subjectOf(view)),
});

/**
 * A sentence on what happened, and the deal as it then stands. In the deal's own thread the sentence is enough: its
 * card is on top of it and is updated in place.
 */
export async function dealAnswer(
  context: Context,
  view: DealView | null,
  text: (view: DealView) => string,
): Promise<Message> {
  if (view === null) return { text: context.m.chat.notAllowed.hidden };
  if (context.here.deal === view.number) return { text: text(view) };
  return { text: text(view), card: dealCard(view, penOf(context)) };
}

/** What a permission is asked about. */
export const subjectOf = (view: DealView): Subject => ({
  deal: { ...view.state, collaborators: view.collaborators },
});

export type Deciding = {
  decision: Decision;
  /** Changes that the events rest on or bring with them: texts, notices, requests. */
  before?: readonly Change[];
  after?: readonly Change[];
  text(after: DealView): string;
};

/** Records what was decided about one deal and answers with its card; or says why nothing was recorded. */
export function settled(view: DealView, deciding: Deciding, context: Context): Outcome {
  const { decision, before = [], after = [], text } = deciding;
  if (isRefusal(decision)) return refuse(refusalText(decision, view, context));
  return {
    kind: 'record',
    changes: [
      ...before,
      { kind: 'deal.record', deal: view.number, version: view.version, events: decision.events },
      ...after,
    ],
    reply: async (reads) => dealAnswer(context, await reads.dealView(view.number), text),
  };
}

/** What somebody wrote, as a text of its own; nothing written is no text. */
export function written(body: string | null, context: Context): { id: string | null; changes: Change[] } {
  if (body === null || body.trim() === '') return { id: null, changes: [] };
  const id = context.newId();
  return { id, changes: [{ kind: 'text.write', id, body: body.trim() }] };
}
