import { expect, test } from 'vitest';
import {
  decided,
  nextInReview,
  outcomes,
  progress,
  type Review,
  reviewFrom,
} from '../../src/domain/review.ts';

const review: Review = { teamId: null, deals: [7, 3, 9], results: {} };

test('goes through the deals in order, whatever is decided out of it', () => {
  expect(nextInReview(review)).toBe(7);
  expect(progress(review)).toEqual({ at: 1, of: 3 });
  const jumped = decided(review, 3, 'kept');
  expect(nextInReview(jumped)).toBe(7);
  const two = decided(jumped, 7, 'pushed');
  expect(nextInReview(two)).toBe(9);
  expect(progress(two)).toEqual({ at: 3, of: 3 });
  const done = decided(two, 9, 'kept');
  expect(nextInReview(done)).toBeNull();
  expect(progress(done)).toEqual({ at: 3, of: 3 });
  expect([...outcomes(done)]).toEqual([
    ['kept', [3, 9]],
    ['pushed', [7]],
  ]);
});

test('is read back as it was kept; anything else is none', () => {
  const kept = decided(review, 7, 'moved');
  expect(reviewFrom(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  for (const other of [
    null,
    'review',
    {},
    { ...review, deals: ['7'] },
    { ...review, results: { 7: 'eaten' } },
  ]) {
    expect(reviewFrom(other)).toBeNull();
  }
});
