import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CATCH_UP_MS,
  newsBegin,
  nextRun,
  planSlots,
  privately,
  readerOf,
  type Schedule,
} from '../../src/domain/digest-slots.ts';
import { dueSlots } from '../../src/domain/schedule.ts';

const BEGIN = new Date('2026-11-20T02:00:00Z');
const HOUR = 3_600_000;

const aSchedule = (of: Partial<Schedule> = {}): Schedule => ({
  id: 's',
  room: { platform: 'local', workspace: 'local', channel: 'east' },
  cadence: { kind: 'workdays' },
  time: '09:00',
  zone: 'Asia/Shanghai',
  calendar: 'prc',
  teamId: null,
  locale: 'zh',
  paused: false,
  removedAt: null,
  decidedTo: BEGIN,
  createdBy: 'wang',
  createdAt: BEGIN,
  ...of,
});

const hours = (n: number) => new Date(BEGIN.getTime() + n * HOUR);

describe('undecided slots', () => {
  test('each is decided, in order; at most one runs, and only the newest, soon enough', () => {
    const some = fc.record({
      now: fc.nat(24 * 40),
      paused: fc.boolean(),
      removed: fc.option(fc.nat(24 * 40), { nil: null }),
      time: fc.constantFrom('00:00', '02:30', '09:00', '23:59'),
      zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Pacific/Apia'),
    });
    fc.assert(
      fc.property(some, ({ now: after, paused, removed, time, zone }) => {
        const removedAt = removed === null ? null : hours(removed);
        const schedule = aSchedule({ paused, time, zone, removedAt });
        const now = hours(after);
        const plan = planSlots(schedule, now);
        const until = removedAt !== null && removedAt < now ? removedAt : now;
        expect(plan.map((slot) => slot.at)).toEqual(dueSlots(schedule, BEGIN, until));
        const runs = plan.filter((slot) => slot.skip === null);
        expect(runs.length).toBeLessThanOrEqual(1);
        for (const slot of runs) {
          expect(slot).toBe(plan.at(-1));
          expect(now.getTime() - slot.at.getTime()).toBeLessThanOrEqual(CATCH_UP_MS);
          expect(paused || removedAt !== null).toBe(false);
        }
      }),
    );
  });

  test('decided in two goes, they are the same slots', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (a, b) => {
        const [first, second] = [hours(Math.min(a, b)), hours(Math.max(a, b))];
        const once = planSlots(aSchedule(), second).map((slot) => slot.at);
        const twice = [
          ...planSlots(aSchedule(), first),
          ...planSlots(aSchedule({ decidedTo: first }), second),
        ].map((slot) => slot.at);
        expect(twice).toEqual(once);
      }),
    );
  });
});

test('news begins at the slot that would have been before the first one', () => {
  // Created on a Friday after nine: the first slot is Monday’s, the one before it Friday’s.
  expect(newsBegin(aSchedule()).toISOString()).toBe('2026-11-20T01:00:00.000Z');
  expect(newsBegin(aSchedule({ cadence: { kind: 'weekly', weekday: 1 } })).toISOString()).toBe(
    '2026-11-16T01:00:00.000Z',
  );
  expect(newsBegin(aSchedule({ cadence: { kind: 'monthly', day: 31 } })).toISOString()).toBe(
    '2026-10-31T01:00:00.000Z',
  );
});

test('a paused digest has no next run', () => {
  expect(nextRun(aSchedule(), BEGIN)?.toISOString()).toBe('2026-11-23T01:00:00.000Z');
  expect(nextRun(aSchedule({ paused: true }), BEGIN)).toBeNull();
});

test('a private digest is known by its channel', () => {
  const room = { platform: 'local', workspace: 'local', channel: privately('sam') };
  expect(readerOf(room)).toBe('sam');
  expect(readerOf({ ...room, channel: 'east' })).toBeNull();
});
