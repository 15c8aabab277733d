import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

const Found = z.object({
  ts: z.string(),
  metadata: z.object({ event_payload: z.object({ key: z.string() }) }),
});

/** How far back is looked: two pages of a busy channel. */
const PAGES = 2;
const PAGE = 200;

export type Sought = {
  channel: string;
  thread?: string | undefined;
  /** Any of these keys in the metadata of a message of ours. */
  keys: readonly string[];
  /** Nothing before this is looked at. */
  since?: Date | undefined;
};

/** The message that carries a key, or null. Throws what the call throws: not knowing is not the same as not there. */
export async function findPosted(client: WebClient, sought: Sought): Promise<string | null> {
  const { channel, thread, keys, since } = sought;
  const oldest = since === undefined ? {} : { oldest: String(since.getTime() / 1000) };
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const asked = {
      channel,
      limit: PAGE,
      include_all_metadata: true,
      ...oldest,
      ...(cursor !== undefined && { cursor }),
    };
    const { messages = [], response_metadata: next } =
      thread === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: thread });
    for (const message of messages) {
      const found = Found.safeParse(message);
      if (found.success && keys.includes(found.data.metadata.event_payload.key)) return found.data.ts;
    }
    cursor = next?.next_cursor || undefined;
    if (cursor === undefined) return null;
  }
  return null;
}
