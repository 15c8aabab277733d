import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstOfMonth,
  instantOf,
  isDay,
  lastOfMonth,
  mondayOf,
  partsOf,
} from './day.ts';
import { halfWidth, NUMERAL_CLASS, readNumber } from './numeral.ts';
import type { Locale } from './people.ts';
import { findDates, formatDay } from './when.ts';

export type PeriodKind = 'week' | 'month' | 'quarter' | 'year' | 'span';

/**
 * A stretch of whole days, `from` through `until`. `key` names it for ever: 2026-W47, 2026-11, 2026-Q4, 2026,
 * 2026-11-01..2026-11-15. Weeks are ISO 8601 weeks.
 */
export type Period = { kind: PeriodKind; key: string; from: Day; until: Day };

const two = (n: number): string => String(n).padStart(2, '0');

export function monthOf(day: Day): Period {
  return { kind: 'month', key: day.slice(0, 7), from: firstOfMonth(day), until: lastOfMonth(day) };
}

export function quarterOf(day: Day): Period {
  const { year, month } = partsOf(day);
  const quarter = Math.ceil(month / 3);
  const from = `${year}-${two(quarter * 3 - 2)}-01`;
  return { kind: 'quarter', key: `${year}-Q${quarter}`, from, until: lastOfMonth(addMonths(from, 2)) };
}

export function yearOf(day: Day): Period {
  const year = day.slice(0, 4);
  return { kind: 'year', key: year, from: `${year}-01-01`, until: `${year}-12-31` };
}

export function weekOf(day: Day): Period {
  const from = mondayOf(day);
  // A week belongs to the year of its Thursday.
  const year = addDays(from, 3).slice(0, 4);
  const first = mondayOf(`${year}-01-04`);
  const week = daysBetween(first, from) / 7 + 1;
  return { kind: 'week', key: `${year}-W${two(week)}`, from, until: addDays(from, 6) };
}

export const spanOf = (from: Day, until: Day): Period => ({
  kind: 'span',
  key: `${from}..${until}`,
  from,
  until,
});

const OF = { week: weekOf, month: monthOf, quarter: quarterOf, year: yearOf } as const;

/** The period of the same kind that ends where this one begins. */
export function previous(period: Period): Period {
  if (period.kind !== 'span') return OF[period.kind](addDays(period.from, -1));
  const days = daysBetween(period.from, period.until) + 1;
  return spanOf(addDays(period.from, -days), addDays(period.from, -1));
}

/** The period of the same kind that begins where this one ends. */
export function next(period: Period): Period {
  if (period.kind !== 'span') return OF[period.kind](addDays(period.until, 1));
  const days = daysBetween(period.from, period.until) + 1;
  return spanOf(addDays(period.until, 1), addDays(period.until, days));
}

/** The instants at which it begins and at which it is over, in a zone: [from, to). */
export function instantsOf(period: Period, zone: string): { from: Date; to: Date } {
  return {
    from: instantOf(period.from, '00:00', zone),
    to: instantOf(addDays(period.until, 1), '00:00', zone),
  };
}

