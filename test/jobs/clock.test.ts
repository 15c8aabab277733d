import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { movableClock } from '../../src/jobs/clock.ts';
import { runDigests } from '../../src/jobs/digests.ts';
import { runNudges } from '../../src/jobs/nudges.ts';
import { routineOf, stopsBetween } from '../../src/jobs/stops.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { digestPorts, nudgePorts } from '../support/jobs.ts';

/** The bot's clock, moved as the local workspace moves it; `stopped` is where it has been. */
function clockOf(bot: Bot) {
  const stopped: string[] = [];
  const start = bot.now.getTime();
  const clock = movableClock({
    real: () => start,
    offset: 0,
    keep: async () => {},
    stops: async (from, to) =>
      stopsBetween([await routineOf(bot.read())], { from, to, postedAt: bot.desk.postedAt }),
    async beat() {
      bot.at(clock.now());
      stopped.push(bot.now.toISOString().slice(0, 16));
      await runDigests(digestPorts(bot));
      await runNudges(nudgePorts(bot));
      await bot.deliver();
    },
  });
  return { clock, stopped };
}

const DAY = 86_400_000;

describe('a clock that is moved forward', () => {
  let bot: Bot;
  let stopped: readonly string[];
  beforeAll(async () => {
    bot = await aBot({ now: new Date('2026-11-25T02:00:00Z') });
    await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
    await bot.say('wang', '/日报 新增 每周五 10:00', { room: 'east' });
    await bot.say('sam', '/digest add monthly 30 08:00', { room: 'west' });
    // Five deals are more than one may be nudged about in one day.
    for (const name of ['一', '二', '三', '四', '五']) {
      await bot.deal({ name, amount: 100_000, openedAt: new Date('2026-09-01T02:00:00Z') });
    }
    const moved = clockOf(bot);
    stopped = moved.stopped;
    await moved.clock.advance(7 * DAY);
  });
  afterAll(() => bot.close());

  test('stops at every digest and every morning on its way, and at the end', () => {
    expect(stopped).toEqual([
      '2026-11-26T01:00',
      '2026-11-26T01:30',
      '2026-11-27T01:00',
      '2026-11-27T01:30',
      '2026-11-27T02:00',
      '2026-11-30T00:00',
      '2026-11-30T01:00',
      '2026-11-30T01:30',
      '2026-12-01T01:00',
      '2026-12-01T01:30',
      '2026-12-02T01:00',
      '2026-12-02T01:30',
      '2026-12-02T02:00',
    ]);
  });

  test('each slot is decided in its time, none of them late', async () => {
    const slots = await bot.prisma.slot.findMany({ where: { orgId: bot.org }, orderBy: { at: 'asc' } });
    expect(slots.map((slot) => slot.at.toISOString().slice(5, 16))).toEqual([
      '11-26T01:00',
      '11-27T01:00',
      '11-27T02:00',
      '11-30T00:00',
      '11-30T01:00',
      '12-01T01:00',
      '12-02T01:00',
    ]);
    expect(slots.filter((slot) => slot.outcome === 'skipped')).toEqual([]);
  });

  test('nudges go out day by day, three a day at most, and climb to the manager', async () => {
    const given = await bot.prisma.nudge.findMany({ where: { orgId: bot.org }, orderBy: { at: 'asc' } });
    const perDay = new Map<string, number>();
    for (const one of given.filter(({ level }) => level === 'owner')) {
      const day = one.at.toISOString().slice(5, 10);
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
    expect([...perDay]).toEqual([
      ['11-26', 3],
      ['11-27', 2],
    ]);
    // Two steps of two working days after their owner was: the first three.
    expect(
      given.flatMap(({ level, at }) => (level === 'manager' ? at.toISOString().slice(5, 10) : [])),
    ).toEqual(['12-02', '12-02', '12-02']);
  });
});

test('a person’s own hours are stops too, and what is more than a month back is none', async () => {
  const from = new Date('2026-11-25T02:00:00Z');
  const people = [
    { zone: 'America/New_York', quiet: null, mutedUntil: null },
    { zone: null, quiet: { from: '18:00', to: '10:15' }, mutedUntil: new Date('2026-11-25T05:00:00Z') },
  ];
  const routine = { organisation: { zone: 'Asia/Shanghai', calendar: 'prc' }, people, schedules: [] };
  const until = (to: string) =>
    stopsBetween([routine], { from, to: new Date(to), postedAt: (at) => at }).map((one) =>
      one.toISOString().slice(0, 16),
    );
  expect(until('2026-11-26T03:00:00Z')).toEqual([
    '2026-11-25T02:15',
    '2026-11-25T05:00',
    '2026-11-25T14:30',
    '2026-11-26T01:30',
    '2026-11-26T02:15',
  ]);
  const year = until('2027-11-25T02:00:00Z');
  expect(year[0]?.slice(0, 10)).toBe('2027-10-25');
});

test('moves that are asked for at once happen one after the other', async () => {
  const beats: number[] = [];
  const clock = movableClock({
    real: () => 0,
    offset: 0,
    keep: async () => {},
    stops: async () => [],
    beat: async () => {
      await Promise.resolve();
      beats.push(clock.now().getTime());
    },
  });
  await Promise.all([clock.advance(1000), clock.advance(500)]);
  expect(beats).toEqual([1000, 1500]);
});
