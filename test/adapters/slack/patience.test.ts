import { expect, test } from 'vitest';
import { installedIn } from '../../../src/adapters/slack/installed.ts';
import { type Around, hearing, type Listening } from '../../../src/adapters/slack/listening.ts';
import type { Installation } from '../../../src/adapters/slack/ports.ts';

// Slack waits three seconds from the press, not from when the bot knows who pressed.

const now = new Date('2026-11-21T02:00:00Z');

test.each([
  [0, 2500],
  [1000, 1500],
  [9000, 0],
])('%i ms after it arrived %i ms are left', (gone, left) => {
  const listening = { ports: { now: () => now }, patience: 2500 } as unknown as Listening;
  const arrived = new Date(now.getTime() - gone);
  expect(hearing(listening, { context: { arrived } } as unknown as Around).patience).toBe(left);
});

const one: Installation = { botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' };
const two: Installation = { ...one, botToken: 'xoxb-2' };

test('while the database is slow, or away, the installation that was known last holds', async () => {
  let next: () => Promise<Installation | null> = async () => one;
  const installed = installedIn({ installationOf: () => next() });
  expect(await installed('T1')).toEqual(one);
  next = () => new Promise(() => {});
  expect(await installed('T1')).toEqual(one);
  next = () => Promise.reject(new Error('away'));
  expect(await installed('T1')).toEqual(one);
  await expect(installed('T2')).rejects.toThrow('away');
  next = async () => two;
  expect(await installed('T1')).toEqual(two);
});

test('one that was taken away is no longer known', async () => {
  let next: () => Promise<Installation | null> = async () => one;
  const installed = installedIn({ installationOf: () => next() });
  await installed('T1');
  next = async () => null;
  expect(await installed('T1')).toBeNull();
  next = () => Promise.reject(new Error('away'));
  await expect(installed('T1')).rejects.toThrow('away');
});
