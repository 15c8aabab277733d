import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountTyped,
  findAmounts,
  formatMoney,
  halfAwayFromZero,
  type Money,
  minorDigits,
  parseMoney,
  sumByCurrency,
  usualCurrency,
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

describe('a sign, a comma or a range is never passed over', () => {
  const read = (line: string) =>
    findAmounts(line, 'CNY').map(({ text, confirm }) => [text, confirm ?? false]);

  test.each<[line: string, text: string, refused: string]>([
    ['edit #111 -5k', '-5k', 'negative'],
    ['修改 远景 -5万', '-5万', 'negative'],
    ['金额改成-5万', '-5万', 'negative'],
    ['65k-> −5k', '−5k', 'negative'],
    ['edit #111 -$5k', '-$5k', 'negative'],
    ['edit #111 (5k)', '(5k)', 'negative'],
    ['edit #111 65,5k', '65,5k', 'unclear'],
    ['edit #111 $65,5k', '$65,5k', 'unclear'],
    ['edit #111 650,5k', '650,5k', 'unclear'],
    ['edit #111 between 5 and 10k', 'between 5 and 10k', 'unclear'],
  ])('%s: %s is %s', (line, text, refused) => {
    expect(read(line).at(-1)).toEqual([text, true]);
    expect(parseMoney(text, 'CNY')).toEqual({ refused });
  });

  test.each([
    ['acme-65k', '65k'],
    ['acme - 65k', '65k'],
    ['远景-5万', '5万'],
    ['远景（60万）推进了', '60万'],
    ['close 12/31,65k', '65k'],
    ['dec 31 and 65k', '65k'],
  ])('%s says %s', (line, text) => {
    expect(read(line)).toEqual([[text, false]]);
  });

  test('one of two is a guess', () => {
    expect(read('48k or 50k')).toEqual([['48k or 50k', true]]);
  });

  test.each(['1,2345', '65,5 and', '1,2345k'])('%s is no amount', (line) => {
    expect(findAmounts(line, 'CNY', { bare: true })).toEqual([]);
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
    { numRuns: 300, examples: [['50万1,50万', false]] },
  );
});

describe('what was said is echoed short only where that loses nothing', () => {
  test.each([
    [6_543_200, 'USD', 'en', '$65,432'],
    [6_550_000, 'USD', 'en', '$65.5k'],
    [7_000_000, 'USD', 'en', '$70k'],
    [123_400_000, 'USD', 'en', '$1,234,000'],
    [125_000_000, 'USD', 'en', '$1.25M'],
    [48_555_00, 'CNY', 'zh', '¥48,555'],
    [48_500_00, 'CNY', 'zh', '¥4.85万'],
    [12_300_000_000, 'CNY', 'zh', '¥1.23亿'],
    [12_345_678_900, 'CNY', 'zh', '¥123,456,789'],
    [9_999_900, 'USD', 'en', '$99,999'],
  ] as const)('%d %s in %s is %s', (minor, currency, locale, text) => {
    expect(formatMoney({ minor, currency }, locale, 'exact')).toBe(text);
  });
});

describe('the currency of an amount that names none', () => {
  const one = (
    currency: string,
    deals: number,
    of: { customerId?: string; ownerId?: string; teamId?: string },
  ) => ({
    currency,
    deals,
    customerId: of.customerId ?? null,
    ownerId: of.ownerId ?? 'somebody',
    teamId: of.teamId ?? 'elsewhere',
  });
  const inUse = [
    one('EUR', 1, { customerId: 'acme' }),
    one('USD', 3, { ownerId: 'mia', teamId: 'west' }),
    one('JPY', 2, { ownerId: 'mia', teamId: 'west' }),
    one('GBP', 9, { teamId: 'west' }),
  ];

  test.each([
    ['acme', 'mia', ['west'], 'EUR'],
    [null, 'mia', ['west'], 'USD'],
    ['unknown', 'mia', ['west'], 'USD'],
    [null, 'joe', ['west'], 'GBP'],
    [null, null, ['west'], 'GBP'],
    [null, 'joe', [], null],
  ] as const)('of %s, %s, %s is %s', (customerId, personId, teamIds, currency) => {
    expect(usualCurrency(inUse, { customerId, personId, teamIds })).toBe(currency);
  });
});

describe('an amount in a form', () => {
  test('is written as people type it', () => {
    const amounts = ['1500000.00 CNY', '12345.60 USD', '0.50 CNY', '3000000 JPY', '48050.00 CNY', '很多'];
    const typed = (locale: 'zh' | 'en') => amounts.map((one) => amountTyped(one, locale));
    expect(typed('zh')).toEqual(['150万元', '12,345.60 USD', '0.50元', '300万 JPY', '48,050元', '很多']);
    expect(typed('en')).toEqual([
      ...['1,500,000 CNY', '12,345.60 USD', '0.50 CNY', '3,000,000 JPY', '48,050 CNY', '很多'],
    ]);
  });

  test('reads back as the same amount', () => {
    const amount = fc.oneof(
      fc.nat(1_000_000_000_000),
      fc.nat(100_000_000).map((n) => n * 10_000),
    );
    const currency = fc.constantFrom('CNY', 'USD', 'EUR', 'JPY', 'HKD');
    fc.assert(
      fc.property(amount, currency, fc.constantFrom('en', 'zh'), (minor, of, locale) => {
        const digits = minorDigits(of);
        const raw = `${(minor / 10 ** digits).toFixed(digits)} ${of}`;
        expect(parseMoney(amountTyped(raw, locale), 'GBP')).toMatchObject({ minor, currency: of });
      }),
    );
  });
});
