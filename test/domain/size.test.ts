import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bySize } from '../../src/domain/size.ts';

test('one’s own currency first, then each other by itself, then what has no amount', () => {
  const all = [
    null,
    { minor: 9_000_000, currency: 'JPY' },
    { minor: 100, currency: 'CNY' },
    { minor: 500, currency: 'USD' },
    { minor: 70_000, currency: 'CNY' },
    { minor: 10, currency: 'JPY' },
  ];
  expect(all.toSorted(bySize('CNY')).map((one) => (one === null ? null : [one.minor, one.currency]))).toEqual(
    [[70_000, 'CNY'], [100, 'CNY'], [9_000_000, 'JPY'], [10, 'JPY'], [500, 'USD'], null],
  );
});

test('is an order: the same whatever it begins with', () => {
  const money = fc.option(
    fc.record({ minor: fc.nat(), currency: fc.constantFrom('CNY', 'USD', 'JPY', 'EUR') }),
  );
  fc.assert(
    fc.property(fc.array(money, { maxLength: 8 }), (all) => {
      expect(all.toReversed().toSorted(bySize('CNY'))).toEqual(all.toSorted(bySize('CNY')));
    }),
  );
});
