import {
  addDays,
  addMonths,
  type Day,
  dayFrom,
  daysBetween,
  firstOfMonth,
  lastOfMonth,
  mondayOf,
  partsOf,
  type Weekday,
  weekday,
} from '../day.ts';
import type { Calendar } from '../workday.ts';

/** Which way a date with missing parts is completed: 31号 said on the 21st is ahead of or behind today. */
export type Direction = 'future' | 'past' | 'any';

/** Where and when a line is read. */
export type Scene = { now: Date; today: Day; zone: string; calendar: Calendar; direction: Direction };

/** How much time a date stands for; `until` is there for all but a day. */
export type Grain = 'day' | 'range' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/**
 * What a piece of text means. `given`: nothing had to be filled in. `loose`: a weekday without a week, which
 * may only explain a date beside it. `part`: 'HH:MM'.
 */
export type Reading = { day: Day; until?: Day; grain?: Grain; given?: true; loose?: true; part?: string };

/** A pattern (with the g flag) and what its match means; undefined when it means no date after all. */
export type Rule = {
  pattern: RegExp;
  read: (groups: Readonly<Record<string, string | undefined>>, scene: Scene) => Reading | undefined;
};

export type Candidate = Reading & { start: number; end: number };

export function candidates(rules: readonly Rule[], text: string, scene: Scene): Candidate[] {
  const found: Candidate[] = [];
  for (const { pattern, read } of rules) {
    for (const match of text.matchAll(pattern)) {
      const reading = read(match.groups ?? {}, scene);
      if (reading) found.push({ ...reading, start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

/**
 * Chooses among the ways to complete a date, given in order: the first that is still ahead, the last that
 * lies behind, or the nearest. A period is ahead while it has not ended.
 */
export function complete(options: readonly (Reading | undefined)[], scene: Scene): Reading | undefined {
  const possible = options.filter((option) => option !== undefined);
  const ahead = possible.find((option) => (option.until ?? option.day) >= scene.today);
  const behind = possible.findLast((option) => option.day <= scene.today);
  if (scene.direction === 'future') return ahead;
  if (scene.direction === 'past') return behind;
  if (!ahead || !behind) return ahead ?? behind;
  return daysBetween(scene.today, ahead.day) <= daysBetween(behind.day, scene.today) ? ahead : behind;
}

/** A month and day of a named year, or of the year that the direction asks for. */
export function monthDay(
  wanted: { year?: number | undefined; month: number; dayOfMonth: number; to?: number | undefined },
  scene: Scene,
): Reading | undefined {
  const make = (year: number): Reading | undefined =>
    span(dayFrom(year, wanted.month, wanted.dayOfMonth), wanted.to && dayFrom(year, wanted.month, wanted.to));
  return wanted.year === undefined ? complete(around(scene).map(make), scene) : make(wanted.year);
}

/** The month of a named year, or of the year that the direction asks for. */
export function monthOf(month: number, year: number | undefined, scene: Scene): Reading | undefined {
  const make = (of: number): Reading | undefined => wholeMonth(dayFrom(of, month, 1));
  return year === undefined ? complete(around(scene).map(make), scene) : make(year);
}

export function quarterOf(quarter: number, year: number | undefined, scene: Scene): Reading | undefined {
  const make = (of: number): Reading | undefined => wholeQuarter(dayFrom(of, quarter * 3 - 2, 1));
  return year === undefined ? complete(around(scene).map(make), scene) : make(year);
}

/** A day of this month, or of the nearest month that has it in the asked direction. */
export function dayOfSomeMonth(
  dayOfMonth: number,
  to: number | undefined,
  scene: Scene,
): Reading | undefined {
  const months = [-3, -2, -1, 0, 1, 2, 3].map((shift) =>
    partsOf(addMonths(firstOfMonth(scene.today), shift)),
  );
  const make = ({ year, month }: { year: number; month: number }): Reading | undefined =>
    span(dayFrom(year, month, dayOfMonth), to && dayFrom(year, month, to));
  return complete(months.map(make), scene);
}

/** The weekday in the week `weeks` away (weeks begin on Monday). */
export function weekdayIn(weeks: number, wanted: Weekday, scene: Scene): Reading {
  return { day: addDays(mondayOf(scene.today), weeks * 7 + wanted - 1) };
}

/** A weekday without a week: never today, for which people say today. */
export function nearestWeekday(wanted: Weekday, scene: Scene): Reading {
  const ahead = ((wanted - weekday(scene.today) + 6) % 7) + 1;
  const back = 7 - (ahead % 7);
  const past = scene.direction === 'past' || (scene.direction === 'any' && back < ahead);
  return { day: addDays(scene.today, past ? -back : ahead), loose: true };
}

export function wholeWeek(weeks: number, scene: Scene): Reading {
  const monday = addDays(mondayOf(scene.today), weeks * 7);
  return { day: monday, until: addDays(monday, 6), grain: 'week' };
}

export function weekend(weeks: number, scene: Scene): Reading {
  const saturday = addDays(mondayOf(scene.today), weeks * 7 + 5);
  return { day: saturday, until: addDays(saturday, 1), grain: 'range' };
}

export function wholeMonth(first: Day | undefined): Reading | undefined {
  return first ? { day: first, until: lastOfMonth(first), grain: 'month' } : undefined;
}

export function wholeQuarter(first: Day | undefined): Reading | undefined {
  return first ? { day: first, until: lastOfMonth(addMonths(first, 2)), grain: 'quarter' } : undefined;
}

export function wholeYear(year: number): Reading {
  return { day: `${year}-01-01`, until: `${year}-12-31`, grain: 'year' };
}

/** The first day of the day's quarter. */
export function quarterStart(day: Day): Day {
  return addMonths(firstOfMonth(day), -((partsOf(day).month - 1) % 3));
}

/** The end, beginning or middle of a period, as a single day. */
export function edgeOf(period: Reading | undefined, edge: 'start' | 'middle' | 'end'): Reading | undefined {
  if (!period?.until) return undefined;
  if (edge === 'start') return { day: period.day };
  if (edge === 'end') return { day: period.until };
  if (period.grain === 'month') return { day: addDays(period.day, 14) };
  return { day: addDays(period.day, Math.floor(daysBetween(period.day, period.until) / 2)) };
}

/** The years to choose from; eight ahead, for 29 February. */
function around(scene: Scene): number[] {
  const { year } = partsOf(scene.today);
  return [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8].map((shift) => year + shift);
}

function span(day: Day | undefined, until: Day | undefined | 0): Reading | undefined {
  if (!day || !until) return day ? { day } : undefined;
  return until > day ? { day, until, grain: 'range' } : undefined;
}
