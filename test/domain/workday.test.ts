import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import {
  addWorkdays,
  type Calendar,
  festivalBreak,
  firstWorkdayAfterHoliday,
  holidaysAnnounced,
  isCalendar,
  isWorkday,
  knownCalendars,
  lastWorkdayBeforeHoliday,
  nextWorkdayOnOrAfter,
  workdaysBetween,
} from '../../src/domain/workday.ts';

describe('a working day', () => {
  test.each<[string, Calendar, boolean]>([
    ['2026-11-20', 'prc', true],
    ['2026-11-21', 'prc', false],
    // 调休: weekends worked in exchange for the long breaks.
    ['2026-02-14', 'prc', true],
    ['2026-02-28', 'prc', true],
    ['2026-10-10', 'prc', true],
    ['2026-02-16', 'prc', false],
    ['2026-10-07', 'prc', false],
    ['2026-10-08', 'prc', true],
    ['2026-10-10', 'CN', true],
    ['2026-10-07', 'none', true],
    ['2026-12-25', 'none', true],
    ['2026-12-26', 'none', false],
    ['2026-07-03', 'US', false],
    ['2026-11-26', 'US', false],
    ['2026-11-27', 'US', true],
    ['2026-12-28', 'GB', false],
    ['2026-12-28', 'DE', true],
    ['2026-10-02', 'DE', true],
    ['2026-12-24', 'DE', true],
    // A week that ends on Thursday.
    ['2026-11-20', 'SA', false],
    ['2026-11-22', 'SA', true],
    ['2026-11-20', 'ZZ', true],
    ['2026-11-21', 'ZZ', false],
  ])('%s in %s: %s', (day, calendar, expected) => {
    expect(isWorkday(day, calendar)).toBe(expected);
  });
});

describe('years without a notice of the State Council', () => {
  test('have the customary breaks and no make-up days', () => {
    expect(holidaysAnnounced('2026-05-01', 'prc')).toBe(true);
    expect(holidaysAnnounced('2031-05-01', 'prc')).toBe(false);
    expect(holidaysAnnounced('2031-05-01', 'US')).toBe(true);
    expect(festivalBreak('国庆节', '2031-01-01')).toEqual({ first: '2031-10-01', last: '2031-10-07' });
    expect(isWorkday('2031-10-11', 'prc')).toBe(false);
  });

  // Lunar days from published almanacs.
  test.each([
    ['春节', '2027-01-01', '2027-02-05'],
    ['春节', '2028-01-01', '2028-01-25'],
    ['春节', '2033-01-01', '2033-01-30'],
    ['端午', '2027-01-01', '2027-06-09'],
    ['中秋', '2027-01-01', '2027-09-15'],
    ['清明', '2027-01-01', '2027-04-05'],
  ] as const)('%s after %s begins on %s', (festival, after, first) => {
    expect(festivalBreak(festival, after).first).toBe(first);
  });
});

describe('counting', () => {
  test.each<[string, number, Calendar, string]>([
    ['2026-09-30', 1, 'prc', '2026-10-08'],
    ['2026-10-09', 1, 'prc', '2026-10-10'],
    ['2026-10-08', -1, 'prc', '2026-09-30'],
    ['2026-11-25', 1, 'US', '2026-11-27'],
    ['2026-12-24', 1, 'GB', '2026-12-29'],
    ['2026-12-24', 1, 'DE', '2026-12-28'],
    ['2026-11-21', 0, 'prc', '2026-11-21'],
  ])('%s and %i working days in %s is %s', (day, n, calendar, expected) => {
    expect(addWorkdays(day, n, calendar)).toBe(expected);
  });

  test('the span leaves out its first day and takes in its last', () => {
    expect(workdaysBetween('2026-11-20', '2026-11-20', 'prc')).toBe(0);
    expect(workdaysBetween('2026-11-20', '2026-11-23', 'prc')).toBe(1);
    expect(workdaysBetween('2026-09-30', '2026-10-10', 'prc')).toBe(3);
    expect(workdaysBetween('2026-11-23', '2026-11-20', 'prc')).toBe(0);
  });

  const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays('2008-01-01', n));
  const calendars = fc.constantFrom<Calendar>('prc', 'none', 'US', 'GB');

  test('adding and counting agree', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 600 }), calendars, (day, n, calendar) => {
        const reached = addWorkdays(day, n, calendar);
        expect(workdaysBetween(day, reached, calendar)).toBe(n);
        expect(n === 0 || isWorkday(reached, calendar)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a span is the sum of its parts', () => {
    fc.assert(
      fc.property(fc.tuple(days, days, days), calendars, (three, calendar) => {
        const [a = '', b = '', c = ''] = three.sort();
        expect(workdaysBetween(a, b, calendar) + workdaysBetween(b, c, calendar)).toBe(
          workdaysBetween(a, c, calendar),
        );
      }),
    );
  });

  test('the next working day is the day itself or the first after it', () => {
    fc.assert(
      fc.property(days, calendars, (day, calendar) => {
        const next = nextWorkdayOnOrAfter(day, calendar);
        expect(isWorkday(next, calendar)).toBe(true);
        expect(workdaysBetween(addDays(day, -1), next, calendar)).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('around a holiday', () => {
  test.each<[string, Calendar, string | undefined, string | undefined]>([
    ['2026-09-28', 'prc', '2026-10-08', '2026-09-30'],
    ['2026-10-03', 'prc', '2026-10-08', '2026-12-31'],
    ['2026-11-21', 'prc', '2027-01-04', '2026-12-31'],
    ['2026-02-10', 'prc', '2026-02-24', '2026-02-14'],
    ['2026-11-21', 'US', '2026-11-27', '2026-11-25'],
    ['2026-11-21', 'none', undefined, undefined],
  ])('on %s in %s: after it %s, before it %s', (day, calendar, after, before) => {
    expect(firstWorkdayAfterHoliday(day, calendar)).toBe(after);
    expect(lastWorkdayBeforeHoliday(day, calendar)).toBe(before);
  });
});

test('the calendars have names in both languages', () => {
  const all = knownCalendars();
  expect(all[0]).toEqual({ calendar: 'prc', en: 'China, with make-up days', zh: '中国大陆（含调休）' });
  expect(all).toContainEqual({ calendar: 'DE', en: 'Germany', zh: '德国' });
  expect(all.some((one) => one.calendar === 'CN')).toBe(false);
  expect(new Set(all.map((one) => one.calendar)).size).toBe(all.length);
  expect(all.every((one) => isCalendar(one.calendar))).toBe(true);
  expect(['CN', 'ZZ', '', 'us'].map(isCalendar)).toEqual([false, false, false, false]);
});
