import Holidays from 'date-holidays';
import { addDays, type Day, partsOf } from './day.ts';
import { type Festival, prcYear } from './workday/prc.ts';
import { type Calendar, dayOfYear, type WorkYear, workYear } from './workday/year.ts';

export type { Festival } from './workday/prc.ts';
export type { Calendar } from './workday/year.ts';

export function isWorkday(day: Day, calendar: Calendar): boolean {
  const year = yearOf(day, calendar);
  return year.works[dayOfYear(year, day)] ?? false;
}

/** The n-th working day after `day`, or before it when n is negative; `day` itself when n is 0. */
export function addWorkdays(day: Day, n: number, calendar: Calendar): Day {
  const step = n < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(n); left > 0; ) {
    reached = addDays(reached, step);
    if (isWorkday(reached, calendar)) left--;
  }
  return reached;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(from: Day, to: Day, calendar: Calendar): number {
  if (to <= from) return 0;
  let count = workedUpTo(to, calendar) - workedUpTo(from, calendar);
  for (let year = partsOf(from).year; year < partsOf(to).year; year++) {
    count += workYear(calendar, year).upTo.at(-1) ?? 0;
  }
  return count;
}

export function nextWorkdayOnOrAfter(day: Day, calendar: Calendar): Day {
  return isWorkday(day, calendar) ? day : addWorkdays(day, 1, calendar);
}

/**
 * 节后: the first working day after the public holiday that `day` is in, or else after the next one.
 * Undefined for a calendar without holidays.
 */
export function firstWorkdayAfterHoliday(day: Day, calendar: Calendar): Day | undefined {
  const holiday = nextHoliday(day, calendar);
  return holiday === undefined ? undefined : nextWorkdayOnOrAfter(holiday, calendar);
}

/** 节前: the last working day before the next public holiday that begins after `day`. */
export function lastWorkdayBeforeHoliday(day: Day, calendar: Calendar): Day | undefined {
  const back = firstWorkdayAfterHoliday(day, calendar);
  if (back === undefined) return undefined;
  const inside = nextHoliday(day, calendar) === day;
  const holiday = nextHoliday(inside ? back : day, calendar);
  return holiday === undefined ? undefined : addWorkdays(holiday, -1, calendar);
}

/** The first and last day off of a PRC festival whose break ends on or after `day`. */
export function festivalBreak(festival: Festival, day: Day): { first: Day; last: Day } {
  const { year } = partsOf(day);
  for (const candidate of [year, year + 1]) {
    const off = [...prcYear(candidate).days].filter(([, is]) => is.festival === festival && is.off);
    const days = off.map(([date]) => date).sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first !== undefined && last !== undefined && last >= day) return { first, last };
  }
  throw new RangeError(`no ${festival} after ${day}`);
}

/** Whether the holidays of the day's year are announced, not just customary. */
export function holidaysAnnounced(day: Day, calendar: Calendar): boolean {
  return yearOf(day, calendar).announced;
}

export type KnownCalendar = { calendar: Calendar; en: string; zh: string };

/** Everything an organisation can choose: the PRC, none, then the countries by their English name. */
export function knownCalendars(): KnownCalendar[] {
  const en = new Intl.DisplayNames('en', { type: 'region' });
  const zh = new Intl.DisplayNames('zh-CN', { type: 'region' });
  const countries = countryCodes()
    .map((code) => ({ calendar: code, en: en.of(code) ?? code, zh: zh.of(code) ?? code }))
    .sort((a, b) => a.en.localeCompare(b.en, 'en'));
  return [
    { calendar: 'prc', en: 'China, with make-up days', zh: '中国大陆（含调休）' },
    { calendar: 'none', en: 'Monday to Friday, no holidays', zh: '周一至周五，不计节假日' },
    ...countries,
  ];
}

export function isCalendar(value: string): boolean {
  return value === 'prc' || value === 'none' || countryCodes().includes(value);
}

/** China is 'prc': the library's own CN has no make-up days. */
function countryCodes(): string[] {
  return Object.keys(new Holidays().getCountries()).filter(
    (code) => /^[A-Z]{2}$/.test(code) && code !== 'CN',
  );
}

function nextHoliday(day: Day, calendar: Calendar): Day | undefined {
  const { year } = partsOf(day);
  const holidays = [year, year + 1].flatMap((one) => workYear(calendar, one).holidays);
  return holidays.find((holiday) => holiday >= day);
}

function workedUpTo(day: Day, calendar: Calendar): number {
  const year = yearOf(day, calendar);
  return year.upTo[dayOfYear(year, day)] ?? 0;
}

function yearOf(day: Day, calendar: Calendar): WorkYear {
  return workYear(calendar, partsOf(day).year);
}
