import { addDays, addMonths, type Day, firstOfMonth, partsOf, type Weekday } from '../day.ts';
import { readNumber } from '../numeral.ts';
import { addWorkdays } from '../workday.ts';
import { complete, edgeOf, type Reading, type Scene, wholeMonth, wholeYear } from './rule.ts';

/** The Chinese words of time and what they mean. */

export function shifted(
  written: { n: string | undefined; unit: string | undefined; way: string | undefined },
  scene: Scene,
): Reading | undefined {
  const { n, unit, way } = written;
  const { today, calendar } = scene;
  const sign = way === '前' ? -1 : 1;
  if (n === '半') return half(unit, sign, today);
  const by = sign * number(n);
  switch (unit) {
    case '工作日':
      return { day: addWorkdays(today, by, calendar) };
    case '天':
    case '日':
      return { day: addDays(today, by) };
    case '月':
      return { day: addMonths(today, by) };
    case '季度':
      return { day: addMonths(today, by * 3) };
    case '年':
      return Math.abs(by) > 100 ? undefined : { day: addMonths(today, by * 12) };
    default:
      return { day: addDays(today, by * 7) };
  }
}

/** 半个月 is fifteen days, 半年 six months; half of anything else says no day. */
function half(unit: string | undefined, sign: number, today: Day): Reading | undefined {
  if (unit === '月') return { day: addDays(today, sign * 15) };
  return unit === '年' ? { day: addMonths(today, sign * 6) } : undefined;
}

export function number(written: string | undefined): number {
  return readNumber(written ?? '') ?? 0;
}

export function monthNumber(written: string | undefined): number {
  return written === '元' ? 1 : number(written);
}

export function weekdayOf(written: string | undefined): Weekday {
  const days: Readonly<Record<string, Weekday>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 };
  return days[written ?? ''] ?? 1;
}

/** 上上 −2, 上 −1, 这 本 当 0, 下 1, 下下 2. */
export function shiftOf(rel: string | undefined): number {
  const word = (rel ?? '').replace('个', '');
  if (word.startsWith('上')) return -word.length;
  return word.startsWith('下') ? word.length : 0;
}

export function yearOf(
  written: { y: string | undefined; ry: string | undefined },
  scene: Scene,
): number | undefined {
  if (written.y !== undefined) return written.y.length === 2 ? 2000 + Number(written.y) : Number(written.y);
  if (written.ry === undefined) return undefined;
  const shifts: Readonly<Record<string, number>> = { 明年: 1, 后年: 2, 去年: -1, 前年: -2 };
  return partsOf(scene.today).year + (shifts[written.ry] ?? 0);
}

/** 上旬 1–10, 下旬 21–end as spans; 初, 中, 底 as days; without one the whole period. */
export function atEdge(whole: Reading | undefined, edge: string | undefined): Reading | undefined {
  if (!whole?.until || edge === undefined) return whole;
  if (edge === '上旬') return { day: whole.day, until: addDays(whole.day, 9), grain: 'range' };
  if (edge === '中旬') return { day: addDays(whole.day, 10), until: addDays(whole.day, 19), grain: 'range' };
  if (edge === '下旬') return { day: addDays(whole.day, 20), until: whole.until, grain: 'range' };
  if (edge === '初') return edgeOf(whole, 'start');
  return edgeOf(whole, edge === '中' ? 'middle' : 'end');
}

/** 月底, 月初 without a month: this month's or a neighbour's, as the direction asks. */
export function nearestMonthEdge(edge: string | undefined, scene: Scene): Reading | undefined {
  const months = [-1, 0, 1].map((shift) => wholeMonth(addMonths(firstOfMonth(scene.today), shift)));
  return complete(
    months.map((month) => atEdge(month, edge)),
    scene,
  );
}

/** 年底, 年初 without a year. */
export function nearestYearEdge(edge: string | undefined, scene: Scene): Reading | undefined {
  const years = [-1, 0, 1].map((shift) => wholeYear(partsOf(scene.today).year + shift));
  return complete(
    years.map((year) => atEdge(year, edge)),
    scene,
  );
}

export function halfYear(year: number, half: string | undefined): Reading {
  return half === '上'
    ? { day: `${year}-01-01`, until: `${year}-06-30`, grain: 'half' }
    : { day: `${year}-07-01`, until: `${year}-12-31`, grain: 'half' };
}

/** 这周内: by the Friday of the week, or on its weekend by the Sunday. */
export function lastDayOf(week: Reading, scene: Scene): Reading {
  const friday = addDays(week.day, 4);
  return { day: friday < scene.today && week.until ? week.until : friday };
}
