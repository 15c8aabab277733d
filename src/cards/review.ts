import type { Button, Card, CardElement, Words } from '../chat/card.ts';
import { outcomes, progress, type Review } from '../domain/review.ts';
import { nextStage, stageName } from '../domain/stage.ts';
import type { DealView } from '../domain/views.ts';
import { dealCard } from './deal.ts';
import type { Pen } from './pen.ts';

export type ReviewStep = {
  id: string;
  review: Review;
  view: DealView;
  /** Whether the reviewer may change the deal, or only look at it. */
  mayChange: boolean;
};

/** One deal of a review: what its card says, and the few things one decides about it. */
export function reviewCard(step: ReviewStep, pen: Pen): Card {
  const { m } = pen;
  const { view, review } = step;
  const { at, of } = progress(review);
  // A review is worked through: its cards stay where they are when the deal changes.
  const { deal: _, ...base } = dealCard(view, pen);
  const facts = base.elements.filter(({ kind }) => kind === 'path' || kind === 'facts' || kind === 'text');
  const nothingNext: CardElement[] =
    view.nextStep === null ? [{ kind: 'text', text: m.review.noNext, tone: 'warn' }] : [];
  return {
    ...base,
    title: m.review.at(at, of, base.title),
    elements: [...facts, ...nothingNext, { kind: 'buttons', buttons: stepButtons(step, pen) }],
    footer: m.review.resume,
  };
}

function stepButtons({ id, view, mayChange }: ReviewStep, { m, locale }: Pen): Button[] {
  const { number, version, state, pipeline } = view;
  const says = (line: string): Words => ({ line, values: { deal: `#${number}`, review: id } });
  // A change rests on what the card shows; keeping and skipping rest on nothing.
  const changes = (line: string): Words => ({ ...says(line), seen: { deal: number, version } });
  const on = (line: string): Words => ({
    line,
    values: { deal: `#${number}` },
    seen: { deal: number, version },
  });
  const next = nextStage(pipeline, state.stageId);
  const forward: Button[] =
    next === undefined || next.part !== 'open'
      ? []
      : [{ label: m.review.move(stageName(next, locale)), says: changes('review move') }];
  const decisions: Button[] = [
    { label: m.review.push, says: changes('review push') },
    ...forward,
    { label: m.review.won, says: on('deal win') },
    { label: m.review.lost, says: on('deal lose') },
  ];
  return [
    { label: m.review.keep, says: says('review keep'), tone: 'primary' },
    ...(mayChange ? decisions : []),
    { label: m.review.skip, says: says('review skip') },
    { label: m.review.stop, says: { line: 'review stop', values: { review: id } } },
  ];
}

/** What came of a review, each result with its deals. */
export function summaryCard(
  { review, title, names }: { review: Review; title: string; names: ReadonlyMap<number, string> },
  { m }: Pen,
): Card {
  const elements = [...outcomes(review)].map(
    ([result, deals]): CardElement => ({
      kind: 'list',
      title: `${m.review.result[result]} · ${deals.length}`,
      items: deals.map((deal) => ({
        title: `#${deal} ${names.get(deal) ?? ''}`.trim(),
        press: { line: 'deal show', values: { deal: `#${deal}` } },
      })),
    }),
  );
  return { title, subtitle: m.review.done(review.deals.length), elements };
}
