import { minorDigits } from './money/currency.ts';
import type { Locale } from './people.ts';

export { becomes } from './money/change.ts';
export { minorDigits } from './money/currency.ts';
export {
  type AmountSpan,
  findAmounts,
  parseMoney,
} from './money/read.ts';
export { amountTyped } from './money/typed.ts';
export { type InUse, type Users, usualCurrency } from './money/usual.ts';

/** `minor`: a safe integer in the currency's minor unit (fen, cents; yen has none). `currency`: ISO 4217. */
export type Money = { minor: number; currency: string };

/** To the nearest integer; a half goes away from zero, as Postgres rounds numerics. Never -0. */
export function halfAwayFromZero(n: number): number {
  return Math.sign(n) * Math.round(Math.abs(n)) + 0;
}

/** round(amount × probability / 100), half away from zero. `probability` is a whole number of percent. */
export function weighted(amountMinor: number, probability: number): number {
  // Split at the hundreds so that the product stays a safe integer.
  const hundreds = Math.trunc(amountMinor / 100);
  const rest = amountMinor - hundreds * 100;
  return hundreds * probability + halfAwayFromZero((rest * probability) / 100);
}

/** Sums by currency, in the order of the codes; unknown amounts are counted, not summed. */
export function sumByCurrency(amounts: Iterable<Money | null>): { totals: Money[]; unknown: number } {
  const sums = new Map<string, number>();
  let unknown = 0;
  for (const amount of amounts) {
    if (amount === null) unknown++;
    else sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor);
  }
  const totals = [...sums].map(([currency, minor]) => ({ minor, currency }));
  return { totals: totals.sort((a, b) => (a.currency < b.currency ? -1 : 1)), unknown };
}

/**
 * `full`: every digit, grouped (¥480,000 / CN¥480,000.50). `short`: for a glance (¥48万, ¥1.25亿; $48k, $1.25M).
 * `exact`: short where it loses nothing, else full, for what was just said and has to be checked.
 * The sign is the one that readers of the locale take for this currency and no other. A whole amount shows no
 * decimals.
 */
export function formatMoney(money: Money, locale: Locale, style: 'short' | 'full' | 'exact'): string {
  const digits = minorDigits(money.currency);
  return style === 'short' || (style === 'exact' && isShort(money.minor / 10 ** digits, locale))
    ? short(money.minor / 10 ** digits, money.currency, locale)
    : full(money, locale, digits);
}

const TAGS = { en: 'en-US', zh: 'zh-CN' } as const;

function full(money: Money, locale: Locale, digits: number): string {
  const unit = 10 ** digits;
  const size = Math.abs(money.minor);
  const fraction = size % unit;
  const decimals = fraction === 0 ? 0 : digits;
  const format = new Intl.NumberFormat(TAGS[locale], {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // Whole units and decimals apart: as one float, large amounts would lose their cents.
  const whole = (size - fraction) / unit;
  return format
    .formatToParts(money.minor < 0 ? -whole : whole)
    .map((part) => (part.type === 'fraction' ? String(fraction).padStart(digits, '0') : part.value))
    .join('');
}

/** The digits that a short form keeps behind its unit. A decimal of 亿, of a million, or of a single 万 is too coarse. */
function fineness(size: number, locale: Locale): number {
  const fine = locale === 'zh' ? size >= 1e8 || (size >= 1e4 && size < 1e5) : size >= 1e6;
  return fine ? 2 : 1;
}

const UNITS = { zh: [1e12, 1e8, 1e4], en: [1e12, 1e9, 1e6, 1e3] } as const;

/** Whether an amount can be read off its short form. */
function isShort(major: number, locale: Locale): boolean {
  const size = Math.abs(major);
  const unit = UNITS[locale].find((one) => size >= one) ?? 1;
  const steps = (size * 10 ** fineness(size, locale)) / unit;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
}

function short(major: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(TAGS[locale], {
    style: 'currency',
    currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: fineness(Math.abs(major), locale),
  });
  const parts = format.formatToParts(major);
  return parts.map((part) => (part.type === 'compact' && part.value === 'K' ? 'k' : part.value)).join('');
}
