// A CommonJS package: Node finds no named exports in it.
import chineseDays from 'chinese-days';
import { addDays, type Day, partsOf } from '../day.ts';

const { getDayDetail, getYearLeapMonth, monthDays } = chineseDays;

/** What chinese-days calls its festivals, in the order of the year. */
const FESTIVALS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'] as const;
export type Festival = (typeof FESTIVALS)[number];

/** A day that a festival takes off (`off`), or a weekend day worked in exchange for one (调休). */
type FestivalDay = { festival: Festival; off: boolean };

export type PrcYear = { days: ReadonlyMap<Day, FestivalDay>; announced: boolean };

const years = new Map<number, PrcYear>();

/**
 * The days of a year on which the PRC calendar differs from its weeks, from the yearly notice of the State
 * Council as chinese-days carries it. A year without a notice yet gets the customary days off and no make-up
 * days; `announced` says which of the two it is. Memoised.
 */
export function prcYear(year: number): PrcYear {
  const known = years.get(year);
  if (known) return known;
  const announced = announcedDays(year);
  const made =
    announced.size > 0
      ? { days: announced, announced: true }
      : { days: customaryDays(year), announced: false };
  years.set(year, made);
  return made;
}

function announcedDays(year: number): Map<Day, FestivalDay> {
  const days = new Map<Day, FestivalDay>();
  for (let day = `${year}-01-01`; partsOf(day).year === year; day = addDays(day, 1)) {
    // By string only: west of Greenwich the library's table is a day early, and so is its reading of a string.
    const { name, work } = getDayDetail(day);
    const festival = FESTIVALS.find((known) => name.includes(`,${known},`));
    if (festival) days.set(day, { festival, off: !work });
  }
  return days;
}

function customaryDays(year: number): Map<Day, FestivalDay> {
  const days = new Map<Day, FestivalDay>();
  for (const { first, length, festival } of customary(year)) {
    for (let n = 0; n < length; n++) days.set(addDays(first, n), { festival, off: true });
  }
  return days;
}

type Break = { festival: Festival; first: Day; length: number };

/** Lengths as of the rules in force since 2025: eight days from New Year's Eve, five in May, seven in October. */
function customary(year: number): Break[] {
  return [
    { festival: '元旦', first: `${year}-01-01`, length: 1 },
    { festival: '春节', first: addDays(lunar({ year, month: 1, dayOfMonth: 1 }), -1), length: 8 },
    { festival: '清明', first: `${year}-04-0${qingming(year)}`, length: 1 },
    { festival: '劳动节', first: `${year}-05-01`, length: 5 },
    { festival: '端午', first: lunar({ year, month: 5, dayOfMonth: 5 }), length: 1 },
    { festival: '中秋', first: lunar({ year, month: 8, dayOfMonth: 15 }), length: 1 },
    { festival: '国庆节', first: `${year}-10-01`, length: 7 },
  ];
}

/** 31 January 1900, where the table of chinese-days begins, was a lunar New Year. */
const FIRST_LUNAR_YEAR = 1900;

/**
 * The day of a lunar date. Counted from the month lengths, because the converters of chinese-days depend on
 * the machine's zone and ICU's Chinese calendar has 2027 a day late.
 */
function lunar(wanted: { year: number; month: number; dayOfMonth: number }): Day {
  let days = wanted.dayOfMonth - 1;
  for (let year = FIRST_LUNAR_YEAR; year < wanted.year; year++) days += daysOfMonths(year, 12);
  return addDays('1900-01-31', days + daysOfMonths(wanted.year, wanted.month - 1));
}

/** The first months of a lunar year, leap month included. */
function daysOfMonths(year: number, months: number): number {
  const leap = getYearLeapMonth(year);
  let days = leap.leapMonth !== undefined && leap.leapMonth <= months ? leap.days : 0;
  for (let month = 1; month <= months; month++) days += monthDays(year, month);
  return days;
}

/** 清明 is 4 or 5 April; the usual approximation for this century. */
function qingming(year: number): number {
  const y = year % 100;
  return Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4);
}
