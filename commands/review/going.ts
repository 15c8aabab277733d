import { reviewCard, summaryCard } from '../../src/cards/review.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import {
  decided,
  nextInReview,
  progress,
  type Review,
  type ReviewResult,
  reviewFrom,
} from '../../src/domain/review.ts';
import type { DealView } from '../../src/domain/views.ts';
import { penOf, subjectOf } from '../deal/answer.ts';

/** What a draft of a review is called in the store. */
const KIND = 'review';

export type Going = { id: string; review: Review };

/** The person's reviews that are under way, the last one first. */
export async function underWay({ read, person }: Context): Promise<readonly Going[]> {
  const drafts = await read.draftsOf(person.id, KIND);
  return drafts.flatMap(({ id, body }) => {
    const review = reviewFrom(body);
    return review === null ? [] : [{ id, review }];
  });
}

export const saved = ({ id, review }: Going): Change => ({
  kind: 'draft.save',
  id,
  draftKind: KIND,
  body: review,
});

export const dropped = ({ id }: Going): Change => ({ kind: 'draft.drop', id });

/** Where a review stands: at a deal, or at its end. */
export type Standing = { going: Going; view: DealView | null };

/** Passes over what was closed, taken back or hidden since the review began: that decides itself. */
export async function standingOf(going: Going, context: Context, read = context.read): Promise<Standing> {
  let { review } = going;
  for (;;) {
    const deal = nextInReview(review);
    if (deal === null) return { going: { ...going, review }, view: null };
    const view = await read.dealView(deal);
    const result = decidedAlready(view, context);
    if (result === null) return { going: { ...going, review }, view };
    review = decided(review, deal, result);
  }
}

function decidedAlready(view: DealView | null, { may }: Context): ReviewResult | null {
  if (view === null || !may('deal.read', subjectOf(view))) return 'gone';
  const { status } = view.state;
  if (status === 'open') return null;
  return status === 'void' ? 'gone' : status;
}

/** The deal in hand, or the summary; with a sentence on what was just done. */
export async function standingMessage(
  { going, view }: Standing,
  context: Context,
  { said, read = context.read }: { said?: string; read?: Context['read'] } = {},
): Promise<Message> {
  const { m, teams, may } = context;
  const { id, review } = going;
  const pen = penOf(context);
  const first = said === undefined ? [] : [said];
  if (view === null) {
    const team = teams.find((one) => one.id === review.teamId);
    const title = team === undefined ? m.review.title : m.review.teamTitle(team.name);
    const text = [...first, m.review.done(review.deals.length)].join(' ');
    return { text, card: summaryCard({ review, title, names: await namesOf(review, context, read) }, pen) };
  }
  const { at, of } = progress(review);
  const step = { id, review, view, mayChange: may('deal.change', subjectOf(view)) };
  return {
    text: [...first, m.review.at(at, of, `#${view.number} ${view.name}`)].join(' '),
    card: reviewCard(step, pen),
  };
}

async function namesOf(
  { deals }: Review,
  { scope }: Context,
  read: Context['read'],
): Promise<ReadonlyMap<number, string>> {
  const lines = await read.deals({ numbers: deals, status: ['open', 'won', 'lost', 'void'] }, scope);
  return new Map(lines.map((line) => [line.number, line.name]));
}
