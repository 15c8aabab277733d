import { z } from 'zod';
import type { Said } from '../../chat/input.ts';
import { jsonIn } from './carried.ts';
import type { MessageEvent } from './events.ts';

type Line = Extract<Said, { kind: 'line' }>;

const Text = z.object({ text: z.string() });
const Post = z.object({
  title: z.string().optional(),
  content: z.array(z.array(z.looseObject({ tag: z.string() }))),
});

/** What the bot hears of a text or post: the line without what addressed it, or null when it was talk between people. */
export function heard({ message }: MessageEvent, bot: string): Line | null {
  const text = textOf(message);
  if (text === null) return null;
  const mentions = message.mentions ?? [];
  const named = mentions.some((one) => one.id.open_id === bot);
  if (message.chat_type !== 'p2p' && !named) return null;
  // Longer keys first: @_user_1 is the beginning of @_user_10.
  const byLength = [...mentions].sort((a, b) => b.key.length - a.key.length);
  const bare = byLength
    .reduce((said, one) => said.replaceAll(one.key, one.id.open_id === bot ? ' ' : ` ${one.name} `), text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^[\s,，:：]+/, '')
    .trim();
  if (/^[/／]/.test(bare)) return { kind: 'line', text: bare.slice(1).trim(), addressed: 'command' };
  return { kind: 'line', text: bare, addressed: named ? 'mention' : 'plain' };
}

function textOf({ message_type: type, content }: MessageEvent['message']): string | null {
  const json = jsonIn(content);
  if (type === 'text') {
    const parsed = Text.safeParse(json);
    return parsed.success ? parsed.data.text : null;
  }
  if (type !== 'post') return null;
  const parsed = Post.safeParse(json);
  if (!parsed.success) return null;
  const lines = parsed.data.content.map((nodes) => nodes.map(wordsOf).join(''));
  return [parsed.data.title ?? '', ...lines].filter((one) => one.trim() !== '').join('\n');
}

function wordsOf(node: { tag: string; [property: string]: unknown }): string {
  const { tag, text, user_id: key } = node;
  if (tag === 'at') return typeof key === 'string' ? key : '';
  return typeof text === 'string' ? text : '';
}
