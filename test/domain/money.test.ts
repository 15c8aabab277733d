import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findAmounts,
  formatMoney,
  halfAwayFromZero,
  type Money,
  minorDigits,
  parseMoney,
  sumByCurrency,
  weighted,
} from '../../src/domain/money.ts';
import lines from '../fixtures/lines-amounts.json' with { type: 'json' };

type Line = { line: string; expect: { text: string; minor: number; currency: string; confirm?: true }[] };
const typed = lines as Line[];

describe('what people type', () => {
  test.each(typed)('$line', ({ line, expect: expected }) => {
    expect(findAmounts(line, 'CNY').map(({ start, end, ...amount }) => amount)).toEqual(expected);
  });

  test('the table is wide enough', () => {
    expect(typed.length).toBeGreaterThanOrEqual(140);
    expect(typed.filter((one) => one.expect.length === 0).length).toBeGreaterThanOrEqual(60);
  });
});

describe('a sign that several currencies share', () => {
  test.each([
    ['$30k', 'CNY', 'USD'],
    ['$30k', 'AUD', 'AUD'],
    ['¥30k', 'USD', 'CNY'],
    ['¥30k', 'JPY', 'JPY'],
    ['30元', 'TWD', 'TWD'],
    ['30元', 'USD', 'CNY'],
    ['48万', 'JPY', 'JPY'],
  ])('%s in an organisation of %s is %s', (text, own, currency) => {
    expect(findAmounts(text, own).map((amount) => amount.currency)).toEqual([currency]);
  });
});

describe('a bare number', () => {
  const bare = (line: string) => findAmounts(line, 'USD', { bare: true }).map((amount) => amount.minor);

  test.each([
    ['edit amount 65000', [6500000]],
    ['65,000 for 12 months', [6500000]],
    ['金额改成65000', [6500000]],
    ['call 13800138000', []],
    ['by 2027', []],
    ['on 20261231', []],
    ['12:30 with 10 people', []],
    ['deal #1200', []],
    ['2026-01-02', []],
    ['300台', []],
  ])('%s', (line, expected) => {
    expect(bare(line)).toEqual(expected);
  });
});

describe('a field for one amount', () => {
  test.each([
    ['65000', { minor: 6500000, currency: 'USD' }],
    ['2026', { minor: 202600, currency: 'USD' }],
    ['五百', { minor: 50000, currency: 'USD' }],
    ['about 50k', { minor: 5000000, currency: 'USD' }],
    ['60个', { minor: 60000000, currency: 'USD', confirm: true }],
    ['0', { minor: 0, currency: 'USD' }],
    ['3,000.555', { minor: 300056, currency: 'USD' }],
    ['1.005', { minor: 101, currency: 'USD' }],
  ])('%s', (text, expected) => {
    expect(parseMoney(text, 'USD')).toEqual(expected);
  });

  test.each([
    ['', 'noAmount'],
    ['lots', 'noAmount'],
    ['10 people', 'noAmount'],
    ['-5', 'negative'],
    ['-$5,000', 'negative'],
    ['(5000)', 'negative'],
    ['50k 65k', 'severalAmounts'],
    ['99999999999999999999', 'tooLarge'],
    ['999999999亿', 'tooLarge'],
  ])('%s is refused: %s', (text, refused) => {
    expect(parseMoney(text, 'USD')).toEqual({ refused });
  });

  test('yen has no minor unit', () => {
    expect(parseMoney('48万', 'JPY')).toEqual({ minor: 480000, currency: 'JPY' });
  });
});

