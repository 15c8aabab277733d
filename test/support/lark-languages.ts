// The same generated card in two languages: every word that people read bears the mark of its language, so that a card on
// the platform tells which of its texts have both.

/** What no program reads as a word of people. */
const FOR_PROGRAMS = new Set(['kind', 'tone', 'state', 'align', 'says', 'press']);

/** Every text of a neutral card, said anew. */
export function saidAnew<T>(value: T, say: (text: string) => string): T;
export function saidAnew(value: unknown, say: (text: string) => string): unknown {
  if (typeof value === 'string') return say(value);
  if (Array.isArray(value)) return value.map((one) => saidAnew(one, say));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    FOR_PROGRAMS.has(key) ? one : saidAnew(one, say),
  ]);
  return Object.fromEntries(entries);
}

/** Of nobody's language, and never cut off: it is the first sign of a text. */
export const MARKS = { zh: '\ue000', en: '\ue001' } as const;

type Json = Record<string, unknown>;
const NOT_READ = new Set(['tag', 'behaviors', 'i18n_content']);

/** The texts of a card JSON that not everybody reads in their own language; [] when everybody does. */
export function inOneLanguage(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    const words = key === 'content' ? /[\p{L}\ue000\ue001]/u : /[\ue000\ue001]/;
    return words.test(value) ? [`${key}: ${value}`] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one) => inOneLanguage(one, key));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Json;
  const own = node.i18n_content === undefined ? [] : mixed(node.i18n_content as Json);
  const said = node.i18n_content !== undefined || key === 'options';
  const others = Object.entries(node).flatMap(([inner, one]) => {
    const skipped = NOT_READ.has(inner) || (said && (inner === 'content' || inner === 'value'));
    return skipped ? [] : inOneLanguage(one, inner);
  });
  return [...own, ...others];
}

function mixed({ zh_cn, en_us }: Json): string[] {
  const faults = typeof zh_cn === 'string' && typeof en_us === 'string' ? [] : ['a language is missing'];
  if (String(zh_cn).includes(MARKS.en)) faults.push(`zh_cn: ${zh_cn}`);
  if (String(en_us).includes(MARKS.zh)) faults.push(`en_us: ${en_us}`);
  return faults;
}
