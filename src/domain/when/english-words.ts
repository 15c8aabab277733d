import { addDays, addMonths, firstOfMonth, partsOf, type Weekday } from '../day.ts';
import { addWorkdays } from '../workday.ts';
import {
  complete,
  edgeOf,
  monthDay,
  monthOf,
  nearestWeekday,
  quarterOf,
  quarterStart,
  type Reading,
  type Scene,
  weekdayIn,
  wholeMonth,
  wholeQuarter,
  wholeWeek,
  wholeYear,
} from './rule.ts';

/** The English words of time, as patterns and as what they mean. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAYS: Readonly<Record<string, Weekday>> = {
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};
export const WEEKDAY =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|saturday|sunday';
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'couple of': 2,
  'a couple of': 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};
export const COUNT = String.raw`\d{1,3}|a couple of|couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve`;
export const UNIT =
  '(?:(?<business>business|working|work)[ -])?(?<unit>day|week|wk|fortnight|month|quarter|year|yr)s?';

export function count(written: string | undefined): number {
  const key = (written ?? '').toLowerCase();
  return COUNTS[key] ?? Number(key);
}

export function weekdayNamed(written: string | undefined): Weekday {
  return WEEKDAYS[(written ?? '').slice(0, 3).toLowerCase()] ?? 1;
}

/** 1–12; 0 when it is no month. */
export function monthNamed(written: string | undefined): number {
  return MONTHS.indexOf((written ?? '').slice(0, 3).toLowerCase()) + 1;
}

export function edgeNamed(written: string | undefined): 'start' | 'middle' | 'end' {
  if (/^(?:start|beginning)$/i.test(written ?? '')) return 'start';
  return /^mid/i.test(written ?? '') ? 'middle' : 'end';
}

/** '27 and 27 are 2027. */
export function yearNamed(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const year = Number(written.replace("'", ''));
  return year < 100 ? 2000 + year : year;
}

/** next tue is Tuesday of next week, last friday the latest Friday before today, a bare name the nearest. */
export function onWeekday(
  written: { rel: string | undefined; week?: string | undefined; w: string | undefined },
  scene: Scene,
): Reading {
  const wanted = weekdayNamed(written.w);
  const week = written.week?.toLowerCase();
  if (week) return weekdayIn(week === 'next' ? 1 : week === 'last' ? -1 : 0, wanted, scene);
  switch (written.rel?.toLowerCase()) {
    case 'next':
      return weekdayIn(1, wanted, scene);
    case 'last':
    case 'past':
      return nearestWeekday(wanted, { ...scene, direction: 'past' });
    case 'this':
    case 'coming':
      return nearestWeekday(wanted, { ...scene, direction: 'future' });
    default:
      return nearestWeekday(wanted, scene);
  }
}

export function onMonthDay(
  written: { d: string | undefined; to: string | undefined; m: string | undefined; y: string | undefined },
  scene: Scene,
): Reading | undefined {
  const to = written.to === undefined ? undefined : Number(written.to);
  const year = yearNamed(written.y);
  const reading = monthDay({ year, month: monthNamed(written.m), dayOfMonth: Number(written.d), to }, scene);
  return reading && year !== undefined ? { ...reading, given: true } : reading;
}

export function shifted(
  n: number,
  written: { unit: string | undefined; business: string | undefined },
  scene: Scene,
): Reading {
  const { today, calendar } = scene;
  switch (written.unit?.toLowerCase()) {
    case 'week':
    case 'wk':
      return { day: addDays(today, n * 7) };
    case 'fortnight':
      return { day: addDays(today, n * 14) };
    case 'month':
      return { day: addMonths(today, n) };
    case 'quarter':
      return { day: addMonths(today, n * 3) };
    case 'year':
    case 'yr':
      return { day: addMonths(today, Math.sign(n) * Math.min(Math.abs(n), 100) * 12) };
    default:
      return { day: written.business ? addWorkdays(today, n, calendar) : addDays(today, n) };
  }
}

const SHIFTS: Readonly<Record<string, number>> = { next: 1, last: -1, previous: -1 };

/** A week, month, quarter or year relative to this one. */
export function period(unit: string | undefined, rel: string | undefined, scene: Scene): Reading | undefined {
  const by = SHIFTS[(rel ?? 'this').toLowerCase()] ?? 0;
  switch ((unit ?? '').slice(0, 1).toLowerCase()) {
    case 'w':
      return wholeWeek(by, scene);
    case 'm':
      return wholeMonth(addMonths(firstOfMonth(scene.today), by));
    case 'q':
      return wholeQuarter(addMonths(quarterStart(scene.today), by * 3));
    default:
      return wholeYear(partsOf(scene.today).year + by);
  }
}

/** What `end of …` is about: a relative period, q3, or a month. Of a week it is the Friday. */
export function named(
  written: { p: string | undefined; rel: string | undefined; y: string | undefined },
  scene: Scene,
): Reading | undefined {
  const { p = '', rel } = written;
  const year = yearNamed(written.y);
  if (/^q[1-4]$/i.test(p)) return quarterOf(Number(p.slice(1)), year, scene);
  if (/^(?:month|quarter|qtr|q|year)$/i.test(p)) return period(p, rel, scene);
  if (/^week$/i.test(p)) return workingWeek(rel, scene);
  const shift = SHIFTS[(rel ?? '').toLowerCase()];
  if (shift === undefined) return monthOf(monthNamed(p), year, scene);
  return monthOf(monthNamed(p), undefined, { ...scene, direction: shift > 0 ? 'future' : 'past' });
}

/** eow, eom, eoq, eoy. */
export function endOf(unit: string | undefined, scene: Scene): Reading | undefined {
  const whole = /^w$/i.test(unit ?? '') ? workingWeek(undefined, scene) : period(unit, 'this', scene);
  return edgeOf(whole, 'end');
}

/** Monday to Friday. Said on a weekend, this week is the one that the direction asks for. */
function workingWeek(rel: string | undefined, scene: Scene): Reading | undefined {
  const by = SHIFTS[(rel ?? '').toLowerCase()];
  const weeks = by === undefined ? [-1, 0, 1] : [by];
  const friday = complete(
    weeks.map((week) => weekdayIn(week, 5, scene)),
    scene,
  );
  return friday && { day: friday.day, until: friday.day };
}
