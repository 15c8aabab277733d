import type { Locale } from '../ports.ts';
import type { CardJson } from './card.ts';
import type { Node } from './text.ts';

/**
 * One card in both languages: `own`, the card of the place, whose language is `locale`, with the `other` one's texts
 * beside its own and the other one's pictures in the place of its own for those who read that. What cannot carry two
 * languages stays as it is: the cells of a table, and what a button says, which is understood in either. Null when the two
 * are not alike (another number of lines, a text that only one has): then one language is shown.
 */
export function zipped(own: CardJson, other: CardJson, locale: Locale): CardJson | null {
  const zip = zipper(locale);
  const elements = zip(own.body.elements, other.body.elements);
  const header = zip(own.header, other.header);
  if (!isNodes(elements) || header === unlike || (header !== undefined && !isObject(header))) return null;
  return {
    ...own,
    ...(header !== undefined && { header }),
    body: { ...own.body, elements },
  };
}

const unlike = Symbol('unlike');

function zipper(locale: Locale) {
  const both = (own: unknown, other: unknown) =>
    locale === 'zh' ? { zh_cn: own, en_us: other } : { zh_cn: other, en_us: own };

  function zip(own: unknown, other: unknown): unknown {
    if (Array.isArray(own) && Array.isArray(other)) {
      if (own.length !== other.length) return unlike;
      const all = own.map((one, index) => zip(one, other[index]));
      return all.includes(unlike) ? unlike : all;
    }
    if (!isObject(own) || !isObject(other)) return own === other ? own : unlike;
    if (own.tag !== other.tag) return unlike;
    if (own.tag === 'table') return own;
    if (own.tag === 'plain_text')
      return own.content === other.content ? own : { ...own, i18n_content: both(own.content, other.content) };
    const zippedHere = zipEntries(own, other);
    if (zippedHere === unlike || !isObject(zippedHere) || own.img_key === other.img_key) return zippedHere;
    return { ...zippedHere, i18n_img_key: both(own.img_key, other.img_key) };
  }

  function zipEntries(own: Record<string, unknown>, other: Record<string, unknown>): unknown {
    const keys = Object.keys(own);
    if (keys.length !== Object.keys(other).length) return unlike;
    const entries = keys.map((key) => [key, KEPT.has(key) ? own[key] : zip(own[key], other[key])]);
    return entries.some(([, value]) => value === unlike) ? unlike : Object.fromEntries(entries);
  }

  return zip;
}

/** Of the place's own card: a picture in the other language goes beside it. */
const KEPT: ReadonlySet<string> = new Set(['behaviors', 'img_key']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNodes = (value: unknown): value is Node[] =>
  Array.isArray(value) && value.every((one) => isObject(one) && typeof one.tag === 'string');
