import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDay } from '../../src/domain/day.ts';
import { type Direction, findDates, formatDay, parseDay, type WhenOptions } from '../../src/domain/when.ts';
import lines from '../fixtures/lines-dates.json' with { type: 'json' };

// A Saturday morning in Shanghai, Friday evening in New York.
const NOW = new Date('2026-11-21T02:00:00Z');
const shanghai: WhenOptions = { now: NOW, zone: 'Asia/Shanghai', calendar: 'prc' };
const newYork: WhenOptions = { now: NOW, zone: 'America/New_York', calendar: 'US' };

type Line = {
  line: string;
  direction?: string;
  expect: { text: string; day: string; until?: string; part?: string; inferred: boolean }[];
};

describe('what people type', () => {
  test.each(lines as Line[])('$line', ({ line, direction, expect: expected }) => {
    const found = findDates(line, { ...shanghai, direction: (direction ?? 'future') as Direction });
    expect(found.map(({ start, end, grain, ...span }) => span)).toEqual(expected);
  });

  test('the table is wide enough', () => {
    const typed = lines as Line[];
    expect(typed.filter((one) => one.expect.length > 0).length).toBeGreaterThanOrEqual(120);
    expect(typed.filter((one) => one.expect.length === 0).length).toBeGreaterThanOrEqual(60);
  });
});

describe('relative words are read in the zone of the person', () => {
  test.each([
    ['today', '2026-11-20'],
    ['今天', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['friday', '2026-11-27'],
    ['next tue', '2026-11-24'],
    ['this fri', '2026-11-27'],
    ['eow', '2026-11-20'],
    ['这周五', '2026-11-20'],
    ['after the holidays', '2026-11-27'],
    ['before the holidays', '2026-11-25'],
    ['in 4 business days', '2026-11-27'],
    ['三个工作日后', '2026-11-25'],
  ])('%s in New York', (line, day) => {
    expect(findDates(line, newYork).map((span) => span.day)).toEqual([day]);
  });

  test('a calendar without holidays has nothing after the holidays', () => {
    expect(findDates('after the holidays', { ...newYork, calendar: 'none' })).toEqual([]);
  });
});

describe('a deal that closes', () => {
  const last = (line: string) => findDates(line, shanghai).map(({ day, until = day }) => until);

  test.each([
    ['close Jan 15', '2027-01-15'],
    ['close Dec 5', '2026-12-05'],
    ['#106 65k->70k close Jan 15', '2027-01-15'],
    ['close Feb 26', '2027-02-26'],
    ['end jan 15', '2027-01-15'],
    ['close Jan', '2027-01-31'],
    ['close of jan', '2027-01-31'],
    ['close this month', '2026-11-30'],
    ['end of jan 65k', '2027-01-31'],
    ['end of month 50k', '2026-11-30'],
  ])('%s', (line, day) => {
    expect(last(line)).toEqual([day]);
  });
});

test.each([
  ['ooo 12/20-12/28, sam covers', '2026-12-20', '2026-12-28'],
  ['休假 12/20-12/28，赵敏盯', '2026-12-20', '2026-12-28'],
  ['12/20-28', '2026-12-20', '2026-12-28'],
  ['12/28-1/3', '2026-12-28', '2027-01-03'],
  ['11/15–11/28', '2026-11-15', '2026-11-28'],
])('days with slashes from one to another: %s', (line, day, until) => {
  expect(findDates(line, shanghai).map((span) => [span.day, span.until])).toEqual([[day, until]]);
});

describe('a date field', () => {
  test.each([
    ['12-31', '2026-12-31'],
    ['12.31', '2026-12-31'],
    [' ２０２７－０１－０５ ', '2027-01-05'],
    ['月底', '2026-11-30'],
    ['q2', '2027-06-30'],
    ['29/2', '2028-02-29'],
  ])('%s', (text, day) => {
    expect(parseDay(text, shanghai)).toBe(day);
  });

  test('a period begins with its first day when asked for its start', () => {
    expect(parseDay('下个月', { ...shanghai, edge: 'start' })).toBe('2026-12-01');
    expect(parseDay('下个月', shanghai)).toBe('2026-12-31');
  });

  test('refusals are values', () => {
    expect(parseDay('soon', shanghai)).toEqual({ refused: 'noDate' });
    expect(parseDay('2026-02-30', shanghai)).toEqual({ refused: 'noDate' });
    expect(parseDay('明天或后天', shanghai)).toEqual({ refused: 'severalDates' });
  });
});

test('a span names how much time it stands for', () => {
  const grains = (line: string) => findDates(line, shanghai).map((span) => span.grain);
  expect(['明天', '下周', '下个月', 'q2', '明年', '12月3-10号', '下半年'].map(grains)).toEqual([
    ['day'],
    ['week'],
    ['month'],
    ['quarter'],
    ['year'],
    ['range'],
    ['half'],
  ]);
});

test('days are shown absolute', () => {
  const today = '2026-11-21';
  expect(formatDay('2026-11-24', 'en', { today })).toBe('Tue, Nov 24, 2026');
  expect(formatDay('2026-11-24', 'zh', { today })).toBe('2026年11月24日（周二）');
  expect(formatDay('2026-11-24', 'en', { today, style: 'short' })).toBe('Tue, Nov 24');
  expect(formatDay('2026-11-24', 'zh', { today, style: 'short' })).toBe('11月24日（周二）');
  expect(formatDay('2027-01-04', 'en', { today, style: 'short' })).toBe('Mon, Jan 4, 2027');
});

test('what is shown is read back as the same day', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom('en' as const, 'zh' as const), (date, locale) => {
      const day = date.toISOString().slice(0, 10);
      expect(parseDay(formatDay(day, locale, { today: '2026-11-21' }), shanghai)).toBe(day);
    }),
  );
});

describe('whatever is typed', () => {
  const words = (lines as Line[]).map((one) => one.line);
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom(...words, '0', '99', '月', '号', '/', '-', '周', '年', ' ', '第', 'q'), {
        maxLength: 6,
      })
      .map((all) => all.join('')),
    fc.stringMatching(/^[0-9一二三十百/.\-:月日号年周上下本个后前天 ]{0,24}$/),
  );
  const scenes = fc.record({
    now: fc.date({ min: new Date('2005-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Apia', 'UTC'),
    calendar: fc.constantFrom('prc', 'none', 'US'),
    direction: fc.constantFrom<Direction>('future', 'past', 'any'),
  });

  test('spans are real days, lie in the line, in order, without overlap', () => {
    fc.assert(
      fc.property(anything, scenes, (line, scene) => {
        let end = 0;
        for (const span of findDates(line, scene)) {
          expect(isDay(span.day)).toBe(true);
          expect(span.until === undefined || (isDay(span.until) && span.until > span.day)).toBe(true);
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(line.length);
          expect(span.text).toBe(line.slice(span.start, span.end));
          expect(span.part ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
          end = span.end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
