/** What is usual where people live: a new organisation begins with it, and may choose anything else. */
export type Surroundings = { currency: string; calendar: string };

const AT: readonly (readonly [RegExp, Surroundings])[] = [
  [/^Asia\/(?:Shanghai|Urumqi|Chongqing|Harbin)$/, { currency: 'CNY', calendar: 'prc' }],
  [/^Asia\/Hong_Kong$/, { currency: 'HKD', calendar: 'HK' }],
  [/^Asia\/Taipei$/, { currency: 'TWD', calendar: 'TW' }],
  [/^Asia\/Singapore$/, { currency: 'SGD', calendar: 'SG' }],
  [/^Asia\/Tokyo$/, { currency: 'JPY', calendar: 'JP' }],
  [
    /^America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Anchorage)$/,
    { currency: 'USD', calendar: 'US' },
  ],
  [/^America\/(?:Toronto|Vancouver|Edmonton|Winnipeg|Halifax)$/, { currency: 'CAD', calendar: 'CA' }],
  [/^Europe\/London$/, { currency: 'GBP', calendar: 'GB' }],
  [/^Europe\/Berlin$/, { currency: 'EUR', calendar: 'DE' }],
  [/^Europe\/Paris$/, { currency: 'EUR', calendar: 'FR' }],
  [/^Europe\/Madrid$/, { currency: 'EUR', calendar: 'ES' }],
  [/^Europe\/Rome$/, { currency: 'EUR', calendar: 'IT' }],
  [/^Europe\/Amsterdam$/, { currency: 'EUR', calendar: 'NL' }],
  [/^Europe\/Zurich$/, { currency: 'CHF', calendar: 'CH' }],
  [/^Australia\//, { currency: 'AUD', calendar: 'AU' }],
];

/** By IANA zone. Elsewhere: US dollars, and every Monday to Friday is a working day. */
export const surroundingsOf = (zone: string): Surroundings =>
  AT.find(([zones]) => zones.test(zone))?.[1] ?? { currency: 'USD', calendar: 'none' };
