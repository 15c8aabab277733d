import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOrder, readDay } from '../../src/sheets/day.ts';

describe('readDay', () => {
  test.each([
    '2017-03-01',
    '2017/3/1',
    '2017.03.01',
    '2017. 3. 1',
    '2017年3月1日',
    '2017年03月01号',
    '２０１７年３月１日',
    '2017年3月1日 星期三',
    '2017-03-01（周三）',
    '20170301',
    '2017-03-01T08:00:00Z',
    '2017-03-01T23:59:59.999+08:00',
    '2017-03-01 08:00',
    '2017/3/1 8:00:00',
    '2017年3月1日 8时30分',
    '42795',
    '42795.75',
    '1 Mar 2017',
    '1-Mar-17',
    'March 1, 2017',
    'Wed, 1 March 2017 08:00:00 GMT',
    '01.03.2017',
    '  2017-03-01\u200b ',
  ])('%s is one day', (cell) => {
    expect(readDay(cell)).toBe('2017-03-01');
  });

  test.each(['', ' ', '-', '—', 'N/A', '无', '待定'])('%j is blank', (cell) => {
    expect(readDay(cell)).toBeNull();
  });

  test.each([
    '2017-02-29',
    '2017-13-01',
    '2017-00-10',
    '32/1/2017',
    '13/13/2017',
    '3月底',
    '2017',
    '201703',
    '1054',
    '20171301',
    '99999',
    '2017-03',
    'Mai 1, 2017',
    '2017-03-01x',
    '1/2/3/2017',
    '0017-03-01',
  ])('%s is no day', (cell) => {
    expect(readDay(cell)).toBe('bad');
  });

  test('the order of the column decides 3/1/2017', () => {
    expect(readDay('3/1/2017', 'mdy')).toBe('2017-03-01');
    expect(readDay('3/1/2017', 'dmy')).toBe('2017-01-03');
    expect(readDay('3/1/2017')).toBe('bad');
    expect(readDay('3/1/2017', 'ambiguous')).toBe('bad');
    expect(readDay('3/13/2017')).toBe('2017-03-13');
    expect(readDay('13/3/17 4:30 PM')).toBe('2017-03-13');
    expect(readDay('3/3/2017')).toBe('2017-03-03');
    expect(readDay('13/3/2017', 'mdy')).toBe('bad');
    expect(readDay('2017-03-01', 'dmy')).toBe('2017-03-01');
  });

  test('any day is read back from every notation', () => {
    const days = fc
      .date({
        min: new Date('1954-10-04T00:00:00Z'),
        max: new Date('2118-12-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, (day) => {
        const [y, m, d] = day.split('-').map(Number);
        const serial = Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;
        for (const cell of [
          day,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          day.replaceAll('-', ''),
          `${day}T10:00`,
          `${serial}`,
        ]) {
          expect(readDay(cell)).toBe(day);
        }
        expect(readDay(`${m}/${d}/${y}`, 'mdy')).toBe(day);
        expect(readDay(`${d}-${m}-${y}`, 'dmy')).toBe(day);
      }),
    );
  });

  test('never throws, and gives a day or nothing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789-/.:年月日TZ ,MarPM') }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('mdy', 'dmy', 'ymd', 'ambiguous'), (cell, order) => {
        const day = readDay(cell, order);
        if (day !== null && day !== 'bad')
          expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('dayOrder', () => {
  test.each<[string, string[]]>([
    ['mdy', ['3/1/2017', '12/31/2016', '']],
    ['dmy', ['3/1/2017', '31/12/2016', 'n/a']],
    ['dmy', ['01.03.2017', '02.03.2017']],
    ['ambiguous', ['3/1/2017', '4/2/2017']],
    ['ambiguous', ['13/1/2017', '1/13/2017']],
    ['ymd', ['2017-03-01', '2017/4/1', '42795']],
    ['ymd', []],
    ['ymd', ['99/99/2017', 'x']],
  ])('is %s for %j', (order, cells) => {
    expect(dayOrder(cells)).toBe(order);
  });
});
