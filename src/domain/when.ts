import { type Day, dayOf, weekday } from './day.ts';
import { halfWidth } from './numeral.ts';
import { chineseRules } from './when/chinese.ts';
import { clockAfter, clockBefore } from './when/clock.ts';
import { englishRules } from './when/english.ts';
import { festivalRules } from './when/festival.ts';
import { longTail } from './when/long-tail.ts';
import { notDates } from './when/not-dates.ts';
import { numericRules } from './when/numeric.ts';
import { type Candidate, candidates, type Direction, type Grain, type Scene } from './when/rule.ts';
import type { Calendar } from './workday.ts';

export { formatDay, withTime } from './when/format.ts';
export type { Direction, Grain } from './when/rule.ts';
export { findTimes, parseTime } from './when/times.ts';

/** Where, when and how a line is read. Relative words are read from `now` in `zone` only. */
export type WhenOptions = { now: Date; zone: string; calendar: Calendar; direction?: Direction };

/**
 * A date in a line. `text` (line.slice(start, end)) is what it rests on. `until` is the last day of anything
 * longer than a day, which `grain` names. `inferred`: a year, month or day had to be filled in; echo it in
 * full. `part`: the time of day 'HH:MM', if one was said.
 */
export type DateSpan = {
  day: Day;
  until?: Day;
  grain: Grain;
  start: number;
  end: number;
  text: string;
  inferred: boolean;
  part?: string;
};

export type DayRefusal = { refused: 'noDate' | 'severalDates' };

const rules = [...numericRules, ...festivalRules, ...chineseRules, ...englishRules];

/** The dates in a line, in order, without overlaps. `direction` (default future) completes 31号 and friday. */
export function findDates(line: string, options: WhenOptions): DateSpan[] {
  const text = halfWidth(line);
  const scene = sceneOf(options);
  const own = candidates(rules, text, scene);
  const rest = longTail(text, scene).filter((one) => !own.some((known) => overlap(one, known)));
  const veils = notDates.flatMap((pattern) => [...text.matchAll(pattern)]).map(extentOf);
  const readable = [...own, ...rest].filter((one) => !veils.some((veil) => overlap(one, veil)));
  const timed = longestFirst(readable).map((one) => withClock(one, text));
  const spans = joined(timed, text);
  return apart(spans).map((span) => finished(span, line));
}

/**
 * The one day that a date field holds. Of a period (q2, next month) it is the last day, or the first with
 * edge 'start'.
 */
export function parseDay(text: string, options: WhenOptions & { edge?: 'start' | 'end' }): Day | DayRefusal {
  // Alone in its field, 12-31 and 12.31 are no range, score or price.
  const [only, second] = findDates(
    halfWidth(text).replace(/^\s*(\d{1,2})[-.](\d{1,2})\s*$/, '$1/$2'),
    options,
  );
  if (!only) return { refused: 'noDate' };
  if (second) return { refused: 'severalDates' };
  return options.edge === 'start' ? only.day : (only.until ?? only.day);
}

function sceneOf({ now, zone, calendar, direction = 'future' }: WhenOptions): Scene {
  return { now, today: dayOf(now, zone), zone, calendar, direction };
}

type Extent = { start: number; end: number };

function extentOf(match: RegExpExecArray): Extent {
  return { start: match.index, end: match.index + match[0].length };
}

function overlap(a: Extent, b: Extent): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Of candidates that overlap, the one that covers most text; of equals, the one listed first. */
function longestFirst(found: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const one of found.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!kept.some((other) => overlap(one, other))) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Takes in the time of day that stands beside a date. */
function withClock(found: Candidate, text: string): Candidate {
  if (found.until !== undefined || found.part !== undefined) return found;
  const after = clockAfter(text.slice(found.end, found.end + 40), text.slice(found.start, found.end));
  if (after) return { ...found, end: found.end + after.length, ...(after.time ? { part: after.time } : {}) };
  const before = clockBefore(text.slice(Math.max(0, found.start - 20), found.start));
  return before?.time ? { ...found, start: found.start - before.length, part: before.time } : found;
}

const TO = /^\s?(?:[-~–—到至]|to|until|till|through|thru)\s?$/i;
const BESIDE = /^[\s,，(（]*$/;

/** Joins what two neighbours say together: a span of days (周三到周五), or one day said twice (11月24日（周二）). */
function joined(found: readonly Candidate[], text: string): Candidate[] {
  const spans: Candidate[] = [];
  for (const one of found) {
    const last = spans.at(-1);
    const together = last && oneOf(last, one, text.slice(last.end, one.start));
    if (together) spans[spans.length - 1] = together;
    else spans.push(one);
  }
  return spans;
}

function oneOf(first: Candidate, second: Candidate, between: string): Candidate | undefined {
  if (first.until || second.until) return undefined;
  const extent = { start: first.start, end: second.end };
  if (TO.test(between) && second.day > first.day) {
    return { ...extent, day: first.day, until: second.day, grain: 'range' };
  }
  const [loose, exact] = first.loose ? [first, second] : [second, first];
  const same = loose.loose ? weekday(loose.day) === weekday(exact.day) : loose.day === exact.day;
  return BESIDE.test(between) && same ? { ...loose, ...exact, ...extent } : undefined;
}

/** A time of day may have reached into the next date; the earlier one keeps it. */
function apart(found: readonly Candidate[]): Candidate[] {
  return found.filter((one, index) => index === 0 || one.start >= (found[index - 1]?.end ?? 0));
}

function finished(found: Candidate, line: string): DateSpan {
  const { day, until, grain, start, end, part, given } = found;
  return {
    day,
    ...(until === undefined ? {} : { until }),
    grain: grain ?? 'day',
    start,
    end,
    text: line.slice(start, end),
    inferred: given !== true,
    ...(part === undefined ? {} : { part }),
  };
}
