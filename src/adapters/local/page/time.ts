import type { Language } from './words.ts';

/** How instants are shown: in the workspace's zone, in the reader's language. */

const locales: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' };

type Reader = { language: Language; zone: string };

function shown({ language, zone }: Reader, options: Intl.DateTimeFormatOptions, at: string): string {
  return new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options }).format(new Date(at));
}

export function clockTime(reader: Reader, at: string): string {
  return shown(reader, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
}

export function fullTime(reader: Reader, at: string): string {
  return shown(reader, { dateStyle: 'full', timeStyle: 'short' }, at);
}

/** The calendar day as YYYY-MM-DD: a key to compare days by. */
export function dayKey(zone: string, at: string): string {
  return shown(
    { language: 'zh', zone },
    { year: 'numeric', month: '2-digit', day: '2-digit' },
    at,
  ).replaceAll('/', '-');
}

export function dayName(reader: Reader, at: string): string {
  return shown(reader, { weekday: 'short', day: 'numeric', month: 'short' }, at);
}

export function longDay(reader: Reader, at: string): string {
  return shown(reader, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, at);
}

/** "09:12" today, "Nov 23" before. */
export function briefly(reader: Reader, { at, now }: { at: string; now: string }): string {
  if (dayKey(reader.zone, at) === dayKey(reader.zone, now)) return clockTime(reader, at);
  return shown(reader, { day: 'numeric', month: 'short' }, at);
}

/** The day before an instant's day, as a key. */
export function dayBefore(zone: string, at: string): string {
  const day = new Date(`${dayKey(zone, at)}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** The zone's city as people call it: "Asia/Shanghai" → "Shanghai" or "上海时间". */
export function zoneName({ language, zone }: Reader, at: string): string {
  const parts = new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    timeZoneName: 'shortGeneric',
  }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