/** A key as `Period` carries it; null for any other text. */
export function periodOf(key: string): Period | null {
  const [, year, rest = ''] = /^(\d{4})(?:-(.*))?$/.exec(key) ?? [];
  if (year !== undefined && year >= '1000') {
    if (rest === '') return yearOf(`${year}-01-01`);
    if (/^(0[1-9]|1[0-2])$/.test(rest)) return monthOf(`${year}-${rest}-01`);
    const quarter = /^Q([1-4])$/.exec(rest)?.[1];
    if (quarter !== undefined) return quarterOf(`${year}-${two(Number(quarter) * 3)}-01`);
    const week = /^W(\d{2})$/.exec(rest)?.[1];
    if (week !== undefined) {
      const found = weekOf(addDays(mondayOf(`${year}-01-04`), (Number(week) - 1) * 7));
      return found.key === key ? found : null;
    }
  }
  const [from = '', until = ''] = key.split('..');
  return isDay(from) && isDay(until) && from <= until ? spanOf(from, until) : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_WORD = new RegExp(`^(?:(\\d{4}) )?(${MONTHS.join('|')})[a-z]*\\.?(?: (\\d{4}))?$`);
const CHINESE_MONTH = new RegExp(`^([\\d${NUMERAL_CLASS}]{1,3})月份?$`);

/**
 * The period that a text names, in either language: 本月, 上季度, Q4, 11月, 2026年10月, this month, last quarter, nov,
 * 2026-W47, 11月1日到11月15日. A month or quarter without a year is the one nearest to today. Null when it names none.
 */
export function parsePeriod(text: string, today: Day): Period | null {
  const said = halfWidth(text)
    .trim()
    .toLowerCase()
    .replace(/^(?:for|in|of)\s+|(?:的|份)$/g, '')
    .trim();
  return periodOf(said.toUpperCase()) ?? loosely(said, today) ?? inWords(said, today);
}

/** Ways to name a period that a line about a date would not be read by. */
function loosely(said: string, today: Day): Period | null {
  if (/^(?:mtd|month|月|月度|当月)$/.test(said)) return monthOf(today);
  if (/^(?:qtd|quarter|季度?|当季)$/.test(said)) return quarterOf(today);
  if (/^(?:ytd|year|全年|年度|本年度?)$/.test(said)) return yearOf(today);
  if (/^(?:wtd|week|周|当周)$/.test(said)) return weekOf(today);
  const half = /^(?:(\d{4})[ -]?)?h([12])(?:[ -]?(\d{4}))?$/.exec(said);
  if (half !== null) return halfYear(half[1] ?? half[3] ?? today.slice(0, 4), half[2] === '1' ? 1 : 2);
  const quarter = /^(\d{4})[ -]?q([1-4])$|^q([1-4])[ -]?(\d{4})$/.exec(said);
  if (quarter !== null) return periodOf(`${quarter[1] ?? quarter[4]}-Q${quarter[2] ?? quarter[3]}`);
  const slashed = /^(\d{4})[/.](\d{1,2})$/.exec(said);
  if (slashed !== null) return periodOf(`${slashed[1]}-${two(Number(slashed[2]))}`);
  const week = /^(?:第)?(\d{1,2})周$|^(?:week |w)(\d{1,2})$/.exec(said);
  if (week !== null) return periodOf(`${today.slice(0, 4)}-W${two(Number(week[1] ?? week[2]))}`);
  return namedMonth(said, today);
}

const halfYear = (year: string, half: 1 | 2): Period =>
  half === 1 ? spanOf(`${year}-01-01`, `${year}-06-30`) : spanOf(`${year}-07-01`, `${year}-12-31`);

function namedMonth(said: string, today: Day): Period | null {
  const english = MONTH_WORD.exec(said);
  if (english !== null) {
    const month = MONTHS.indexOf(english[2] ?? '') + 1;
    const year = english[1] ?? english[3];
    return year === undefined ? nearestMonth(month, today) : periodOf(`${year}-${two(month)}`);
  }
  const month = readNumber(CHINESE_MONTH.exec(said)?.[1] ?? '');
  return month === undefined || month < 1 || month > 12 ? null : nearestMonth(month, today);
}

/** Of last year's, this year's and next year's month the one nearest to today's; the earlier of two. */
function nearestMonth(month: number, today: Day): Period {
  const here = partsOf(today);
  const ahead = (((month - here.month) % 12) + 12) % 12;
  return monthOf(addMonths(firstOfMonth(today), ahead >= 6 ? ahead - 12 : ahead));
}

/** Whatever domain/when reads as one stretch of days that is the whole text. */
function inWords(said: string, today: Day): Period | null {
  const now = new Date(`${today}T12:00:00Z`);
  const found = findDates(said, { now, zone: 'UTC', calendar: 'none', direction: 'any' });
  const [one] = found;
  if (one === undefined || found.length > 1 || one.text.trim() !== said) return null;
  if (one.until === undefined) return spanOf(one.day, one.day);
  if (one.grain === 'week' || one.grain === 'month' || one.grain === 'quarter' || one.grain === 'year') {
    const whole = OF[one.grain](one.day);
    if (whole.from === one.day && whole.until === one.until) return whole;
  }
  return spanOf(one.day, one.until);
}

/** Ways to name a period that stand out in a longer text. */
const STANDING_OUT = new RegExp(
  [
    '\\d{4}-\\d{2}-\\d{2}\\.\\.\\d{4}-\\d{2}-\\d{2}',
    '\\d{4}[ -]?(?:q[1-4]|h[12]|w\\d{2})',
    '\\b(?:q[1-4]|h[12])(?:[ -]?\\d{4})?\\b',
    '\\d{4}[-/.](?:0?[1-9]|1[0-2])(?![\\d-])',
    '第?\\d{1,2}周',
    `\\b(?:\\d{4} )?(?:${MONTHS.join('|')})[a-z]*\\.?(?: \\d{4})?\\b`,
    `[\\d${NUMERAL_CLASS}]{1,3}月份?`,
    '全年|年度|月度|季度|\\b(?:mtd|qtd|ytd)\\b|\\b(?:19|20)\\d{2}\\b年?',
  ].join('|'),
  'giu',
);

/** A period that stands in a text, and where. */
export type PeriodSpan = { period: Period; start: number; end: number };

/** The first period that is named in a text with other words around it. */
export function findPeriod(text: string, today: Day): PeriodSpan | null {
  const whole = parsePeriod(text, today);
  if (whole !== null) return { period: whole, start: 0, end: text.length };
  const now = new Date(`${today}T12:00:00Z`);
  const spans = findDates(text, { now, zone: 'UTC', calendar: 'none', direction: 'any' })
    .filter((span) => span.until !== undefined)
    .map(({ text: said, start, end }) => ({ said, start, end }));
  const loose = [...halfWidth(text).matchAll(STANDING_OUT)].map((match) => ({
    said: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const { said, start, end } of [...spans, ...loose]) {
    const period = parsePeriod(said, today);
    if (period !== null) return { period, start, end };
  }
  return null;
}

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const QUARTERS_ZH = ['一', '二', '三', '四'];

/** How it is read: November 2026, Q4 2026, 2026年11月, 2026年第四季度, Week 47 of 2026. */
export function periodName(period: Period, locale: Locale): string {
  const { year, month } = partsOf(period.from);
  const quarter = Math.ceil(month / 3);
  switch (period.kind) {
    case 'month':
      return locale === 'zh' ? `${year}年${month}月` : `${MONTH_NAMES[month - 1]} ${year}`;
    case 'quarter':
      return locale === 'zh' ? `${year}年第${QUARTERS_ZH[quarter - 1]}季度` : `Q${quarter} ${year}`;
    case 'year':
      return locale === 'zh' ? `${year}年` : String(year);
    case 'week': {
      const [inYear, week] = period.key.split('-W');
      return locale === 'zh' ? `${inYear}年第${Number(week)}周` : `Week ${Number(week)} of ${inYear}`;
    }
    case 'span':
      return spanName(period, locale);
  }
}

function spanName({ from, until }: Period, locale: Locale): string {
  const today = until;
  if (from === until) return formatDay(from, locale, { today });
  const to = locale === 'zh' ? '至' : ' – ';
  return `${formatDay(from, locale, { today })}${to}${formatDay(until, locale, { today })}`;
}
