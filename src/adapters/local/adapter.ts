import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Adapter,
  type Address,
  DeliveryError,
  type Outgoing,
  type Receipt,
} from '../../chat/adapter.ts';
import type { Message } from '../../chat/message.ts';
import { createFeed } from './feed.ts';
import { createPictures } from './picture.ts';
import type { LocalPorts } from './ports.ts';
import { route } from './routes.ts';
import { builtPage } from './static.ts';

export type LocalAdapter = Adapter & {
  /** Answers `/`, `/local/**` on the one server; false for other paths. */
  routes(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
};

/**
 * The local workspace: a chat in the browser for people who have nothing else, and a JSON API for scripts. To the rest
 * of the bot it is one more platform. `page` is the folder of the compiled page.
 */
export function createLocalAdapter(
  ports: LocalPorts,
  { page = builtPage }: { page?: string } = {},
): LocalAdapter {
  const feed = createFeed(ports);
  const workspace = { ports, feed, page, pictures: createPictures(ports) };

  return {
    platform: 'local',

    async post(out) {
      const { channel, thread } = await destination(ports, out.to);
      const posted = await ports.store.post({
        channel,
        thread,
        author: null,
        audience: null,
        key: `out:${out.key}`,
        body: bodyOf(out),
        at: ports.clock.now(),
        files: [],
      });
      feed.wake();
      return { channel: posted.channel, message: posted.id };
    },

    // Its rooms and people are always there.
    troubles: new Map(),

    async update(receipt: Receipt, out: Outgoing) {
      const change = { message: receipt.message, body: bodyOf(out), at: ports.clock.now() };
      if (!(await ports.store.replace(change))) throw new DeliveryError('gone', 'message_not_found');
      feed.wake();
    },

    async start() {},

    async stop() {
      feed.close();
    },

    routes: (request, response) => route(workspace, request, response),
  };
}

/** A form cannot be pushed to anybody: it opens only in answer to what somebody just did. */
function bodyOf({ message: { form: _, ...body } }: Outgoing): Message {
  return body;
}

async function destination(
  { store, workspace }: Pick<LocalPorts, 'store' | 'workspace'>,
  to: Address,
): Promise<{ channel: string; thread: string | null }> {
  if (to.workspace !== workspace) throw new DeliveryError('gone', 'workspace_not_found');
  if (to.kind === 'person') {
    const direct = await store.direct(to.person);
    if (!direct) throw new DeliveryError('gone', 'person_not_found');
    return { channel: direct.id, thread: null };
  }
  const channel = await store.channel(to.channel);
  if (!channel) throw new DeliveryError('gone', 'channel_not_found');
  if (to.thread === undefined) return { channel: channel.id, thread: null };
  const root = await store.message(to.thread);
  if (root?.channel !== channel.id) throw new DeliveryError('gone', 'thread_not_found');
  return { channel: channel.id, thread: root.thread ?? root.id };
}
