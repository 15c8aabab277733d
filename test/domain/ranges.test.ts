import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersIn, rangesOf } from '../../src/domain/ranges.ts';

test('what follows one another is a range', () => {
  expect(rangesOf([12, 3, 5, 4, 3])).toBe('3-5,12');
  expect(numbersIn('3-5,12', 10)).toEqual([3, 4, 5, 12]);
});

test('what was written is what is read, whatever it is', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 500 })), (numbers) => {
      expect(numbersIn(rangesOf(numbers), 1_000)).toEqual(numbers.toSorted((a, b) => a - b));
    }),
  );
});

test('what is no number opens nothing, and a wide range no more than asked for', () => {
  expect(numbersIn('x,,7-,1e3, 9', 10)).toEqual([9]);
  expect(numbersIn('1-999999999', 3)).toEqual([1, 2, 3]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(numbersIn(text, 5).length).toBeLessThanOrEqual(5);
    }),
  );
});
