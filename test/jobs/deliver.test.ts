import { expect, test } from 'vitest';
import type { Adapter, Outgoing } from '../../src/chat/adapter.ts';
import type { Message } from '../../src/chat/message.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import type { OutboxRow, Settlement } from '../../src/store/outbox.ts';
import type { Reads } from '../../src/store/reads.ts';

const NOW = new Date('2026-11-23T01:00:00Z');
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

const rowOf = (key: string): OutboxRow<Message> => ({
  orgId: '0190b6a0-0000-7000-8000-000000000001',
  key,
  platform: 'local',
  address: { kind: 'room', workspace: 'w', channel: 'east' },
  body: { kind: 'message', message: { text: key }, locale: 'en' },
  attempts: 1,
  revision: 1,
  claim: '0190b6a0-0000-7000-8000-000000000002',
  claimedUntil: after(60),
  createdAt: NOW,
  receipt: null,
});

test('what a slow platform leaves no time for is given back unsent, before another replica takes it over', async () => {
  let now = NOW;
  const posted: string[] = [];
  const settled: (readonly [string, Settlement['kind']])[] = [];
  const slow: Adapter = {
    platform: 'local',
    async post({ message }: Outgoing) {
      posted.push(message.text);
      now = new Date(now.getTime() + 20_000);
      return { channel: 'east', message: message.text };
    },
    update: async () => undefined,
    start: async () => {},
    stop: async () => {},
  };
  await deliverDue({
    queue: {
      claim: async () => ['first', 'second', 'third'].map(rowOf),
      async settle(row, { kind }) {
        settled.push([row.key, kind]);
        return true;
      },
      home: async () => null,
    },
    adapters: new Map([['local', slow]]),
    // A frozen message reads nothing.
    reads: () => ({}) as Reads,
    now: () => now,
    log: { warn: () => {}, error: () => {} },
  });
  expect(posted).toEqual(['first', 'second']);
  expect(settled).toEqual([
    ['first', 'sent'],
    ['second', 'sent'],
    ['third', 'later'],
  ]);
});
