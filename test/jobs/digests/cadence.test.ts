import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestJob, runDigests } from '../../../src/jobs/digests.ts';
import { openDatabase } from '../../../src/store/prisma.ts';
import { aBot, type Bot } from '../../support/bot.ts';
import { digestsOf } from '../../support/digests.ts';
import { digestPorts } from '../../support/jobs.ts';
import { pressed, wordsOf } from '../../support/reading.ts';

// Saturday 21 November 2026 in Shanghai; each test has an organisation of its own.
let bot: Bot;
const { run, slots, outcomes, live, deal, last } = digestsOf(() => bot);
beforeEach(async () => {
  bot = await aBot();
});
afterEach(() => bot.close());

test('a digest at 09:00 on working days is posted once, in the room it was asked for', async () => {
  const reply = await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  expect(reply.text).toBe(
    '每个工作日 09:00 · 华东，发在您说这句话的群（时区 Asia/Shanghai；工作日历：中国大陆（含调休））。首次：11月23日（周一）09:00。',
  );
  await deal({ name: '储能监控' });
  await live('2026-11-22T01:00:30Z', '2026-11-23T00:59:50Z');
  expect(bot.posts).toHaveLength(0);
  await live('2026-11-23T01:00:00Z', '2026-11-23T01:00:10Z', '2026-11-23T03:00:00Z');
  expect(bot.posts.map((post) => post.to)).toEqual([{ kind: 'room', workspace: 'local', channel: 'east' }]);
  expect(await outcomes()).toEqual(['2026-11-23T01:00 sent']);
});

test('the week of National Day has its make-up days and no others', async () => {
  // Read from the calendar by hand: 1–7 October 2026 off, Sunday 20 September and Saturday 10 October worked.
  bot.at('2026-09-18T02:00:00Z');
  await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  await live('2026-10-12T02:00:00Z');
  const days = (await slots()).map((slot) => slot.at.toISOString().slice(5, 10));
  expect(days).toContain('09-20');
  expect(days).toContain('10-10');
  expect(days.filter((day) => day >= '10-01' && day <= '10-07')).toEqual([]);
});

test('New York keeps nine in the morning across its clock change, and a gap’s slot runs after the gap', async () => {
  await bot.prisma.organisation.update({ where: { id: bot.org }, data: { zone: 'America/New_York' } });
  bot.at('2027-03-11T12:00:00Z');
  await bot.say('sam', '/digest add weekly sunday 02:30', { room: 'west' });
  await bot.say('sam', '/digest add weekly monday 09:00', { room: 'west' });
  await live('2027-03-16T12:00:00Z');
  expect((await slots()).map((slot) => slot.at.toISOString())).toEqual([
    '2027-03-14T07:00:00.000Z',
    '2027-03-15T13:00:00.000Z',
  ]);
});

test('two replicas at once send it once', async () => {
  await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  await deal({ name: '储能监控' });
  const other = openDatabase(bot.database.url, { connections: 2 });
  try {
    for (const day of ['23', '24', '25', '26']) {
      bot.at(`2026-11-${day}T01:00:05Z`);
      await deal({ name: `新商机 ${day}` });
      bot.at(`2026-11-${day}T01:00:06Z`);
      const decided = await Promise.all([
        runDigests(digestPorts(bot)),
        runDigests(digestPorts(bot, other.prisma)),
        runDigests(digestPorts(bot)),
      ]);
      expect(decided.reduce((sum, one) => sum + one)).toBe(1);
    }
  } finally {
    await other.close();
  }
  await bot.deliver();
  expect(bot.posts).toHaveLength(4);
  expect((await outcomes()).every((one) => one.endsWith('sent'))).toBe(true);
});

test('a restart between commit and delivery delivers what was decided, once', async () => {
  await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  await deal({ name: '储能监控' });
  bot.at('2026-11-23T01:00:05Z');
  await run();
  const said = await bot.prisma.outbox.findMany({
    where: { orgId: bot.org, key: { startsWith: 'digest:' } },
  });
  expect(said).toHaveLength(1);
  // Another process comes up later: nothing is decided again, what lies there is sent as it was frozen.
  await deal({ name: '后来的商机' });
  await live('2026-11-23T01:20:00Z', '2026-11-23T01:21:00Z');
  expect(bot.posts).toHaveLength(1);
  expect(wordsOf(last().message)).not.toContain('后来的商机');
  expect(await outcomes()).toEqual(['2026-11-23T01:00 sent']);
});

test('of missed slots the newest is sent within four hours; the others are recorded as late', async () => {
  await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  await deal({ name: '储能监控' });
  await live('2026-11-25T05:00:00Z');
  expect(await outcomes()).toEqual([
    '2026-11-23T01:00 skipped late',
    '2026-11-24T01:00 skipped late',
    '2026-11-25T01:00 sent',
  ]);
  await live('2026-11-26T05:00:01Z');
  expect((await outcomes()).at(-1)).toBe('2026-11-26T01:00 skipped late');
  expect(bot.posts).toHaveLength(1);
});

test('paused and removed slots are recorded, and the list says what happened and what comes', async () => {
  await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  await deal({ name: '储能监控' });
  await live('2026-11-23T01:00:00Z');
  expect((await bot.say('wang', '/日报 暂停', { room: 'east' })).text).toBe(
    '已暂停：每个工作日 09:00 · 华东。',
  );
  await live('2026-11-24T01:00:00Z');
  const paused = await bot.say('wang', '日报列表');
  expect(wordsOf(paused)).toContain('上次 11月24日（周二）09:00：跳过，暂停中 · 已暂停');
  bot.at('2026-11-24T03:00:00Z');
  expect((await bot.press('wang', pressed(paused, '恢复'))).text).toContain('下次：11月25日（周三）09:00');
  await live('2026-11-25T01:00:00Z');
  bot.at('2026-11-26T01:00:01Z');
  await bot.say('wang', '/日报 删除', { room: 'east' });
  await live('2026-11-26T01:00:10Z', '2026-11-27T01:00:00Z', '2026-11-30T01:00:00Z');
  expect(await outcomes()).toEqual([
    '2026-11-23T01:00 sent',
    '2026-11-24T01:00 skipped paused',
    '2026-11-25T01:00 quiet',
    '2026-11-26T01:00 skipped removed',
  ]);
  expect(wordsOf(await bot.say('wang', '日报列表'))).toContain('还没有定时汇报');
});

test('one digest, or organisation, that cannot be read holds up no other, and is tried again', async () => {
  await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  await bot.say('sam', '/digest add workdays 09:00', { room: 'west' });
  await deal({ name: '储能监控' });
  await deal({ name: 'CRM', owner: 'mia' });
  bot.at('2026-11-23T01:00:00Z');
  const [first] = await bot.read().schedules();
  const ports = digestPorts(bot);
  let broken = true;
  await runDigests({
    ...ports,
    organisations: async () => ['no organisation', bot.org],
    decide: (org, decision) => {
      if (broken && decision.schedule === first?.id) throw new Error('the database went away');
      return ports.decide(org, decision);
    },
  });
  expect(await outcomes()).toHaveLength(1);
  expect(bot.errors.splice(0)).toMatchObject([
    { message: 'digests failed', fields: { org: 'no organisation' } },
    { message: 'digest failed', fields: { schedule: first?.id, stack: expect.stringContaining('at ') } },
  ]);
  broken = false;
  await digestJob(ports).run();
  expect(await outcomes()).toHaveLength(2);
});
