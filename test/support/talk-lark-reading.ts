// What a person sees of a JSON 2.0 card, and what there is to press or to fill in.

import { rowsIn } from './fake-lark/reading.ts';
import type { FakeMessage } from './fake-lark/state.ts';
import { objectsIn, type SheetField } from './talk.ts';

type Node = Record<string, unknown>;

const listOf = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : []);

/** What the client shows depends on whose it is. */
export type Language = 'zh_cn' | 'en_us';

function textIn(value: unknown, language: Language): string {
  const { content, i18n_content } = (value ?? {}) as Node;
  const own = ((i18n_content ?? {}) as Node)[language];
  return String(own ?? content ?? '');
}

type Posted = Pick<FakeMessage, 'type' | 'content'>;

const isCard = (message: Posted): boolean => message.type === 'interactive';
const cardIn = (message: Posted): Node => JSON.parse(message.content) as Node;

export function larkText(message: Posted, language: Language): string {
  if (!isCard(message)) {
    const nodes = [...objectsIn(JSON.parse(message.content))];
    return nodes.flatMap((node) => (typeof node.text === 'string' ? [node.text] : [])).join('\n');
  }
  const card = cardIn(message);
  const summary = ((card.config ?? {}) as Node).summary;
  const lines = [...objectsIn([card.header, card.body])].flatMap((node) => {
    if (node.tag === 'table') return listOf(node.rows).map((row) => Object.values(row).join(' '));
    if (node.tag === 'markdown') return rowsIn(textIn(node, language));
    return node.tag === 'plain_text' ? [textIn(node, language)] : [];
  });
  return [textIn(summary, language), ...lines].join('\n');
}

export const picturesIn = (message: Posted): number =>
  isCard(message) ? [...objectsIn(cardIn(message))].filter((node) => node.tag === 'img').length : 0;

export type Pressable = { name: string; action: Node };

export function larkPressables(message: Posted, language: Language): Pressable[] {
  if (!isCard(message)) return [];
  const { elements } = (cardIn(message).body ?? {}) as Node;
  return pressablesIn(listOf(elements), { above: '', language });
}

type At = { above: string; language: Language };

/** A value that opens something is known by what it is the value of. */
function pressablesIn(nodes: readonly Node[], at: At): Pressable[] {
  return nodes.flatMap((node) => {
    const inner = listOf(node.columns).flatMap((column) => {
      const [first, second, ...more] = listOf(column.elements);
      const fact = first?.tag === 'div' && second?.tag === 'button' && more.length === 0;
      const above = fact ? `${textIn(first.text, at.language)} ` : '';
      return pressablesIn(listOf(column.elements), { ...at, above });
    });
    return [...pressesOf(node, at), ...inner, ...pressablesIn(listOf(node.elements), at)];
  });
}

function pressesOf(node: Node, { above, language }: At): Pressable[] {
  const [behavior] = listOf(node.behaviors);
  if (behavior?.type !== 'callback' || node.form_action_type !== undefined) return [];
  const { value } = behavior;
  if (node.tag === 'button')
    return [{ name: above + textIn(node.text, language), action: { tag: 'button', value } }];
  if (node.tag !== 'select_static') return [];
  return listOf(node.options).map((option) => ({
    name: textIn(option.text, language),
    action: { tag: 'select_static', value, option: option.value },
  }));
}

/** A form is one person's, in one language. */
const contentOf = (value: unknown): string => String(((value ?? {}) as Node).content ?? '');

/** A field of a form: how it is called, and the choices that it shows. */
export type LarkField = SheetField & { name: string; tag: string; choices: ReadonlyMap<string, string> };
export type LarkForm = { title: string; fields: readonly LarkField[] };

const CONTROLS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'date_picker',
  'picker_time',
]);

/** Null for a card without a form. A field is its name, what is wrong with it in red, and its control. */
export function larkForm(message: Posted): LarkForm | null {
  if (!isCard(message)) return null;
  const card = cardIn(message);
  const form = [...objectsIn(card.body)].find((node) => node.tag === 'form');
  if (form === undefined) return null;
  const fields: LarkField[] = [];
  let label = '';
  let fault: string | null = null;
  for (const node of listOf(form.elements)) {
    const text = (node.text ?? {}) as Node;
    if (node.tag === 'div' && text.text_color === 'red') fault = contentOf(text);
    else if (node.tag === 'div' && text.text_size === undefined) label = contentOf(text);
    else if (CONTROLS.has(String(node.tag))) {
      fields.push({ ...fieldOf(node), label: label.replace(/ \*$/, ''), fault });
      fault = null;
    }
  }
  return { title: contentOf(((card.header ?? {}) as Node).title), fields };
}

function fieldOf(node: Node): Omit<LarkField, 'label' | 'fault'> {
  const { name, tag, required, default_value, initial_option, initial_date, initial_time } = node;
  const choices = listOf(node.options).map((one): [string, string] => [
    contentOf(one.text),
    String(one.value),
  ]);
  return {
    name: String(name),
    tag: String(tag),
    required: required === true,
    value: String(default_value ?? initial_option ?? initial_date ?? initial_time ?? ''),
    choices: new Map(choices),
  };
}

/** What the platform would make a mention of: an element of a post, a markup text, or a text message. */
export function mentionsIn(message: Posted): string[] {
  const nodes = [...objectsIn(JSON.parse(message.content))];
  const marked = nodes.filter((node) => node.tag === 'markdown' || node.tag === 'lark_md');
  const texts = [
    ...(message.type === 'text' ? [message.content] : []),
    ...marked.map((node) => JSON.stringify(node)),
  ];
  return [
    ...nodes.filter((node) => node.tag === 'at' || node.tag === 'person').map((node) => JSON.stringify(node)),
    ...texts.filter((text) => /<at[\s=]/.test(text)),
  ];
}
