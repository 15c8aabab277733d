import type { Locale } from '../people.ts';

/**
 * An amount as a form carries it ('480000.00 CNY') as people type it ('480,000 CNY', 48万元), which reads back the same.
 * What somebody typed stays as they typed it.
 */
export function amountTyped(raw: string, locale: Locale): string {
  const [, whole, decimals = '', currency] = /^(\d{1,15})(?:\.(\d+))? ([A-Z]{3})$/.exec(raw) ?? [];
  if (whole === undefined || currency === undefined) return raw;
  const fraction = /^0*$/.test(decimals) ? '' : `.${decimals}`;
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + fraction;
  if (locale === 'en') return `${grouped} ${currency}`;
  // 48万 is exact, 4.8050万 nobody writes.
  const digits = fraction === '' && /^\d{3,}00$/.test(whole) ? `${Number(whole) / 10_000}万` : grouped;
  return currency === 'CNY' ? `${digits}元` : `${digits} ${currency}`;
}
