// What a person sees of a posted message, and what there is to press.

import type { FakeMessage } from './state.ts';

type Json = Record<string, unknown>;

export const cardOf = (message: Pick<FakeMessage, 'type' | 'content'>): Json => {
  if (message.type !== 'interactive') throw new Error(`the message is no card: ${message.content}`);
  return JSON.parse(message.content) as Json;
};

/** Every object in a card. */
function* objects(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const one of value) yield* objects(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Json;
    for (const one of Object.values(value)) yield* objects(one);
  }
}

const contentOf = (text: unknown): string => String((text as Json | undefined)?.content ?? '');

export type Pressable = { label: string; action: Json };

export function pressable(card: Json): Pressable[] {
  const found: Pressable[] = [];
  for (const node of objects(card)) {
    const [behavior] = (node.behaviors ?? []) as Json[];
    if (behavior?.type !== 'callback') continue;
    if (node.tag === 'button' && node.form_action_type === undefined)
      found.push({ label: contentOf(node.text), action: { tag: 'button', value: behavior.value } });
    if (node.tag === 'select_static')
      for (const option of node.options as Json[])
        found.push({
          label: contentOf(option.text),
          action: { tag: 'select_static', value: behavior.value, option: option.value },
        });
  }
  return found;
}

export type FakeForm = { prefilled: Json; required: string[]; value: unknown; names: string[] };

const PREFILLED = ['default_value', 'initial_option', 'selected_values', 'initial_date', 'initial_time'];

export function formOf(card: Json): FakeForm {
  const form = [...objects(card)].find((node) => node.tag === 'form');
  if (form === undefined) throw new Error('there is no form');
  const read: FakeForm = { prefilled: {}, required: [], value: null, names: [] };
  for (const node of objects(form)) {
    if (node.form_action_type === 'submit') read.value = ((node.behaviors ?? []) as Json[])[0]?.value;
    if (typeof node.name !== 'string' || node.tag === 'form' || node.tag === 'button') continue;
    read.names.push(node.name);
    if (node.required === true) read.required.push(node.name);
    const value = PREFILLED.map((key) => node[key]).find((one) => one !== undefined);
    // A picker gives a day with the client's zone.
    read.prefilled[node.name] =
      node.tag === 'date_picker' && value !== undefined ? `${value} +0800` : (value ?? '');
  }
  return read;
}

const MARKUP = /[<>*_~`[\]()!:$@"'\\]/;

/** What a table of a markdown text shows, row by row. Signs that are not written as numbers are markup, which is not ours. */
export const rowsIn = (markdown: string): string[] =>
  markdown
    .split('\n')
    .filter((row) => !/^\|(?: *-+ *\|)+$/.test(row))
    .map((row) => {
      if (MARKUP.test(row)) throw new Error(`markup: ${row}`);
      const cells = row.split('|').slice(1, -1);
      const seen = cells.map((cell) =>
        cell.trim().replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)),
      );
      return seen.join(' ');
    });

/** All that can be read of a message. */
export function textOf(message: Pick<FakeMessage, 'type' | 'content'>): string {
  if (message.type === 'post') {
    const post = JSON.parse(message.content) as { zh_cn: { content: { text?: string }[][] } };
    return post.zh_cn.content.map((line) => line.map((node) => node.text ?? '').join('')).join('\n');
  }
  const words: string[] = [];
  for (const node of objects(JSON.parse(message.content))) {
    if (node.tag === 'plain_text') words.push(String(node.content));
    if (node.tag === 'markdown') words.push(...rowsIn(String(node.content)));
    if (node.tag === 'table') for (const row of node.rows as Json[]) words.push(Object.values(row).join(' '));
  }
  return words.join('\n');
}
