import { z } from 'zod';
import type { Said } from '../../chat/input.ts';
import { jsonIn } from '../../chat/json.ts';
import type { MessageEvent } from './events.ts';

type Line = Extract<Said, { kind: 'line' }>;

const Text = z.object({ text: z.string() });
const Post = z.object({
  title: z.string().optional(),
  content: z.array(z.array(z.looseObject({ tag: z.string() }))),
});

/** What the bot hears of a text or post: the line without what addressed it, or null when it was talk between people. */
export function heard({ message }: MessageEvent, bot: string): Line | null {
  const text = wordsIn(message.message_type, message.content);
  if (text === null) return null;
  const mentions = message.mentions ?? [];
  const named = mentions.some((one) => one.id.open_id === bot);
  if (message.chat_type !== 'p2p' && !named) return null;
  const names = mentions.map(({ key, id, name }) => ({ key, name: id.open_id === bot ? '' : name }));
  const bare = withNames(text, names)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^[\s,，:：]+/, '')
    .trim();
  if (/^[/／]/.test(bare)) return { kind: 'line', text: bare.slice(1).trim(), addressed: 'command' };
  return { kind: 'line', text: bare, addressed: named ? 'mention' : 'plain' };
}

/** The platform writes a mention as its key. Longer keys first: @_user_1 is the beginning of @_user_10. */
export const withNames = (text: string, mentions: readonly { key: string; name: string }[]): string =>
  [...mentions]
    .sort((a, b) => b.key.length - a.key.length)
    .reduce((said, { key, name }) => said.replaceAll(key, ` ${name} `), text);

/** What people wrote in a text or post; mentions are still keys. Null for pictures, files and the like. */
export function wordsIn(type: string, content: string): string | null {
  const json = jsonIn(content);
  if (type === 'text') {
    const parsed = Text.safeParse(json);
    return parsed.success ? parsed.data.text : null;
  }
  if (type !== 'post') return null;
  const parsed = Post.safeParse(json);
  if (!parsed.success) return null;
  const lines = parsed.data.content.map((nodes) => nodes.map(nodeText).join(''));
  return [parsed.data.title ?? '', ...lines].filter((one) => one.trim() !== '').join('\n');
}

function nodeText(node: { tag: string; [property: string]: unknown }): string {
  const { tag, text, user_id: key } = node;
  if (tag === 'at') return typeof key === 'string' ? key : '';
  return typeof text === 'string' ? text : '';
}
