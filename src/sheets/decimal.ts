/** An amount as text: `value` is a plain decimal in major units, such as '-1054.5'; the currency is ISO 4217. */
export type Decimal = { value: string; currency?: string };

/**
 * Reads an amount in the notations found in spreadsheets: currency signs and codes, thousands in groups, a unit
 * (万, 亿, k, m …), a minus or parentheses for negatives. Blank is null.
 *
 * Where a separator could be either: with both, the last one is the decimal sign; one comma before exactly three
 * digits groups (1,054), else it is the decimal sign (1054,5); one point is the decimal sign, except in euros
 * before exactly three digits (€1.054).
 */
export function readDecimal(cell: string): Decimal | null | 'bad' {
  if (cell.length > LONGEST) return cell.trim() === '' ? null : 'bad';
  const text = cell.normalize('NFKC').replace(INVISIBLE, '').trim();
  if (BLANK.test(text)) return null;
  const sign = takeSign(text);
  const start = takeCurrency(sign.rest, 'start');
  // The sign may stand on either side of the currency: -¥5, ¥-5.
  const inner = start.currency ? takeSign(start.rest) : { negative: false, rest: start.rest };
  const end = takeCurrency(inner.rest, 'end');
  if (start.currency && end.currency && start.currency !== end.currency) return 'bad';
  const currency = end.currency ?? start.currency;
  const { rest, power } = takeUnit(end.rest);
  const digits = readDigits(rest, currency);
  if (digits === null || (sign.negative && inner.negative)) return 'bad';
  const value = shiftPoint(digits, power);
  const signed = (sign.negative || inner.negative) && value !== '0' ? `-${value}` : value;
  return currency ? { value: signed, currency } : { value: signed };
}

/** A number as a spreadsheet stores it, such as '1.5E+7' or '0.30000000000000004', as a plain decimal of 15 digits. */
export function plainDecimal(stored: string): string {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return '';
  // Whole numbers are kept to the digit: an order number may be longer than the 15 digits of a float.
  if (/^-?\d+$/.test(stored)) return stored;
  const [mantissa = '0', exponent = '0'] = number.toExponential(14).split('e');
  const value = shiftPoint(mantissa.replace('-', ''), Number(exponent));
  return number < 0 && value !== '0' ? `-${value}` : value;
}

/** A note that stands in an amount's column may be very long; no amount is. */
const LONGEST = 100;
/** Zero-width characters and the marks of writing direction that copied amounts carry. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const BLANK = /^(|[-–—/\\]+|n\/?a|null|none|tbd|无|暂无|待定|未定)$/i;

function takeSign(text: string): { negative: boolean; rest: string } {
  const inside = /^\((.*)\)$/.exec(text)?.[1];
  if (inside !== undefined) return { negative: true, rest: inside.trim() };
  const signed = /^([-−–+])\s*(.*)$/.exec(text);
  if (signed) return { negative: signed[1] !== '+', rest: signed[2] ?? '' };
  const after = /^(.*\d)\s*[-−]$/.exec(text);
  return after ? { negative: true, rest: after[1] ?? '' } : { negative: false, rest: text };
}

/** ¥ is the yuan, as nearly everybody who writes it here means; a yen is written JP¥, 円 or JPY. */
const CURRENCIES: Readonly<Record<string, string>> = {
  '¥': 'CNY',
  'CN¥': 'CNY',
  RMB: 'CNY',
  元: 'CNY',
  元整: 'CNY',
  块: 'CNY',
  人民币: 'CNY',
  $: 'USD',
  US$: 'USD',
  美元: 'USD',
  美金: 'USD',
  '€': 'EUR',
  欧元: 'EUR',
  '£': 'GBP',
  英镑: 'GBP',
  HK$: 'HKD',
  港元: 'HKD',
  港币: 'HKD',
  NT$: 'TWD',
  新台币: 'TWD',
  'JP¥': 'JPY',
  円: 'JPY',
  日元: 'JPY',
  S$: 'SGD',
  A$: 'AUD',
  C$: 'CAD',
  '₩': 'KRW',
  韩元: 'KRW',
  '₹': 'INR',
  ...Object.fromEntries(Intl.supportedValuesOf('currency').map((code) => [code, code])),
};

/** Longest first: US$ before $, and 12万元整 is not 12万元 and 整. */
const CURRENCY_NAMES = Object.keys(CURRENCIES).sort((a, b) => b.length - a.length);

function takeCurrency(text: string, side: 'start' | 'end'): { currency?: string; rest: string } {
  if (/^[\d.,]+$/.test(text)) return { rest: text };
  const upper = text.toUpperCase();
  const name = CURRENCY_NAMES.find((one) => (side === 'start' ? upper.startsWith(one) : upper.endsWith(one)));
  const currency = name && CURRENCIES[name];
  if (!currency) return { rest: text };
  const rest = side === 'start' ? text.slice(name.length) : text.slice(0, -name.length);
  return { currency, rest: rest.trim() };
}

/** Powers of ten. */
const UNITS: Readonly<Record<string, number>> = {
  亿: 8,
  千万: 7,
  百万: 6,
  万: 4,
  w: 4,
  千: 3,
  k: 3,
  m: 6,
  mn: 6,
  mio: 6,
  b: 9,
  bn: 9,
};

function takeUnit(text: string): { rest: string; power: number } {
  const match = /^(.*\d[.]?)\s*(\D+)$/.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? '';
  if (!match || !Object.hasOwn(UNITS, unit)) return { rest: text, power: 0 };
  return { rest: match[1] ?? '', power: UNITS[unit] ?? 0 };
}

/** Unsigned digits in any grouping → digits with at most one point. An exponent is applied. */
function readDigits(text: string, currency: string | undefined): string | null {
  const scientific = /^(\d+(?:\.\d+)?)e([+-]?\d{1,2})$/i.exec(text);
  if (scientific) return shiftPoint(scientific[1] ?? '', Number(scientific[2]));
  if (!/^[\d.]/.test(text) || !/\d$|\d\.$/.test(text) || /[^\d.,'’\s]/.test(text)) return null;
  const decimal = decimalSign(text, currency);
  const at = decimal ? text.lastIndexOf(decimal) : text.length;
  const whole = ungrouped(text.slice(0, at));
  const fraction = text.slice(at + 1);
  return whole === null || !/^\d*$/.test(fraction) ? null : `${whole}.${fraction}`;
}

function decimalSign(text: string, currency: string | undefined): '.' | ',' | null {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const groups = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  if (commas === 1) return groups ? null : ',';
  if (points === 1) return groups && currency === 'EUR' ? null : '.';
  return null;
}

/** 1,054,000 · 1.054.000 · 1 054 000 · 1'054'000 · 10,54,000; one kind of separator, at least two digits a group. */
function ungrouped(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const grouped =
    /^\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*$/.test(whole) || /^\d{1,2}(,\d{2})+,\d{3}$/.test(whole);
  return grouped ? whole.replace(/\D/g, '') : null;
}

/** Moves the decimal point without a float: ('48.5', 4) → '485000'. No needless zeros. */
function shiftPoint(digits: string, power: number): string {
  const [whole = '', fraction = ''] = digits.split('.');
  const all = (power < 0 ? '0'.repeat(-power) : '') + whole + fraction + '0'.repeat(Math.max(0, power));
  const point = whole.length + Math.max(0, power);
  const left = all.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const right = all.slice(point).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}
