import Holidays from 'date-holidays';
import { addDays, type Day, daysBetween, type Weekday, weekday } from '../day.ts';
import { prcYear } from './prc.ts';

/**
 * Whose working days count: 'prc' (mainland China with make-up days), 'none' (Monday to Friday, no holidays),
 * or an ISO 3166 country code with that country's public holidays. An unknown code counts as 'none'.
 */
export type Calendar = 'prc' | 'none' | (string & {});

/** One calendar year, ready to be counted in. */
export type WorkYear = {
  first: Day;
  /** By day of the year: is it worked? */
  works: boolean[];
  /** By day of the year: working days of this year up to and including it. */
  upTo: number[];
  /** Public holidays, in order; weekend days among them too. */
  holidays: Day[];
  /** False while the year's holidays are customary rather than announced. */
  announced: boolean;
};

const years = new Map<string, WorkYear>();

/** Memoised: a pure function of its arguments that takes milliseconds the first time. */
export function workYear(calendar: Calendar, year: number): WorkYear {
  const key = `${calendar}:${year}`;
  const known = years.get(key);
  if (known) return known;
  const made = buildYear(calendar, year);
  years.set(key, made);
  return made;
}

function buildYear(calendar: Calendar, year: number): WorkYear {
  const { off, madeUp, announced } = exceptions(calendar, year);
  const weekend = WEEKENDS[calendar] ?? [6, 7];
  const first = `${year}-01-01`;
  const works: boolean[] = [];
  const upTo: number[] = [];
  let count = 0;
  for (let day = first; day < `${year + 1}`; day = addDays(day, 1)) {
    const worked = madeUp.has(day) || (!off.has(day) && !weekend.includes(weekday(day)));
    if (worked) count++;
    works.push(worked);
    upTo.push(count);
  }
  return { first, works, upTo, holidays: [...off].sort(), announced };
}

type Exceptions = { off: Set<Day>; madeUp: Set<Day>; announced: boolean };

function exceptions(calendar: Calendar, year: number): Exceptions {
  if (calendar === 'none') return { off: new Set(), madeUp: new Set(), announced: true };
  if (calendar !== 'prc' && calendar !== 'CN') {
    return { off: publicHolidays(calendar, year), madeUp: new Set(), announced: true };
  }
  const { days, announced } = prcYear(year);
  const off = new Set<Day>();
  const madeUp = new Set<Day>();
  for (const [day, festival] of days) (festival.off ? off : madeUp).add(day);
  return { off, madeUp, announced };
}

function publicHolidays(country: string, year: number): Set<Day> {
  const off = new Set<Day>();
  for (const holiday of new Holidays(country, { types: ['public'] }).getHolidays(year)) {
    // Some begin at sunset or at 14:00: a day is free when its noon lies inside.
    const begins = Date.parse(`${holiday.date.slice(0, 10)}T${holiday.date.slice(11, 19)}Z`);
    const ends = begins + holiday.end.getTime() - holiday.start.getTime();
    for (let day = holiday.date.slice(0, 10); noon(day) < ends; day = addDays(day, 1)) {
      if (noon(day) >= begins && day.startsWith(`${year}-`)) off.add(day);
    }
  }
  return off;
}

function noon(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** Index of a day in the arrays of its year. */
export function dayOfYear(year: WorkYear, day: Day): number {
  return daysBetween(year.first, day);
}

const FRIDAY_SATURDAY: readonly Weekday[] = [5, 6];

/** Where the weekend is not Saturday and Sunday (CLDR weekData, 2025). */
const WEEKENDS: Readonly<Record<string, readonly Weekday[]>> = {
  BH: FRIDAY_SATURDAY,
  DZ: FRIDAY_SATURDAY,
  EG: FRIDAY_SATURDAY,
  IL: FRIDAY_SATURDAY,
  IQ: FRIDAY_SATURDAY,
  JO: FRIDAY_SATURDAY,
  KW: FRIDAY_SATURDAY,
  LY: FRIDAY_SATURDAY,
  OM: FRIDAY_SATURDAY,
  QA: FRIDAY_SATURDAY,
  SA: FRIDAY_SATURDAY,
  SD: FRIDAY_SATURDAY,
  SY: FRIDAY_SATURDAY,
  YE: FRIDAY_SATURDAY,
  AF: [4, 5],
  IR: [5],
  IN: [7],
  UG: [7],
};
