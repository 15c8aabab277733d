import { z } from 'zod';

export const RESULTS = ['kept', 'pushed', 'moved', 'won', 'lost', 'skipped', 'gone'] as const;
/** What came of one deal in a review. `gone`: taken back or closed to the reviewer meanwhile. */
export type ReviewResult = (typeof RESULTS)[number];

/** Going through deals one by one: which, in which order, and what came of each so far. */
export type Review = {
  /** The team whose deals these are; null = one's own. */
  teamId: string | null;
  deals: readonly number[];
  /** By deal number. */
  results: Readonly<Record<string, ReviewResult>>;
};

const REVIEW = z.object({
  teamId: z.string().nullable(),
  deals: z.array(z.int()),
  results: z.record(z.string(), z.enum(RESULTS)),
});

/** A review as a draft keeps it; null when it is something else. */
export function reviewFrom(body: unknown): Review | null {
  const parsed = REVIEW.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** The first deal that nothing was said about yet; null at the end. */
export const nextInReview = ({ deals, results }: Review): number | null =>
  deals.find((number) => results[number] === undefined) ?? null;

export const decided = (review: Review, deal: number, result: ReviewResult): Review => ({
  ...review,
  results: { ...review.results, [deal]: result },
});

/** How far: the place of the deal in hand, from 1, and of how many. */
export const progress = ({ deals, results }: Review): { at: number; of: number } => {
  const done = deals.filter((number) => results[number] !== undefined).length;
  return { at: Math.min(done + 1, deals.length), of: deals.length };
};

/** Deals by what came of them, in the order of the review. */
export function outcomes({ deals, results }: Review): ReadonlyMap<ReviewResult, readonly number[]> {
  const found = new Map<ReviewResult, number[]>();
  for (const result of RESULTS) {
    const those = deals.filter((number) => results[number] === result);
    if (those.length > 0) found.set(result, those);
  }
  return found;
}
