import type { CardJson } from './card.ts';
import type { Node } from './text.ts';

/**
 * One card in both languages: the same card rendered twice, each text that differs carrying the other one. Null when
 * the two are not alike (another number of lines, a text that only one has): then one language is shown.
 */
export function zipped(zh: CardJson, en: CardJson): CardJson | null {
  const elements = zipNodes(zh.body.elements, en.body.elements);
  const header = zip(zh.header, en.header);
  if (elements === null || header === unlike || (header !== undefined && !isObject(header))) return null;
  return {
    ...zh,
    ...(header !== undefined && { header }),
    body: { ...zh.body, elements },
  };
}

function zipNodes(zh: readonly Node[], en: readonly Node[]): Node[] | null {
  if (zh.length !== en.length) return null;
  const nodes: Node[] = [];
  for (const [index, node] of zh.entries()) {
    const both = zip(node, en[index]);
    if (!isObject(both)) return null;
    nodes.push({ ...both, tag: node.tag });
  }
  return nodes;
}

const unlike = Symbol('unlike');

function zip(zh: unknown, en: unknown): unknown {
  if (Array.isArray(zh) && Array.isArray(en)) {
    if (zh.length !== en.length) return unlike;
    const all = zh.map((one, index) => zip(one, en[index]));
    return all.includes(unlike) ? unlike : all;
  }
  if (!isObject(zh) || !isObject(en)) return zh === en ? zh : unlike;
  if (isText(zh) && isText(en)) {
    if (zh.content === en.content) return zh;
    return { ...zh, i18n_content: { zh_cn: zh.content, en_us: en.content } };
  }
  const keys = Object.keys(zh);
  if (keys.length !== Object.keys(en).length) return unlike;
  // What a button says has one language: both are understood.
  const entries = keys.map((key) => [key, key === 'behaviors' ? zh[key] : zip(zh[key], en[key])]);
  return entries.some(([, value]) => value === unlike) ? unlike : Object.fromEntries(entries);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: Record<string, unknown>): boolean =>
  value.tag === 'plain_text' && typeof value.content === 'string';
