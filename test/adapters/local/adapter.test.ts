import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MessageEvent } from '../../../src/adapters/local/api.ts';
import { type Address, DeliveryError, type Outgoing } from '../../../src/chat/adapter.ts';
import { openWorkspace, type Workspace } from '../../support/local-server.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await openWorkspace();
});
afterEach(() => workspace.close());

const east: Address = { kind: 'room', workspace: 'local', channel: 'east' };
const out = (key: string, to: Address, text = key): Outgoing => ({
  key,
  to,
  message: { text },
  locale: 'zh',
});

test('posts to a room, a thread and a person, once for each key', async () => {
  const { adapter, messages } = workspace;
  const root = await adapter.post(out('digest', east));
  expect(await adapter.post(out('digest', east, 'again'))).toEqual(root);
  const reply = await adapter.post(out('line', { ...east, thread: root.message }));
  const nudge = await adapter.post(out('nudge', { kind: 'person', workspace: 'local', person: 'liu' }));
  expect(nudge.channel).toBe('direct-liu');
  expect(messages.map(({ id, thread, author }) => ({ id, thread, author }))).toEqual([
    { id: root.message, thread: null, author: null },
    { id: reply.message, thread: root.message, author: null },
    { id: nudge.message, thread: null, author: null },
  ]);
});

test('updates in place', async () => {
  const { adapter, messages } = workspace;
  const receipt = await adapter.post(out('card', east));
  await adapter.update(receipt, out('card-2', east, 'newer'));
  expect(messages).toMatchObject([{ id: receipt.message, body: { text: 'newer' } }]);
});

test.each<[string, Address]>([
  ['workspace_not_found', { ...east, workspace: 'other' }],
  ['channel_not_found', { ...east, channel: 'nowhere' }],
  ['thread_not_found', { ...east, thread: 'nowhere' }],
  ['person_not_found', { kind: 'person', workspace: 'local', person: 'nobody' }],
])('what cannot be delivered is gone: %s', async (code, to) => {
  const failed = workspace.adapter.post(out('x', to));
  await expect(failed).rejects.toBeInstanceOf(DeliveryError);
  await expect(failed).rejects.toMatchObject({ outcome: 'gone', code });
});

test('an update of a message that is not there is gone', async () => {
  const failed = workspace.adapter.update({ channel: 'east', message: 'nowhere' }, out('x', east));
  await expect(failed).rejects.toMatchObject({ outcome: 'gone', code: 'message_not_found' });
});

test('events tell members what is posted and changed, in order, and go on where they broke off', async () => {
  const { adapter } = workspace;
  const liu = await follow('as=liu&since=0');
  const maya = await follow('as=maya&since=0');
  const root = await adapter.post(out('one', east));
  await adapter.post(out('two', { ...east, thread: root.message }));
  await adapter.update(root, out('one', east, 'one, better'));
  const seen = await liu.take(3);
  expect(seen.map(({ event }) => event.message.body.text)).toEqual(['one', 'two', 'one, better']);
  expect(seen[1]?.event.root).toMatchObject({ id: root.message, replies: { count: 1, authors: [null] } });
  expect(seen[2]?.event.message.replies).toMatchObject({ count: 1 });
  liu.stop();

  await adapter.post(out('three', east));
  await adapter.post(out('four', { kind: 'room', workspace: 'local', channel: 'wins' }));
  const again = await follow('as=liu&since=0', { 'last-event-id': seen[1]?.id ?? '' });
  const rest = await again.take(3);
  expect(rest.map(({ event }) => event.message.body.text)).toEqual(['one, better', 'three', 'four']);
  expect((await maya.take(1)).map(({ event }) => event.message.body.text)).toEqual(['four']);
  again.stop();
  maya.stop();
});

type Seen = { id: string; event: MessageEvent };

/** Reads an event stream as a browser would; gives the messages. */
async function follow(query: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(`${workspace.url}/local/api/events?${query}`, {
    headers,
    signal: abort.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';
  const seen: Seen[] = [];
  return {
    async take(count: number): Promise<Seen[]> {
      while (seen.length < count) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error('the stream ended');
        const blocks = (unread + chunk.value).split('\n\n');
        unread = blocks.pop() ?? '';
        for (const block of blocks) {
          const id = /^id: (.*)$/m.exec(block)?.[1];
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (id !== undefined && data !== undefined) seen.push({ id, event: JSON.parse(data) });
        }
      }
      return seen.splice(0, count);
    },
    stop: () => abort.abort(),
  };
}
