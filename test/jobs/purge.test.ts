import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { purgeJob } from '../../src/jobs/purge.ts';
import { purgeBefore } from '../../src/store/purge.ts';
import { aBot, type Bot, NOW } from '../support/bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

test('answers and sent messages go after thirty days; history and the live card stay', async () => {
  const number = await bot.deal({ name: '储能监控', customer: '远景能源' });
  await bot.say('li', '/推进 远景', { room: 'east', id: 'old' });
  await bot.deliver();
  // A whole spreadsheet may wait for a yes that never comes.
  const draft = { orgId: bot.org, kind: 'import', personId: bot.ids.li, body: {}, createdAt: NOW };
  await bot.prisma.draft.create({ data: { ...draft, id: randomUUID(), updatedAt: NOW } });
  const [line] = await bot.prisma.outbox.findMany({ where: { key: { startsWith: 'line:' } } });
  const doubtful = { orgId: bot.org, key: line?.key ?? '' };
  await bot.prisma.outbox.update({
    where: { orgId_key: doubtful },
    data: { status: 'unconfirmed', sentAt: null },
  });
  const job = purgeJob({ purgeBefore: (instant) => purgeBefore(bot.prisma, instant), now: () => bot.now });
  await job.run();
  // A chat that was disconnected since: nobody sends what waits for it.
  const waiting = { orgId: bot.org, platform: 'slack', status: 'due', dueAt: NOW, createdAt: NOW };
  const to = { kind: 'person', workspace: 'T1', person: 'U1' };
  const body = { kind: 'message', message: { text: '见了王总' }, locale: 'zh' };
  await bot.prisma.outbox.create({ data: { ...waiting, key: 'nudge:1', address: to, body } });
  expect(await bot.prisma.inbox.count({ where: { key: { endsWith: ':old' } } })).toBe(1);
  expect(await bot.prisma.draft.count()).toBe(1);

  bot.at(new Date(NOW.getTime() + 31 * 86_400_000));
  await job.run();
  expect(await bot.prisma.inbox.count({ where: { key: { endsWith: ':old' } } })).toBe(0);
  expect(await bot.prisma.draft.count()).toBe(0);
  const left = await bot.prisma.outbox.findMany();
  expect(left.map((row) => row.key)).toEqual([`card:${number}:local:local`]);
  expect(await bot.read().eventsOf(number)).toHaveLength(2);

  // The card is still the one in the room: it is updated, not posted again.
  const posted = bot.posts.length;
  await bot.say('li', `推进 #${number}`);
  await bot.deliver();
  expect(bot.posts.filter((post) => post.key.includes('card:'))).toHaveLength(1);
  expect(bot.posts.length).toBe(posted + 1);
});
