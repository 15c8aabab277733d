import { z } from 'zod';
import { withNames, wordsIn } from './addressed.ts';
import { LarkError } from './codes.ts';
import type { MessageEvent } from './events.ts';
import type { Asked, Facts } from './input.ts';

/** What a reply says to do with the message it answers, the verb that does it, and the field that takes the message. */
const POINTERS = [
  {
    said: /^(?:objection|record objection|异议|记异议|记录异议)$/iu,
    line: 'objection record',
    field: 'words',
  },
  {
    said: /^(?:log|note|add|add to deal|记录|记下|备注|记到商机)$/iu,
    line: 'deal note',
    field: 'note',
  },
];

const Read = z.object({
  items: z
    .array(
      z.object({
        msg_type: z.string(),
        deleted: z.boolean().nullish(),
        sender: z.object({ id: z.string(), sender_type: z.string() }),
        body: z.object({ content: z.string() }).nullish(),
        mentions: z.array(z.object({ key: z.string(), name: z.string() })).nullish(),
      }),
    )
    .nullish(),
});

/**
 * The platform has no shortcuts on messages: people reply to one and say only what it is (`@bot objection`). Then the
 * message is kept with its words, who wrote it and where. Any other line stays as it is, and so does a reply to the
 * bot's own card, which is a deal's thread.
 */
export async function pointed(
  asked: Asked,
  { message }: MessageEvent,
  facts: Facts,
): Promise<Asked | 'unreadable'> {
  const { said } = asked.input;
  const { parent_id: parent } = message;
  if (said.kind !== 'line' || typeof parent !== 'string' || parent === '') return asked;
  const pointer = POINTERS.find((one) => one.said.test(said.text));
  if (pointer === undefined) return asked;
  const quote = await quoted(parent, { chat: message.chat_id, facts });
  if (quote === 'own') return asked;
  if (quote === null) return 'unreadable';
  const words = { line: pointer.line, values: { [pointer.field]: quote } };
  return { ...asked, input: { ...asked.input, said: { kind: 'press', words } } };
}

/** Null for what may not be read or holds no words. */
async function quoted(
  id: string,
  { chat, facts }: { chat: string; facts: Facts },
): Promise<string | 'own' | null> {
  const { api, directory } = facts;
  const path = `im/v1/messages/${encodeURIComponent(id)}`;
  const call = { method: 'GET', path, params: { user_id_type: 'open_id' } } as const;
  const read = await api.call(call, Read).catch((error: unknown) => {
    if (error instanceof LarkError) return { items: [] };
    throw error;
  });
  const [message] = read.items ?? [];
  if (message === undefined || message.deleted === true || !message.body) return null;
  const { sender, body, msg_type: type, mentions } = message;
  if (sender.sender_type === 'app') return 'own';
  const text = withNames(wordsIn(type, body.content) ?? '', mentions ?? [])
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  if (text === '') return null;
  const { name } = await directory.profile(sender.id);
  const source = [name, api.linkTo(chat)].filter((one) => one !== '').join(' · ');
  return `${text}\n— ${source}`;
}
