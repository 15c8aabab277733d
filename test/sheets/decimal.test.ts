import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDecimal, readDecimal } from '../../src/sheets/decimal.ts';

describe('readDecimal', () => {
  test.each([
    ['1054', '1054'],
    ['1,054.00', '1054'],
    ['1 054,00', '1054'],
    ['1\u00a0054,5', '1054.5'],
    ['1.054,00', '1054'],
    ["1'054'000.25", '1054000.25'],
    ['1,054,000', '1054000'],
    ['1.054.000', '1054000'],
    ['10,54,000', '1054000'],
    ['1,054', '1054'],
    ['1054,5', '1054.5'],
    ['0,054', '0.054'],
    ['1.054', '1.054'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['0012.50', '12.5'],
    ['１２，３４５', '12345'],
    ['50万', '500000'],
    ['48.5w', '485000'],
    ['1.2亿', '120000000'],
    ['3千万', '30000000'],
    ['30k', '30000'],
    ['1.2 M', '1200000'],
    ['2bn', '2000000000'],
    ['1.5E+7', '15000000'],
    ['2e-3', '0.002'],
    ['(1,054.00)', '-1054'],
    ['-1054', '-1054'],
    ['−5', '-5'],
    ['5-', '-5'],
    ['+7', '7'],
    ['-0', '0'],
    ['9007199254740993.01', '9007199254740993.01'],
  ])('%s is %s', (cell, value) => {
    expect(readDecimal(cell)).toEqual({ value });
  });

  test.each([
    ['¥500,000', '500000', 'CNY'],
    ['￥50万', '500000', 'CNY'],
    ['12万元', '120000', 'CNY'],
    ['50万人民币', '500000', 'CNY'],
    ['RMB 1,054.00', '1054', 'CNY'],
    ['1054 CNY', '1054', 'CNY'],
    ['$1.2m', '1200000', 'USD'],
    ['US$30k', '30000', 'USD'],
    ['-$5', '-5', 'USD'],
    ['$-5', '-5', 'USD'],
    ['($5.00)', '-5', 'USD'],
    ['20万美元', '200000', 'USD'],
    ['usd 5', '5', 'USD'],
    ['1.054 €', '1054', 'EUR'],
    ['€1.054,50', '1054.5', 'EUR'],
    ['£9', '9', 'GBP'],
    ['HK$8', '8', 'HKD'],
    ['JPY 1000', '1000', 'JPY'],
  ])('%s is %s %s', (cell, value, currency) => {
    expect(readDecimal(cell)).toEqual({ value, currency });
  });

  test.each(['', '  ', '-', '—', 'N/A', 'null', '无', '待定', '/'])('%j is blank', (cell) => {
    expect(readDecimal(cell)).toBeNull();
  });

  test.each([
    'abc',
    '12%',
    '1,05,4',
    '1,2,3',
    '1.2.3',
    '12 34',
    '$5 €',
    '--5',
    '(-5)',
    '60个',
    '5万k',
    '¥',
    'e5',
    '1..2',
    '2017-03-01',
  ])('%s is no amount', (cell) => {
    expect(readDecimal(cell)).toBe('bad');
  });

  test('any amount is read back from the way each country writes it', () => {
    const amount = fc.record({ minor: fc.bigInt({ min: 0n, max: 10n ** 17n }), negative: fc.boolean() });
    const locale = fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'zh-CN');
    fc.assert(
      fc.property(amount, locale, ({ minor, negative }, where) => {
        const whole = minor / 100n;
        const cents = String(minor % 100n).padStart(2, '0');
        const sign = whole + (minor % 100n) > 0n && negative ? '-' : '';
        const point = new Intl.NumberFormat(where).format(1.5).charAt(1);
        const cell = `${sign}${new Intl.NumberFormat(where).format(whole)}${point}${cents}`;
        const value = `${sign}${whole}.${cents}`.replace(/\.?0+$/, (zeros) =>
          zeros.startsWith('.') ? '' : zeros.replace(/0+$/, ''),
        );
        expect(readDecimal(cell)).toEqual({ value });
      }),
    );
  });

  test('never throws, and gives a plain decimal or nothing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(..."0123456789.,-+()¥$€万亿元kmwe '") }),
    );
    fc.assert(
      fc.property(text, (cell) => {
        const read = readDecimal(cell);
        if (read !== null && read !== 'bad')
          expect(read.value).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['0.30000000000000004', '0.3'],
  ['1.5E+7', '15000000'],
  ['-2.5E-3', '-0.0025'],
  ['20170301000123456789', '20170301000123456789'],
  ['-0', '-0'],
  ['1054', '1054'],
  ['oops', ''],
])('a stored %s is %s', (stored, plain) => {
  expect(plainDecimal(stored)).toBe(plain);
});
