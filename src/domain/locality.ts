/** Zones, currencies and calendars as people name them. */
import { currencyNamed } from './money/currency.ts';
import { nameKey } from './name.ts';
import type { Locale } from './people.ts';
import { type KnownCalendar, knownCalendars } from './workday.ts';

/** Cities that the zone database knows by another name, or not in Chinese. */
const CITIES: Readonly<Record<string, string>> = {
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  中国: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  shenzhen: 'Asia/Shanghai',
  乌鲁木齐: 'Asia/Urumqi',
  香港: 'Asia/Hong_Kong',
  澳门: 'Asia/Macau',
  台北: 'Asia/Taipei',
  新加坡: 'Asia/Singapore',
  东京: 'Asia/Tokyo',
  首尔: 'Asia/Seoul',
  曼谷: 'Asia/Bangkok',
  迪拜: 'Asia/Dubai',
  莫斯科: 'Europe/Moscow',
  伦敦: 'Europe/London',
  巴黎: 'Europe/Paris',
  柏林: 'Europe/Berlin',
  法兰克福: 'Europe/Berlin',
  悉尼: 'Australia/Sydney',
  纽约: 'America/New_York',
  洛杉矶: 'America/Los_Angeles',
  旧金山: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  boston: 'America/New_York',
  utc: 'UTC',
  gmt: 'UTC',
};

/** An IANA zone by its name or its city: Asia/Shanghai, shanghai, New York, 北京时间. Undefined for anything else. */
export function zoneNamed(said: string): string | undefined {
  const name = said
    .trim()
    .toLowerCase()
    .replace(/^(?:for|to|为|给|到)\s+/u, '')
    .replace(/(?:时间|时区|市)+$/u, '')
    .replace(/ time$/, '');
  if (name === '') return undefined;
  const known = CITIES[name];
  if (known !== undefined) return known;
  const path = name.replaceAll(' ', '_');
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    zones.find((zone) => zone.toLowerCase() === path) ??
    zones.find((zone) => zone.toLowerCase().endsWith(`/${path}`))
  );
}

/** A currency by code, sign or name in an organisation of currency `own`: usd, 美元, €. */
export function currencyCalled(said: string, own: string): string | undefined {
  const code = said.trim().toUpperCase();
  return currencyNamed(said, own) ?? Intl.supportedValuesOf('currency').find((one) => one === code);
}

/** A working-day calendar by code or by the name of its country in either language: prc, 中国, none, DE, 德国. */
export function calendarCalled(said: string): KnownCalendar | undefined {
  const key = nameKey(said);
  const known = knownCalendars();
  return (
    known.find((one) => [one.calendar, one.en, one.zh].some((name) => nameKey(name) === key)) ??
    known.find((one) => one.calendar === SHORT[key])
  );
}

const SHORT: Readonly<Record<string, string>> = {
  china: 'prc',
  cn: 'prc',
  中国: 'prc',
  中国大陆: 'prc',
  大陆: 'prc',
  无: 'none',
  没有: 'none',
  不计节假日: 'none',
  周一至周五: 'none',
  noholidays: 'none',
  weekdays: 'none',
  usa: 'US',
  america: 'US',
  uk: 'GB',
  britain: 'GB',
  england: 'GB',
};

/** What a zone is called, and how far it is from UTC now: 北京时间（UTC+8）; its id where nobody calls it anything. */
export function zoneText(zone: string, { locale, now }: { locale: Locale; now: Date }): string {
  const called = CALLED[zone]?.[locale] ?? zonePart(zone, 'longGeneric', { locale, now });
  const offset = zonePart(zone, 'shortOffset', { locale: 'en', now }).replace('GMT', 'UTC');
  const name = /^(?:GMT|UTC)/u.test(called) ? zone : called;
  if (name === offset) return name;
  return locale === 'zh' ? `${name}（${offset}）` : `${name} (${offset})`;
}

/** Everybody in China says so, whatever the standard's name is. */
const CALLED: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  'Asia/Shanghai': { en: 'Beijing time', zh: '北京时间' },
};

const zonePart = (
  timeZone: string,
  timeZoneName: 'longGeneric' | 'shortOffset',
  { locale, now }: { locale: Locale; now: Date },
): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', { timeZone, timeZoneName })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
