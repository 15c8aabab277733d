import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isDay } from '../../src/domain/day.ts';
import {
  findPeriod,
  instantsOf,
  monthOf,
  next,
  parsePeriod,
  periodName,
  periodOf,
  previous,
  quarterOf,
  spanOf,
  weekOf,
  yearOf,
} from '../../src/domain/period.ts';

const TODAY = '2026-11-21';

describe('parsePeriod', () => {
  test.each([
    ['本月', '2026-11'],
    ['这个月', '2026-11'],
    ['当月', '2026-11'],
    ['上月', '2026-10'],
    ['上个月', '2026-10'],
    ['下月', '2026-12'],
    ['本月的', '2026-11'],
    ['本季度', '2026-Q4'],
    ['上季度', '2026-Q3'],
    ['下季度', '2027-Q1'],
    ['三季度', '2026-Q3'],
    ['第三季度', '2026-Q3'],
    ['今年', '2026'],
    ['去年', '2025'],
    ['全年', '2026'],
    ['2026年', '2026'],
    ['本周', '2026-W47'],
    ['上周', '2026-W46'],
    ['第47周', '2026-W47'],
    ['11月', '2026-11'],
    ['11月份', '2026-11'],
    ['十一月', '2026-11'],
    ['1月', '2027-01'],
    ['9月', '2026-09'],
    ['2026年10月', '2026-10'],
    ['去年12月', '2025-12'],
    ['上半年', '2026-01-01..2026-06-30'],
    ['11月1日到11月15日', '2026-11-01..2026-11-15'],
    ['Q4', '2026-Q4'],
    ['ｑ４', '2026-Q4'],
    ['q4 2025', '2025-Q4'],
    ['2026-Q3', '2026-Q3'],
    ['2026年Q3', '2026-Q3'],
    ['this month', '2026-11'],
    ['This Month', '2026-11'],
    ['last month', '2026-10'],
    ['next month', '2026-12'],
    ['last quarter', '2026-Q3'],
    ['for this quarter', '2026-Q4'],
    ['this year', '2026'],
    ['ytd', '2026'],
    ['2025', '2025'],
    ['this week', '2026-W47'],
    ['last week', '2026-W46'],
    ['2026-W47', '2026-W47'],
    ['nov', '2026-11'],
    ['march', '2027-03'],
    ['november 2025', '2025-11'],
    ['2025 nov', '2025-11'],
    ['2026-10', '2026-10'],
    ['2026/10', '2026-10'],
    ['h2 2026', '2026-07-01..2026-12-31'],
    ['nov 1 - nov 15', '2026-11-01..2026-11-15'],
    ['2026-11-01..2026-11-15', '2026-11-01..2026-11-15'],
    ['today', '2026-11-21..2026-11-21'],
  ])('%s is %s', (said, key) => {
    expect(parsePeriod(said, TODAY)?.key).toBe(key);
  });

  test.each(['', '华北', 'acme', '2026-13', '2026-W54', '13月', 'Q5', '本月 上月', 'monthly report'])(
    '“%s” is none',
    (said) => {
      expect(parsePeriod(said, TODAY)).toBeNull();
    },
  );
});

test.each([
  ['本月还差多少', '2026-11', '本月'],
  ['how far from target in q4?', '2026-Q4', 'q4'],
  ['看看华东11月的', '2026-11', '11月'],
  ['funnel nov please', '2026-11', 'nov'],
])('findPeriod in “%s”', (said, key, words) => {
  const found = findPeriod(said, TODAY);
  expect(found?.period.key).toBe(key);
  expect(said.slice(found?.start, found?.end)).toBe(words);
});

test('a week belongs to the year of its Thursday', () => {
  expect(weekOf('2027-01-01')).toEqual({
    kind: 'week',
    key: '2026-W53',
    from: '2026-12-28',
    until: '2027-01-03',
  });
  expect(weekOf('2025-12-29').key).toBe('2026-W01');
});

test('names', () => {
  const named = (key: string, locale: 'en' | 'zh') => {
    const period = periodOf(key);
    return period === null ? null : periodName(period, locale);
  };
  expect(['2026-11', '2026-Q4', '2026', '2026-W47'].map((key) => named(key, 'en'))).toEqual([
    'November 2026',
    'Q4 2026',
    '2026',
    'Week 47 of 2026',
  ]);
  expect(['2026-11', '2026-Q4', '2026', '2026-W47'].map((key) => named(key, 'zh'))).toEqual([
    '2026年11月',
    '2026年第四季度',
    '2026年',
    '2026年第47周',
  ]);
  expect(named('2026-11-01..2026-11-15', 'zh')).toBe('2026年11月1日（周日）至2026年11月15日（周日）');
});

test('a period begins at midnight where the office is', () => {
  expect(instantsOf(monthOf(TODAY), 'Asia/Shanghai')).toEqual({
    from: new Date('2026-10-31T16:00:00Z'),
    to: new Date('2026-11-30T16:00:00Z'),
  });
});

describe('over all days', () => {
  const days = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays('1990-01-01', n));
  const makers = fc.constantFrom(weekOf, monthOf, quarterOf, yearOf);

  test('a period holds its day, its key names it, and its neighbours touch it', () => {
    fc.assert(
      fc.property(days, makers, (day, make) => {
        const period = make(day);
        expect(period.from <= day && day <= period.until).toBe(true);
        expect(periodOf(period.key)).toEqual(period);
        expect(parsePeriod(period.key, TODAY)).toEqual(period);
        expect(addDays(previous(period).until, 1)).toBe(period.from);
        expect(next(previous(period))).toEqual(period);
        expect(previous(next(period))).toEqual(period);
      }),
    );
  });

  test('so does any span', () => {
    fc.assert(
      fc.property(days, fc.nat({ max: 400 }), (from, length) => {
        const span = spanOf(from, addDays(from, length));
        expect(periodOf(span.key)).toEqual(span);
        expect(next(previous(span))).toEqual(span);
      }),
    );
  });

  test('no text breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const found = findPeriod(text, TODAY);
        if (found !== null) expect(isDay(found.period.from) && isDay(found.period.until)).toBe(true);
      }),
    );
  });
});
