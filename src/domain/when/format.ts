import { type Day, weekday } from '../day.ts';
import type { Locale } from '../people.ts';

/**
 * An absolute day: 'Tue, Nov 24, 2026', 2026年11月24日（周二）. In style 'short' the year is left out while it is
 * the year of `today`.
 */
export function formatDay(
  day: Day,
  locale: Locale,
  options: { today: Day; style?: 'full' | 'short' },
): string {
  const withYear = options.style !== 'short' || day.slice(0, 4) !== options.today.slice(0, 4);
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  const name = NAMES[locale][weekday(day) - 1];
  if (locale === 'zh') return `${withYear ? `${year}年` : ''}${month}月${dayOfMonth}日（${name}）`;
  return `${name}, ${MONTHS[(month ?? 1) - 1]} ${dayOfMonth}${withYear ? `, ${year}` : ''}`;
}

/** A day as it was written, and a time of day: 11月24日（周二）09:00. A full-width bracket is space enough. */
export const withTime = (day: string, time: string): string =>
  day.endsWith('）') ? `${day}${time}` : `${day} ${time}`;

const NAMES = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
