import { expect, test } from 'vitest';
import { type Adapter, DeliveryError, type Outgoing, PACED } from '../../src/chat/adapter.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Delivery, deliverDue } from '../../src/jobs/deliver.ts';
import type { OutboxRow, Settlement, Take } from '../../src/store/outbox.ts';
import type { Reads } from '../../src/store/reads.ts';

const NOW = new Date('2026-11-23T01:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

type Row = OutboxRow<Message> & { dueAt: Date };

const rowOf = (key: string, more: Partial<Row> = {}): Row => ({
  orgId: '0190b6a0-0000-7000-8000-000000000001',
  key,
  platform: 'local',
  address: { kind: 'room', workspace: 'w', channel: 'east' },
  body: { kind: 'message', message: { text: key }, locale: 'en' },
  attempts: 0,
  doubtedSince: null,
  edition: 1,
  revision: 1,
  claim: '0190b6a0-0000-7000-8000-000000000002',
  claimedUntil: after(60),
  createdAt: NOW,
  receipt: null,
  dueAt: NOW,
  ...more,
});

type Posting = (out: Outgoing) => Promise<unknown>;

/** Delivers rows to a platform that answers as `post` does, by a clock that goes on with every row. */
async function delivered(rows: readonly Row[], post: Posting, more: Partial<Delivery> = {}) {
  let now = NOW;
  const outbox = new Map(rows.map((row) => [row.key, row]));
  const posted: Outgoing[] = [];
  const settled: (Settlement & { key: string })[] = [];
  const woken: Date[] = [];
  const logged: { level: string; fields: object }[] = [];
  const platform: Adapter = {
    platform: 'local',
    async post(out) {
      posted.push(out);
      await post(out);
      return { channel: 'east', message: out.message.text };
    },
    update: async () => undefined,
    troubles: new Map(),
    start: async () => {},
    stop: async () => {},
  };
  await deliverDue({
    queue: {
      async claim({ most, dueBy, platforms }: Take) {
        if (settled.length > rows.length) throw new Error('it never ends');
        const due = [...outbox.values()].filter((row) => row.dueAt <= dueBy);
        return due.filter((row) => platforms.includes(row.platform)).slice(0, most);
      },
      async settle(row, settlement) {
        now = new Date(now.getTime() + 20);
        settled.push({ key: row.key, ...settlement });
        const one = outbox.get(row.key);
        if (one !== undefined && 'dueAt' in settlement) outbox.set(row.key, { ...one, ...settlement } as Row);
        else outbox.delete(row.key);
        return true;
      },
      home: async () => null,
    },
    adapters: new Map([['local', platform]]),
    // A frozen message reads nothing.
    reads: () => ({}) as Reads,
    now: () => now,
    wake: (at) => void woken.push(at),
    log: {
      warn: (fields) => void logged.push({ level: 'warn', fields }),
      error: (fields) => void logged.push({ level: 'error', fields }),
    },
    ...more,
  });
  return { posted, settled, woken, logged };
}

const taken: Posting = async () => {};
const refusing =
  (error: Error): Posting =>
  async () => {
    throw error;
  };

test('what a slow platform leaves no time for is given back unsent, before another replica takes it over', async () => {
  let now = NOW;
  const slow: Posting = async () => {
    now = new Date(now.getTime() + 20_000);
  };
  const { posted, settled, woken } = await delivered(
    ['first', 'second', 'third'].map((key) => rowOf(key)),
    slow,
    {
      now: () => now,
    },
  );
  expect(posted.map(({ message }) => message.text)).toEqual(['first', 'second']);
  expect(settled.map(({ key, kind }) => [key, kind])).toEqual([
    ['first', 'sent'],
    ['second', 'sent'],
    ['third', 'waits'],
  ]);
  expect(woken).toEqual([after(40)]);
});

test('a platform that does not answer in time may have taken it: it is looked for, and holds up nobody', async () => {
  const stuck: Posting = ({ message }) =>
    message.text === 'stuck' ? new Promise(() => {}) : taken({} as Outgoing);
  const { posted, settled } = await delivered([rowOf('stuck'), rowOf('next')], stuck, { sendingMs: 5 });
  expect(settled).toMatchObject([
    { key: 'stuck', kind: 'unknown', problem: 'took_too_long', since: NOW },
    { key: 'next', kind: 'sent' },
  ]);
  expect(posted.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
});

test('two hundred lines whose home is never posted are looked at once, ever more seldom, and given up after a week', async () => {
  const address = { kind: 'home', workspace: 'w', deal: 1 } as const;
  const waiting = Array.from({ length: 200 }, (_, index) => rowOf(`line:${index}`, { address }));
  const { settled, woken } = await delivered(waiting, taken);
  expect(settled).toHaveLength(200);
  expect(settled[0]).toMatchObject({ kind: 'waits', problem: 'home not posted', dueAt: after(1) });
  expect(woken).toHaveLength(1);
  const later = [60, 3600, 8 * 86_400].map((age) =>
    rowOf(`line:${age}`, { address, createdAt: after(-age) }),
  );
  expect((await delivered(later, taken)).settled).toMatchObject([
    { kind: 'waits', dueAt: after(60) },
    { kind: 'waits', problem: 'home not posted' },
    { kind: 'gone', problem: 'too old' },
  ]);
});

test('what is for a platform that this process does not speak to is left to those who do', async () => {
  const { settled } = await delivered([rowOf('ours'), rowOf('theirs', { platform: 'slack' })], taken);
  expect(settled.map(({ key }) => key)).toEqual(['ours']);
});

test('what waits for its turn is no failure, and its time is asked for', async () => {
  const paced = refusing(new DeliveryError('later', PACED, 700));
  const { settled, woken, logged } = await delivered([rowOf('one'), rowOf('two')], paced);
  expect(settled.map(({ kind }) => kind)).toEqual(['waits', 'waits']);
  expect(woken).toEqual([after(0.7)]);
  expect(logged).toEqual([]);
});

test('the waits between tries: two seconds at first, a quarter of an hour in the end, and what the platform says', async () => {
  const busy = refusing(new DeliveryError('later', 'busy'));
  const rows = [0, 3, 30].map((attempts) => rowOf(`tried ${attempts}`, { attempts }));
  const waits = (await delivered(rows, busy)).settled.map((one) => ('dueAt' in one ? one.dueAt : null));
  expect(waits).toEqual([after(2), after(16.02), after(900.04)]);
  const limited = refusing(new DeliveryError('later', 'ratelimited', 30_000));
  const { settled, woken } = await delivered([rowOf('limited')], limited);
  expect(settled).toMatchObject([{ kind: 'later', dueAt: after(30) }]);
  expect(woken).toEqual([]);
});

test('a fault of ours leaves a trace without words, and is not met for ever', async () => {
  const fault = refusing(new TypeError('the bottom price of Acme'));
  const { settled, logged } = await delivered([rowOf('first'), rowOf('tenth', { attempts: 9 })], fault);
  expect(settled).toMatchObject([
    { key: 'first', kind: 'unknown', problem: 'fault' },
    { key: 'tenth', kind: 'gone', problem: 'fault' },
  ]);
  expect(logged).toMatchObject([{ level: 'error', fields: { code: 'TypeError', key: 'first' } }, {}]);
  expect(JSON.stringify(logged)).toContain('deliver.test');
  expect(JSON.stringify(logged)).not.toContain('Acme');
});

test('a message is posted under one name; what was lost under another; an answer may have been shown at once', async () => {
  const doubtedSince = after(-60);
  const { posted } = await delivered(
    [rowOf('one', { doubtedSince }), rowOf('card:7', { edition: 2 }), rowOf('answer:slack:T1:42')],
    taken,
  );
  const org = rowOf('').orgId;
  expect(posted.map(({ key, doubtedSince: since }) => ({ key, since }))).toEqual([
    { key: `${org}:one`, since: doubtedSince },
    { key: `${org}:card:7:2`, since: undefined },
    { key: 'answer:slack:T1:42', since: NOW },
  ]);
});
