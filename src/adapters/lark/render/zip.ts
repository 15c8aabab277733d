import type { Locale } from '../../../domain/people.ts';
import type { CardJson } from './card.ts';
import type { Node } from './text.ts';

/**
 * One card in both languages: `own`, the card of the place, whose language is `locale`, with the words of the `other`
 * beside its own (i18n_content) and the other one's pictures in the place of its own for those who read that. What a
 * button carries is said by nobody and understood in either language, so it stays as it is.
 *
 * The two are alike, because they are the same card in other words. Where they are not (another number of lines), what
 * differs stands there in both languages, one below the other: nobody is shown less.
 */
export function zipped(own: CardJson, other: CardJson, locale: Locale): CardJson {
  const { texts, zip, siblings } = zipper(locale);
  const header = zip(own.header, other.header);
  return {
    ...own,
    config: { ...own.config, summary: texts(own.config.summary, other.config.summary) },
    ...(isObject(header) && { header }),
    body: { ...own.body, elements: siblings(own.body.elements, other.body.elements) },
  };
}

const unlike = Symbol('unlike');
type Json = Record<string, unknown>;

function zipper(locale: Locale) {
  const both = (own: unknown, other: unknown) =>
    locale === 'zh' ? { zh_cn: own, en_us: other } : { zh_cn: other, en_us: own };

  const texts = <T extends { content?: unknown }>(own: T, other: { content?: unknown }): T =>
    own.content === other.content ? own : { ...own, i18n_content: both(own.content, other.content) };

  /** Nodes that stand below one another. */
  function siblings(own: readonly Node[], other: readonly Node[]): Node[] {
    if (own.length !== other.length) return [...own, ...other];
    return own.flatMap((one, index) => {
      const there = other[index] ?? one;
      const whole = zip(one, there);
      return isNode(whole) ? [whole] : [one, there];
    });
  }

  function zip(own: unknown, other: unknown): unknown {
    if (own === undefined || other === undefined) return own ?? other;
    if (isNodes(own) && isNodes(other) && !own.some(isColumn)) return siblings(own, other);
    if (Array.isArray(own) && Array.isArray(other)) {
      const all = own.map((one, index) => zip(one, other[index]));
      return own.length !== other.length || all.includes(unlike) ? unlike : all;
    }
    return isObject(own) && isObject(other) ? objects(own, other) : own;
  }

  function objects(own: Json, other: Json): unknown {
    if (own.tag !== other.tag) return unlike;
    if (own.tag === 'plain_text' || own.tag === 'markdown') return texts(own, other);
    const keys = [...new Set([...Object.keys(own), ...Object.keys(other)])];
    const entries = keys.map((key) => [key, KEPT.has(key) ? own[key] : zip(own[key], other[key])]);
    if (entries.some(([, value]) => value === unlike)) return unlike;
    const whole = Object.fromEntries(entries);
    return own.img_key === other.img_key
      ? whole
      : { ...whole, i18n_img_key: both(own.img_key, other.img_key) };
  }

  return { texts, zip, siblings };
}

/** Of the place's own card: a picture in the other language goes beside it. */
const KEPT: ReadonlySet<string> = new Set(['behaviors', 'img_key']);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNode = (value: unknown): value is Node => isObject(value) && typeof value.tag === 'string';
const isNodes = (value: unknown): value is Node[] => Array.isArray(value) && value.every(isNode);
/** Columns stand side by side: a row that has another number of them is another row. */
const isColumn = ({ tag }: Node): boolean => tag === 'column';
