import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalStore, NewMessage } from '../../../src/adapters/local/ports.ts';
import { createLocalStore } from '../../../src/store/local.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createMemoryStore } from '../../support/local-memory.ts';
import { NOW, people, rooms } from '../../support/local-ports.ts';

// One set of expectations for the tables and for the memory that stands in for them in the page's tests.

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

let workspaces = 0;
async function tables(): Promise<LocalStore> {
  workspaces += 1;
  const store = createLocalStore(database.prisma, `local-${workspaces}`);
  await store.ensureWorkspace();
  for (const [position, person] of people.entries()) await store.ensurePerson({ ...person, position });
  for (const [position, { kind: _, members, ...room }] of rooms.entries()) {
    await store.ensureChannel({ ...room, position });
    for (const member of members) await store.join(room.id, member);
  }
  return store;
}

function says(text: string, facts: Partial<NewMessage> = {}): NewMessage {
  const base = {
    channel: 'east',
    thread: null,
    author: 'liu',
    audience: null,
    key: null,
    at: NOW,
    files: [],
  };
  return { ...base, body: { text }, ...facts };
}

const texts = (messages: readonly { body: unknown }[]) =>
  messages.map(({ body }) => (body as { text: string }).text);

describe.each([
  ['tables', tables],
  ['memory', async () => createMemoryStore(people, rooms).store],
] as const)('the local store in %s', (_, open) => {
  test('knows people, their rooms and a conversation with the bot for each', async () => {
    const store = await open();
    expect(await store.people()).toEqual(people);
    expect(await store.person('noah')).toMatchObject({ name: 'Noah Kim', team: null });
    expect(await store.person('nobody')).toBeNull();
    expect(await store.direct('nobody')).toBeNull();
    expect(await store.direct('liu')).toMatchObject({ id: 'direct-liu', kind: 'direct' });
    expect((await store.channelsOf('liu')).map(({ id }) => id).sort()).toEqual([
      'direct-liu',
      'east',
      'wins',
    ]);
    expect(await store.membersOf('east')).toEqual(['chen', 'liu', 'wang', 'zhou']);
    expect(await store.channel('east')).toMatchObject({
      kind: 'room',
      name: '华东商机',
      topic: { zh: '华东团队的商机' },
    });
  });

  test('posts once for a key, also when asked twice at the same time', async () => {
    const store = await open();
    const [first, second] = await Promise.all([
      store.post(says('one', { key: 'k' })),
      store.post(says('two', { key: 'k' })),
    ]);
    expect(second.id).toBe(first.id);
    expect(await store.post(says('three', { key: 'k' }))).toEqual(first);
    expect(
      texts(await store.messages({ person: 'liu', channel: 'east', thread: null, limit: 10 })),
    ).toHaveLength(1);
    expect((await store.post(says('four'))).id).not.toBe((await store.post(says('four'))).id);
  });

  test('pages through a channel and a thread, in order', async () => {
    const store = await open();
    const root = await store.post(says('1'));
    for (const text of ['2', '3', '4']) await store.post(says(text));
    await store.post(says('reply', { thread: root.id }));
    const page = { person: 'wang', channel: 'east', thread: null, limit: 2 };
    expect(texts(await store.messages(page))).toEqual(['3', '4']);
    expect(texts(await store.messages({ ...page, after: root.seq }))).toEqual(['2', '3']);
    expect(texts(await store.messages({ ...page, before: root.seq + 2 }))).toEqual(['1', '2']);
    expect(texts(await store.messages({ ...page, thread: root.id }))).toEqual(['reply']);
  });

  test('shows what is meant for one person to nobody else', async () => {
    const store = await open();
    const root = await store.post(says('root', { author: null }));
    const secret = await store.post(says('secret', { author: null, audience: 'liu', thread: root.id }));
    await store.post(says('open', { author: 'chen', thread: root.id }));
    const thread = (person: string) =>
      store.messages({ person, channel: 'east', thread: root.id, limit: 10 });
    expect(texts(await thread('liu'))).toEqual(['secret', 'open']);
    expect(texts(await thread('wang'))).toEqual(['open']);
    expect(texts(await store.changes({ person: 'wang', revision: 0, limit: 10 }))).toEqual(['root', 'open']);
    const [mine] = await store.threads('liu', [root.id]);
    const [theirs] = await store.threads('wang', [root.id]);
    expect(mine).toMatchObject({ root: root.id, count: 2, lastAt: NOW });
    expect(theirs).toMatchObject({ count: 1, authors: ['chen'] });
    await store.reveal(secret.id);
    expect(texts(await thread('wang'))).toEqual(['secret', 'open']);
  });

  test('tells changes in order of change, to members only', async () => {
    const store = await open();
    const first = await store.post(says('first'));
    const second = await store.post(says('second'));
    const from = await store.revision();
    const later = new Date(NOW.getTime() + 60_000);
    expect(await store.replace({ message: 'nowhere', body: {}, at: later })).toBeNull();
    const changed = await store.replace({ message: first.id, body: { text: 'first, better' }, at: later });
    expect(changed).toMatchObject({ seq: first.seq, editedAt: later, body: { text: 'first, better' } });
    expect(changed?.revision).toBeGreaterThan(second.revision);
    expect(texts(await store.changes({ person: 'wang', revision: from, limit: 10 }))).toEqual([
      'first, better',
    ]);
    expect(texts(await store.changes({ person: 'wang', revision: 0, limit: 10 }))).toEqual([
      'second',
      'first, better',
    ]);
    expect(await store.changes({ person: 'maya', revision: 0, limit: 10 })).toEqual([]);
  });

  test('counts what others said outside threads as unread, until it is read', async () => {
    const store = await open();
    const root = await store.post(says('a'));
    const last = await store.post(says('b', { author: null }));
    await store.post(says('c', { author: 'wang' }));
    await store.post(says('d', { thread: root.id }));
    await store.post(says('e', { audience: 'liu', author: null }));
    const unread = async (person: string) =>
      (await store.channelsOf(person)).find(({ id }) => id === 'east')?.unread;
    expect(await unread('wang')).toBe(2);
    await store.markRead({ person: 'wang', channel: 'east', seq: last.seq });
    await store.markRead({ person: 'wang', channel: 'east', seq: 1 });
    expect(await unread('wang')).toBe(0);
    expect(await unread('chen')).toBe(3);
  });

  test('keeps files with their message', async () => {
    const store = await open();
    const bytes = Buffer.from('客户,金额\n远景,48万\n');
    const message = await store.post(says('', { files: [{ name: '商机.csv', bytes }] }));
    expect(message.files).toEqual([{ name: '商机.csv', size: bytes.byteLength }]);
    expect((await store.message(message.id))?.files).toEqual(message.files);
    const file = await store.file(message.id, 0);
    expect(file?.name).toBe('商机.csv');
    expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
    expect(await store.file(message.id, 1)).toBeNull();
  });
});

test('the tables keep how far the clock was moved', async () => {
  const store = createLocalStore(database.prisma, 'clock');
  expect(await store.clockOffset()).toBe(0);
  await store.ensureWorkspace();
  await store.keepClockOffset(90 * 24 * 3_600_000);
  expect(await store.clockOffset()).toBe(90 * 24 * 3_600_000);
});
