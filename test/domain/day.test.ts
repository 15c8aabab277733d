import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  compareDays,
  dayFrom,
  dayOf,
  daysBetween,
  earlier,
  instantOf,
  isDay,
  lastOfMonth,
  later,
  mondayOf,
  timeOf,
  weekday,
} from '../../src/domain/day.ts';

describe('the instant of a local time', () => {
  test.each([
    ['an ordinary time', '2026-11-21', '09:00', 'Asia/Shanghai', '2026-11-21T01:00:00.000Z'],
    ['New York, in the gap', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['New York, its last minute', '2026-03-08', '02:59', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['New York, after the gap', '2026-03-08', '03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['New York, repeated', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['Santiago, gap at midnight', '2026-09-06', '00:30', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    [
      'Lord Howe, gap of 30 minutes',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'Lord Howe, repeated 30 minutes',
      '2026-04-05',
      '01:45',
      'Australia/Lord_Howe',
      '2026-04-04T14:45:00.000Z',
    ],
    ['London, in the gap', '2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:00:00.000Z'],
    ['London, repeated', '2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30:00.000Z'],
    ['Apia, a day that never was', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, day, time, zone, expected) => {
    expect(instantOf(day, time, zone).toISOString()).toBe(expected);
  });
});

test('a day is one of its zone', () => {
  const instant = new Date('2026-11-21T02:00:00Z');
  expect(dayOf(instant, 'Asia/Shanghai')).toBe('2026-11-21');
  expect(dayOf(instant, 'America/New_York')).toBe('2026-11-20');
  expect(timeOf(instant, 'America/New_York')).toBe('21:00');
});

test('days that are none', () => {
  expect(['2026-02-30', '2026-13-01', '2026-1-1', '', '2026-11-21T00:00'].map(isDay)).toEqual(
    Array(5).fill(false),
  );
  expect([dayFrom(2027, 2, 29), dayFrom(2028, 2, 29)]).toEqual([undefined, '2028-02-29']);
});

test('months end where they end', () => {
  expect([addMonths('2026-01-31', 1), addMonths('2026-03-31', -1), addMonths('2026-11-30', 14)]).toEqual([
    '2026-02-28',
    '2026-02-28',
    '2028-01-30',
  ]);
  expect([lastOfMonth('2028-02-03'), mondayOf('2026-11-22'), mondayOf('2026-11-23')]).toEqual([
    '2028-02-29',
    '2026-11-16',
    '2026-11-23',
  ]);
});

test('days are counted and compared', () => {
  const days = fc.integer({ min: -20000, max: 40000 }).map((n) => addDays('1990-01-01', n));
  fc.assert(
    fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
      const moved = addDays(day, n);
      expect(isDay(moved)).toBe(true);
      expect(daysBetween(day, moved)).toBe(n);
      expect(compareDays(day, moved)).toBe(Math.sign(-n) + 0);
      expect([earlier(day, moved), later(day, moved)]).toEqual(n < 0 ? [moved, day] : [day, moved]);
      expect(Math.abs((weekday(day) + n - weekday(moved)) % 7)).toBe(0);
      expect(weekday(day)).toBe(new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
    }),
  );
});
