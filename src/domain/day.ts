import { Temporal } from 'temporal-polyfill';

/** A calendar day, 'YYYY-MM-DD'. Days compare as strings. */
export type Day = string;

/** Monday 1 … Sunday 7, as ISO 8601 numbers them. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const DAY_MS = 86_400_000;

export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return match !== null && dayFrom(Number(match[1]), Number(match[2]), Number(match[3])) === value;
}

/** The day of a year, month (1–12) and day of the month, or undefined when there is no such day. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1000 || year > 9999 || month < 1 || month > 12) return undefined;
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    dayOfMonth: Number(day.slice(8, 10)),
  };
}

/** Measures ask for the day of every event; a formatter that is kept answers twenty times faster than Temporal. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The day it is at an instant in an IANA zone. */
export function dayOf(instant: Date, zone: string): Day {
  let format = dayFormats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dayFormats.set(zone, format);
  }
  return format.format(instant);
}

/** The wall clock 'HH:MM' at an instant in a zone. */
export function timeOf(instant: Date, zone: string): string {
  return zoned(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant of a local time. A time that a clock change skips is the first instant after the gap; a time
 * that occurs twice is its first occurrence.
 */
export function instantOf(day: Day, time: string, zone: string): Date {
  const local = Temporal.PlainDateTime.from(`${day}T${time}`);
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  // Inside a gap Temporal answers with a wall clock before it; what follows there is the gap's end.
  const after = first.toPlainDateTime().equals(local) ? first : first.getTimeZoneTransition('next');
  return new Date((after ?? first).epochMilliseconds);
}

/**
 * The middle of a day in one zone, as far as it is the same day in the other: whoever reads it, in either, reads the day
 * that was said. Noon where the zones are further apart than a day.
 */
export function middleOf(day: Day, zones: { zone: string; office: string }): Date {
  const { zone, office } = zones;
  if (zone === office) return instantOf(day, '12:00', zone);
  const [from, to] = [
    Math.max(...[zone, office].map((one) => instantOf(day, '00:00', one).getTime())),
    Math.min(...[zone, office].map((one) => instantOf(addDays(day, 1), '00:00', one).getTime())),
  ];
  return from < to ? new Date((from + to) / 2) : instantOf(day, '12:00', zone);
}

export function addDays(day: Day, days: number): Day {
  return fromEpochDay(epochDay(day) + days);
}

/** What is meant in daily work is no further away than this; beyond it a day is more likely a slip. */
const NEAR_MONTHS = 3;
export const isFarAhead = (day: Day, today: Day): boolean => day > addMonths(today, NEAR_MONTHS);
export const isLongAgo = (day: Day, today: Day): boolean => day < addMonths(today, -NEAR_MONTHS);

/** The same day of the month some months away, or that month's last day where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return `${toYear}-${two(toMonth)}-${two(Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))}`;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

export function weekday(day: Day): Weekday {
  // 1 January 1970 was a Thursday.
  return WEEKDAYS[(((epochDay(day) + 3) % 7) + 7) % 7] ?? 1;
}

export function compareDays(a: Day, b: Day): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

export function lastOfMonth(day: Day): Day {
  const { year, month } = partsOf(day);
  return `${day.slice(0, 8)}${two(daysInMonth(year, month))}`;
}

/** The Monday of the day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function zoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

function epochDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function fromEpochDay(days: number): Day {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
