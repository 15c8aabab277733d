import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DeliveryError, PACED, type Receipt } from '../../chat/adapter.ts';
import type { LarkApi } from './api.ts';
import { deliveryError, isBadCard, isForChatOnly, isFrozen, isPending, LarkError } from './codes.ts';
import type { Content, TextContent } from './compose.ts';
import { LIMITS } from './limits.ts';
import { createPace } from './pace.ts';
import type { LarkPorts } from './ports.ts';

export type Target =
  | { by: 'chat'; chat: string }
  | { by: 'person'; workspace: string; openId: string }
  | { by: 'reply'; message: string; inThread: boolean; chat: string };

export type Sending = {
  /** Names the message for ever. */
  key: string;
  to: Target;
  content: Content;
  /** The first try of which nobody knows whether it was sent; absent when there is none. */
  doubtedSince?: Date | undefined;
  /** Aborted: nothing is sent after that. */
  signal?: AbortSignal | undefined;
};

export type Post = {
  /** Sends once: the platform knows the key for an hour. Throws DeliveryError. */
  send(sending: Sending): Promise<Receipt>;
  /** Changes a sent message in place. `frozen`: the platform no longer lets it be changed. */
  change(message: string, content: Content): Promise<'changed' | 'frozen'>;
};

const Sent = z.object({ message_id: z.string().min(1), chat_id: z.string().optional() });
const Nothing = z.unknown();

/** At most 50 characters, the same for ever. */
export const uuidOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 40);

/** A slot that is further off than this is somebody else's turn first. */
const MOST_WAIT_MS = 3000;

type Posting = Pick<LarkPorts, 'now' | 'wait' | 'log' | 'directChat'> & { api: LarkApi };

export function createPost(on: Posting): Post {
  const { api, now, wait } = on;
  const pace = createPace();
  /** Messages that may or may not have been sent, with the time of the first try. */
  const pending = new Map<string, number>();
  /** The direct chats we have seen, by person: the platform's rates are per chat. */
  const directs = new Map<string, string>();

  const chatOf = (to: Target): string =>
    to.by === 'person' ? (directs.get(to.openId) ?? to.openId) : to.chat;

  async function inTurn(chat: string): Promise<void> {
    const delay = pace.take(chat, { now: now().getTime(), most: MOST_WAIT_MS });
    if (delay === null) throw new DeliveryError('later', PACED, MOST_WAIT_MS);
    if (delay > 0) await wait(delay);
  }

  async function obeying<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof LarkError && error.resetMs !== undefined)
        pace.close(now().getTime() + error.resetMs);
      throw error;
    }
  }

  /**
   * Some tenants refuse what is sent to a person, and take it for the chat in which that person has spoken to the bot. Where
   * it is not refused the person stays the address: one message has one address, whatever was learnt between two tries.
   * What was refused was not sent, and the uuid is the same.
   */
  async function sentTo(to: Target, content: Content, uuid: string): Promise<z.output<typeof Sent>> {
    const send = (target: Target) => obeying(() => api.call(callOf(target, content, uuid), Sent));
    try {
      return await send(to);
    } catch (error) {
      if (to.by !== 'person' || !isForChatOnly(error)) throw error;
      const chat = await on.directChat({ workspace: to.workspace, external: to.openId });
      if (chat === null) throw error;
      return send({ by: 'chat', chat });
    }
  }

  async function once({ key, to, content, doubtedSince, signal }: Sending): Promise<Receipt> {
    const uuid = uuidOf(key);
    const first = doubtedSince?.getTime() ?? pending.get(uuid) ?? now().getTime();
    // After an hour the platform no longer knows the uuid: sending again could say it twice.
    if (now().getTime() - first > LIMITS.uuidMs) {
      pending.delete(uuid);
      throw new DeliveryError('unconfirmed', 'uuid_expired');
    }
    await inTurn(chatOf(to));
    signal?.throwIfAborted();
    try {
      const sent = await sentTo(to, content, uuid);
      pending.delete(uuid);
      if (to.by === 'person' && sent.chat_id !== undefined) directs.set(to.openId, sent.chat_id);
      return { channel: sent.chat_id ?? chatOf(to), message: sent.message_id };
    } catch (error) {
      if (!isPending(error)) pending.delete(uuid);
      else if (!pending.has(uuid)) pending.set(uuid, first);
      throw error;
    }
  }

  return {
    async send(sending) {
      const { content, key } = sending;
      try {
        return await once(sending);
      } catch (error) {
        if (content.kind !== 'card' || !isBadCard(error)) throw again(error);
        on.log.error({ code: codeOf(error) }, 'card refused; its line is sent instead');
        return await plainly(() => once({ ...sending, ...plainOf(key, content.line) }));
      }
    },

    async change(message, content) {
      await inTurn(message);
      try {
        await obeying(() => api.call(changeOf(message, content), Nothing));
        return 'changed';
      } catch (error) {
        if (isFrozen(error)) return 'frozen';
        // Changing twice to the same thing is changing once.
        throw isPending(error) ? new DeliveryError('later', codeOf(error)) : deliveryError(error);
      }
    },
  };
}

const codeOf = (error: unknown): string => (error instanceof LarkError ? error.code : 'unknown');

/** With the same uuid an unknown outcome is simply tried again, until the hour is over. */
const again = (error: unknown): unknown =>
  isPending(error) ? new DeliveryError('unknown', codeOf(error), 5000) : deliveryError(error);

async function plainly(send: () => Promise<Receipt>): Promise<Receipt> {
  try {
    return await send();
  } catch (error) {
    throw again(error);
  }
}

const plainOf = (key: string, content: TextContent) => ({ key: `${key}:plain`, content });

/**
 * Text goes as a post: in a plain text message the platform would read `<at>` in people's words. A post in two languages
 * is read in one's own.
 */
function contentOf(content: Content) {
  if (content.kind === 'card') return { msg_type: 'interactive', content: JSON.stringify(content.card) };
  const zh_cn = { content: linesOf(content.text) };
  const post = content.en === undefined ? { zh_cn } : { zh_cn, en_us: { content: linesOf(content.en) } };
  return { msg_type: 'post', content: JSON.stringify(post) };
}

const linesOf = (text: string) => text.split('\n').map((one) => [{ tag: 'text', text: one }]);

function callOf(to: Target, content: Content, uuid: string) {
  const data = { ...contentOf(content), uuid };
  switch (to.by) {
    case 'chat':
      return create({ receive_id_type: 'chat_id' }, { receive_id: to.chat, ...data });
    case 'person':
      return create({ receive_id_type: 'open_id' }, { receive_id: to.openId, ...data });
    case 'reply':
      return {
        method: 'POST' as const,
        path: `im/v1/messages/${encodeURIComponent(to.message)}/reply`,
        data: { ...data, reply_in_thread: to.inThread },
      };
  }
}

const create = (params: { receive_id_type: string }, data: Record<string, unknown>) => ({
  method: 'POST' as const,
  path: 'im/v1/messages',
  params,
  data,
});

function changeOf(message: string, content: Content) {
  const path = `im/v1/messages/${encodeURIComponent(message)}`;
  if (content.kind === 'card')
    return { method: 'PATCH' as const, path, data: { content: JSON.stringify(content.card) } };
  return { method: 'PUT' as const, path, data: contentOf(content) };
}
