/** How people write currencies. */

/** Signs and names that name one currency wherever they stand. */
const NAMES: Readonly<Record<string, string>> = {
  us$: 'USD',
  'cn¥': 'CNY',
  'jp¥': 'JPY',
  hk$: 'HKD',
  nt$: 'TWD',
  a$: 'AUD',
  au$: 'AUD',
  ca$: 'CAD',
  c$: 'CAD',
  nz$: 'NZD',
  sg$: 'SGD',
  s$: 'SGD',
  mx$: 'MXN',
  r$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  '₽': 'RUB',
  人民币: 'CNY',
  rmb: 'CNY',
  yuan: 'CNY',
  美元: 'USD',
  美金: 'USD',
  美刀: 'USD',
  刀: 'USD',
  bucks: 'USD',
  欧元: 'EUR',
  欧: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  英镑: 'GBP',
  pounds: 'GBP',
  港币: 'HKD',
  港元: 'HKD',
  港纸: 'HKD',
  日元: 'JPY',
  日圆: 'JPY',
  日币: 'JPY',
  円: 'JPY',
  yen: 'JPY',
  韩元: 'KRW',
  韩币: 'KRW',
  新台币: 'TWD',
  台币: 'TWD',
  新加坡元: 'SGD',
  新币: 'SGD',
  澳元: 'AUD',
  加元: 'CAD',
};

/** Signs and names shared by several currencies: the organisation's own if it is one of them, else the first. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'CLP', 'COP', 'ARS'],
  dollars: ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'TWD'],
  dollar: ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'TWD'],
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD'],
  圆: ['CNY', 'JPY'],
  块钱: ['CNY', 'TWD', 'HKD'],
  块: ['CNY', 'TWD', 'HKD'],
};

/** ISO codes that are read in any case; others only as the organisation's own currency. */
const CODES = (
  'USD EUR CNY GBP JPY HKD SGD AUD CAD TWD KRW CHF INR SEK NOK DKK THB MYR IDR VND BRL MXN ZAR AED SAR PLN ' +
  'CZK HUF NZD RUB ILS'
).split(' ');

/** The ISO code that a written currency means in an organisation of currency `own`, or undefined. */
export function currencyNamed(written: string, own: string): string | undefined {
  const name = written.trim().toLowerCase();
  const shared = SHARED[name];
  if (shared) return shared.includes(own) ? own : shared[0];
  const code = name.toUpperCase();
  return NAMES[name] ?? (code === own || CODES.includes(code) ? code : undefined);
}

/** A pattern for every way to write a currency in an organisation of currency `own`, longest first. */
export function currencyPattern(own: string): string {
  const words = [...Object.keys(NAMES), ...Object.keys(SHARED), ...CODES, own];
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$.*+?^()[\]{}|\\]/g, '\\$&'))
    .join('|');
}

const digits = new Map<string, number>();

/** Decimal places of a currency's minor unit: CNY 2, JPY 0. Throws RangeError for a malformed code. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const made = format.resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, made);
  return made;
}
