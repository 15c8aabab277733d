import { type Context, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { type Field, optional, text } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import type { NewEvent } from '../../src/domain/deal.ts';
import { decided, type ReviewResult } from '../../src/domain/review.ts';
import type { DealView } from '../../src/domain/views.ts';
import { dropped, type Going, saved, standingMessage, standingOf, underWay } from './going.ts';

/** What the verbs behind a review's buttons share: each decides one deal and shows the next. */

export const which: Field<string | null> = optional(
  text({ label: { en: 'Review', zh: '过单' }, takes: 'named', maxLength: 60, machine: true }),
);

/** The review that a button belongs to; the last one when it was typed. */
export async function goingOf(id: string | null, context: Context): Promise<Going | null> {
  const all = await underWay(context);
  return (id === null ? all[0] : all.find((one) => one.id === id)) ?? null;
}

export type Decided = {
  view: DealView;
  result: ReviewResult;
  changes?: readonly Change[];
  events?: readonly NewEvent[];
  /** What was done, once it is done. */
  said?(after: DealView): string;
};

/** Records a decision together with how far the review has come; at its end the draft is dropped. */
export async function settle(going: Going, of: Decided, context: Context): Promise<Outcome> {
  const { view, result, changes = [], events = [] } = of;
  const next = { ...going, review: decided(going.review, view.number, result) };
  const standing = await standingOf(next, context);
  const recorded: Change[] =
    events.length === 0 ? [] : [{ kind: 'deal.record', deal: view.number, version: view.version, events }];
  return {
    kind: 'record',
    changes: [...changes, ...recorded, standing.view === null ? dropped(next) : saved(standing.going)],
    reply: async (after) => {
      const then = await after.dealView(view.number);
      const said = then === null ? undefined : of.said?.(then);
      const options = { read: after, ...(said === undefined ? {} : { said }) };
      return standingMessage(await standingOf(standing.going, context, after), context, options);
    },
  };
}

/** The review in which a deal is still to be decided; else what is true is shown instead. */
export async function inHand(
  said: { review: string | null; deal: number },
  context: Context,
): Promise<{ going: Going } | { outcome: Outcome }> {
  const { m } = context;
  const going = await goingOf(said.review, context);
  if (going === null) return { outcome: refuse(m.review.none) };
  const { deals, results } = going.review;
  if (deals.includes(said.deal) && results[said.deal] === undefined) return { going };
  const standing = await standingOf(going, context);
  return { outcome: show(await standingMessage(standing, context, { said: m.review.passed })) };
}