describe('shown', () => {
  test.each([
    [48000000, 'CNY', '¥48万', 'CN¥480k', '¥480,000', 'CN¥480,000'],
    [12500000000, 'CNY', '¥1.25亿', 'CN¥125M', '¥125,000,000', 'CN¥125,000,000'],
    [4850000, 'USD', 'US$4.85万', '$48.5k', 'US$48,500', '$48,500'],
    [120000000, 'USD', 'US$120万', '$1.2M', 'US$1,200,000', '$1,200,000'],
    [850050, 'USD', 'US$8500.5', '$8.5k', 'US$8,500.50', '$8,500.50'],
    [480000, 'JPY', 'JP¥48万', '¥480k', 'JP¥480,000', '¥480,000'],
    [0, 'CNY', '¥0', 'CN¥0', '¥0', 'CN¥0'],
    [-50, 'USD', '-US$0.5', '-$0.5', '-US$0.50', '-$0.50'],
  ])('%i %s', (minor, currency, zhShort, enShort, zhFull, enFull) => {
    const money = { minor, currency };
    expect(formatMoney(money, 'zh', 'short')).toBe(zhShort);
    expect(formatMoney(money, 'en', 'short')).toBe(enShort);
    expect(formatMoney(money, 'zh', 'full')).toBe(zhFull);
    expect(formatMoney(money, 'en', 'full')).toBe(enFull);
  });

  const amounts: fc.Arbitrary<Money> = fc.record({
    minor: fc.maxSafeNat(),
    currency: fc.constantFrom(
      'CNY',
      'USD',
      'EUR',
      'JPY',
      'HKD',
      'TWD',
      'AUD',
      'CHF',
      'KRW',
      'GBP',
      'KWD',
      'BRL',
      'TRY',
    ),
  });

  test('what is shown in full is read back as it was', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom('en' as const, 'zh' as const), (money, locale) => {
        expect(parseMoney(formatMoney(money, locale, 'full'), money.currency)).toEqual(money);
      }),
    );
  });
});

describe('arithmetic', () => {
  test('half goes away from zero', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, -2.4, 0].map(halfAwayFromZero)).toEqual([
      1, 2, 3, -1, -2, 2, -2, 0,
    ]);
    expect(Object.is(halfAwayFromZero(-0.2), 0)).toBe(true);
  });

  test('weighted is exact for every safe amount', () => {
    const expected = (amount: bigint, probability: bigint) => {
      const product = amount * probability;
      const size = product < 0n ? -product : product;
      const rounded = (size + 50n) / 100n;
      return Number(product < 0n ? -rounded : rounded);
    };
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 100 }), (amount, probability) => {
        expect(weighted(amount, probability)).toBe(expected(BigInt(amount), BigInt(probability)) + 0);
      }),
    );
    expect([weighted(50, 5), weighted(30, 5), weighted(10, 5), weighted(-10, 5)]).toEqual([3, 2, 1, -1]);
  });

  test('sums never mix currencies and count what is unknown', () => {
    const usd = { minor: 5, currency: 'USD' };
    const cny = { minor: 7, currency: 'CNY' };
    expect(sumByCurrency([usd, null, cny, usd, null])).toEqual({
      totals: [
        { minor: 7, currency: 'CNY' },
        { minor: 10, currency: 'USD' },
      ],
      unknown: 2,
    });
    expect(sumByCurrency([])).toEqual({ totals: [], unknown: 0 });
  });

  test('minor digits come from ISO 4217', () => {
    expect(['CNY', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
  });
});

test('whatever is typed, spans lie in the line, in order, without overlap', () => {
  const pieces = fc.array(
    fc.constantFrom(...typed.map((one) => one.line), '万', '¥', '1,', '0', '个', '亿', '-', '.', ' '),
    {
      maxLength: 8,
    },
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    pieces.map((all) => all.join('')),
    fc.stringMatching(/^[0-9.,一二十百千万亿个元$¥kmw\- ]{0,30}$/),
  );
  fc.assert(
    fc.property(anything, fc.boolean(), (line, bare) => {
      let end = 0;
      for (const span of findAmounts(line, 'CNY', { bare })) {
        expect(Number.isSafeInteger(span.minor) && span.minor >= 0).toBe(true);
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(line.length);
        expect(span.text).toBe(line.slice(span.start, span.end));
        end = span.end;
      }
      parseMoney(line, 'USD');
    }),
    { numRuns: 300 },
  );
});
