// What a person sees of Block Kit, and what there is to press or to fill in.

import { messages } from '../../src/i18n/messages.ts';
import type { OpenView } from './slack-payloads.ts';
import { objectsIn, type SheetField } from './talk.ts';

type Block = Record<string, unknown>;

const blocksIn = (value: unknown): Block[] => (Array.isArray(value) ? (value as Block[]) : []);
const textOf = (value: unknown): string => String((value as Block | undefined)?.text ?? '');

/** The text of a message outside its blocks, as Slack shows it. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export function slackText({ text, blocks }: { text: string; blocks?: unknown }): string {
  return [unescaped(text), ...linesIn(blocks)].join('\n');
}

export function linesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linesIn);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Block;
  switch (one.type) {
    case 'plain_text':
    case 'raw_text':
      return [String(one.text)];
    case 'mrkdwn':
      return [unescaped(String(one.text))];
    case 'rich_text_section':
      return [
        blocksIn(one.elements)
          .map((run) => String(run.text ?? ''))
          .join(''),
      ];
    case 'image':
      return [String(one.alt_text)];
    default:
      return Object.entries(one).flatMap(([key, inner]) => (key === 'confirm' ? [] : linesIn(inner)));
  }
}

export const picturesIn = (blocks: unknown): number =>
  blocksIn(blocks).filter((block) => block.type === 'image').length;

/** A control with the one thing that is pressed, and what a person would call that. */
export type Pressable = { names: readonly string[]; label: string; control: Block };

/** A button that only opens or takes is known by what it stands beside. */
const OPEN: ReadonlySet<string> = new Set(
  [messages.en.chat, messages.zh.chat].flatMap(({ open, take }) => [open, take]),
);

export function slackPressables(blocks: unknown): Pressable[] {
  const found: Pressable[] = [];
  let above = '';
  for (const block of blocksIn(blocks)) {
    if (block.type === 'section') above = textOf(block.text).split('\n')[0] ?? '';
    const controls = [...blocksIn(block.elements), ...blocksIn(block.accessory ? [block.accessory] : [])];
    for (const control of controls) {
      const label = textOf(control.text);
      if (control.type === 'button')
        found.push({ names: OPEN.has(label) ? [above, label] : [label], label, control });
      for (const option of blocksIn(control.options)) {
        const chosen = textOf(option.text);
        found.push({ names: [chosen], label: chosen, control: { ...control, options: [option] } });
      }
    }
  }
  return found;
}

/** A field of a modal: how it is called, and the choices that it shows. */
export type SlackField = SheetField & { name: string; type: string; choices: ReadonlyMap<string, string> };

type Since = {
  faults: Readonly<Record<string, string>> /** By the names of fields. */;
  typed: Readonly<Record<string, string>>;
};

export function slackFields(view: OpenView, { faults, typed }: Since): SlackField[] {
  return view.blocks.flatMap((block) => {
    if (block.type !== 'input') return [];
    const element = block.element as Block;
    const hint = textOf(block.hint);
    const id = String(block.block_id);
    const grouped = blocksIn(element.option_groups).flatMap((group) => blocksIn(group.options));
    const initial = element.initial_option === undefined ? [] : [element.initial_option as Block];
    const choices = [...blocksIn(element.options), ...grouped, ...initial];
    const name = id.replace(/^field:/, '');
    return {
      name,
      type: String(element.type),
      label: textOf(block.label),
      required: block.optional !== true,
      value: typed[name] ?? initialOf(element),
      fault: faults[id] ?? (hint.startsWith('⚠️') ? hint : null),
      choices: new Map(choices.map((option) => [textOf(option.text), String(option.value)])),
    };
  });
}

function initialOf(element: Block): string {
  const { initial_value, initial_date, initial_time, initial_option } = element;
  return String(
    initial_value ?? initial_date ?? initial_time ?? textOf((initial_option as Block)?.text) ?? '',
  );
}

const LIVE = /<[!@][^>]*>/g;
const RINGING = new Set(['user', 'usergroup', 'broadcast', 'channel']);

/** What Slack would make a mention of in something that was sent to it. */
export function mentionsIn(sent: Readonly<Record<string, unknown>>): string[] {
  const outside = typeof sent.text === 'string' ? (sent.text.match(LIVE) ?? []) : [];
  const inside = [...objectsIn([sent.blocks, sent.view])].flatMap((one) => {
    if (one.type === 'mrkdwn') return String(one.text).match(LIVE) ?? [];
    return RINGING.has(String(one.type)) ? [JSON.stringify(one)] : [];
  });
  return [...outside, ...inside];
}
