/** The order in which a column writes day, month and year where the cells alone do not say. */
export type DayOrder = 'mdy' | 'dmy' | 'ymd' | 'ambiguous';

/**
 * Reads a day in the notations found in spreadsheets, as written: a time or zone after it is not applied.
 * Blank is null. `order` decides 3/1/2017; without it (or with 'ambiguous') such a cell is 'bad', unless only one
 * reading is a day or it has points, which only the day-first countries use.
 */
export function readDay(cell: string, order: DayOrder = 'ambiguous'): string | null | 'bad' {
  if (cell.length > LONGEST) return cell.trim() === '' ? null : 'bad';
  const text = tidy(cell);
  if (BLANK.test(text)) return null;
  const day = serialDay(text) ?? yearFirst(text) ?? namedMonth(text);
  if (day) return day;
  const slashed = yearLast(text);
  return slashed ? ordered(slashed, order) : 'bad';
}

/** How a column writes its days: the cells that can be read only one way speak for those that cannot. */
export function dayOrder(cells: Iterable<string>): DayOrder {
  let dayFirst = false;
  let monthFirst = false;
  let either = false;
  for (const cell of cells) {
    const parts = cell.length > LONGEST ? null : yearLast(tidy(cell));
    if (!parts) continue;
    const asDmy = ordered(parts, 'dmy') !== 'bad';
    const asMdy = ordered(parts, 'mdy') !== 'bad';
    if (asDmy && (!asMdy || parts.separator === '.')) dayFirst = true;
    else if (asMdy && !asDmy) monthFirst = true;
    else if (asDmy && asMdy) either = true;
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'dmy' : 'mdy';
  return dayFirst || either ? 'ambiguous' : 'ymd';
}

/** A note that stands in a day's column may be very long; no day is. */
const LONGEST = 100;
const BLANK = /^(|[-–—/\\]+|n\/?a|null|none|tbd|无|暂无|待定|未定)$/i;
const TIME = String.raw`(?:(?:[T\s,]|(?<=日|号))\s*\d{1,2}[:时点]\S*(?:\s*[ap]\.?m\.?)?(?:\s*(?:[+-]\d{2}:?\d{2}|Z|UTC|GMT))?)?`;
const WEEKDAY = String.raw`(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?`;
const AFTER = `${WEEKDAY}${TIME}$`;

const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})(?:\s*[-/.年]\s*)(\d{1,2})(?:\s*[-/.月]\s*)(\d{1,2})\s*[日号]?${AFTER}`,
  'i',
);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?${AFTER}`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})${AFTER}`, 'i');
const DAY_MONTH = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})${AFTER}`,
  'i',
);
const MONTH_DAY = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${AFTER}`,
  'i',
);
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_NAME =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/;

function tidy(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .trim();
}

/** Days since 1899-12-30, as Excel stores them; 1954 to 2119, so that neither years nor amounts pass for days. */
function serialDay(text: string): string | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text));
  if (serial < 20_000 || serial >= 80_000) return null;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

function yearFirst(text: string): string | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? COMPACT.exec(text) ?? [];
  return year === undefined ? null : calendarDay(Number(year), Number(month), Number(day));
}

function namedMonth(text: string): string | null {
  const [, day, after, yearAfter] = DAY_MONTH.exec(text) ?? [];
  if (after !== undefined) return calendarDay(fullYear(yearAfter), monthNumber(after), Number(day));
  const [, before, dayAfter, year] = MONTH_DAY.exec(text) ?? [];
  return before === undefined ? null : calendarDay(fullYear(year), monthNumber(before), Number(dayAfter));
}

function monthNumber(name: string): number {
  const lower = name.toLowerCase();
  return MONTH_NAME.test(lower) ? MONTHS.indexOf(lower.slice(0, 3)) + 1 : 0;
}

type YearLast = { first: number; second: number; year: number; separator: string };

function yearLast(text: string): YearLast | null {
  const [, first, separator, second, year] = YEAR_LAST.exec(text) ?? [];
  if (separator === undefined) return null;
  return { first: Number(first), second: Number(second), year: fullYear(year), separator };
}

/** 17 is 2017 and 98 is 1998. */
function fullYear(year: string | undefined): number {
  const number = Number(year);
  if (year?.length !== 2) return number;
  return number < 70 ? 2000 + number : 1900 + number;
}

function ordered({ first, second, year, separator }: YearLast, order: DayOrder): string | 'bad' {
  const dmy = calendarDay(year, second, first);
  const mdy = calendarDay(year, first, second);
  if (order === 'dmy') return dmy ?? 'bad';
  if (order === 'mdy') return mdy ?? 'bad';
  if (dmy && mdy && dmy !== mdy) return separator === '.' ? dmy : 'bad';
  return dmy ?? mdy ?? 'bad';
}

function calendarDay(year: number, month: number, day: number): string | null {
  if (!(year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return null;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
