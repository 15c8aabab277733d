import type { ChromeWords } from '../words.ts';

/**
 * An amount as a form carries it ('480000.00 CNY') as people write it, and as it reads back the same. What somebody typed
 * stays as it was typed.
 */
export function amountShown(raw: string, words: ChromeWords): string {
  const [, whole, decimals = '', currency] = /^(\d{1,15})(?:\.(\d+))? ([A-Z]{3})$/.exec(raw) ?? [];
  if (whole === undefined || currency === undefined) return raw;
  return words.amount({ whole, decimals: /^0*$/.test(decimals) ? '' : `.${decimals}`, currency });
}
