import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/chat/adapter.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { installationsOf } from '../../src/store/installations.ts';
import { claimDue, homeOf, send } from '../../src/store/outbox.ts';
import { secretsOf } from '../../src/store/secrets.ts';
import { roomBack, settleAndTell } from '../../src/store/troubles.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { wordsOf } from '../support/reading.ts';

const TEAM = 'T000000001';
const secrets = secretsOf([Buffer.alloc(32, 7)]);

let bot: Bot;
let installations: ReturnType<typeof installationsOf>;
beforeAll(async () => {
  bot = await aBot();
  installations = installationsOf(bot.prisma, secrets);
  await bot.prisma.workspace.create({
    data: { platform: 'slack', external: TEAM, orgId: bot.org, name: 'Acme', createdAt: bot.now },
  });
});
afterAll(() => bot.close());
beforeEach(() => tick());

const tick = (ms = 60_000): void => bot.at(new Date(bot.now.getTime() + ms));
const install = (token: string, workspace = TEAM) =>
  installations.save({
    platform: 'slack',
    workspace,
    botToken: token,
    botId: 'B1',
    botUserId: 'U1',
    installer: 'U2',
    scopes: ['chat:write'],
    now: bot.now,
  });

describe('an installation', () => {
  test('gives its token back, keeps it unreadable, and the newest one holds', async () => {
    expect(await installations.find('slack', TEAM)).toBeNull();
    await install('xoxb-first');
    expect(await installations.find('slack', TEAM)).toEqual({
      botToken: 'xoxb-first',
      botId: 'B1',
      botUserId: 'U1',
    });
    const row = await bot.prisma.installation.findFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain('first');
    await install('xoxb-second');
    expect((await installations.find('slack', TEAM))?.botToken).toBe('xoxb-second');
  });

  test('of a workspace nobody knows is refused by the database', async () => {
    await expect(install('xoxb-x', 'T999')).rejects.toThrow();
  });

  test('says when no key opens its token, instead of seeming not to be there', async () => {
    const other = installationsOf(bot.prisma, secretsOf([Buffer.alloc(32, 8)]));
    await expect(other.find('slack', TEAM)).rejects.toThrow('SECRETS_KEY');
  });

  test('that is taken away keeps no token, gives up what waited there, and is told of when it is back', async () => {
    const ada = { external: 'U2', personId: bot.ids.ada, since: bot.now };
    await bot.prisma.identity.create({
      data: { orgId: bot.org, platform: 'slack', workspace: TEAM, ...ada },
    });
    const address = { kind: 'room' as const, workspace: TEAM, channel: 'C1' };
    const body = { kind: 'message' as const, message: { text: 'hello' }, locale: 'en' as const };
    await send(bot.prisma, { org: bot.org, now: bot.now }, { key: 'm1', platform: 'slack', address, body });
    // An event that is older than the installation is about the one before.
    const before = new Date(bot.now.getTime() - 3_600_000);
    expect(await installations.revoke('slack', TEAM, { at: before })).toBe(false);
    const since = bot.now;
    expect(await installations.revoke('slack', TEAM, { at: since })).toBe(true);
    expect(await installations.revoke('slack', TEAM, { at: since })).toBe(false);
    expect(await installations.find('slack', TEAM)).toBeNull();
    const row = await bot.prisma.installation.findFirstOrThrow();
    expect([row.token, row.revokedAt]).toEqual([null, since]);
    const waiting = await bot.prisma.outbox.findUniqueOrThrow({
      where: { orgId_key: { orgId: bot.org, key: 'm1' } },
    });
    expect([waiting.status, waiting.problem]).toEqual(['gone', 'not_installed']);
    // Somewhere else the administrator hears at once.
    await bot.deliver();
    expect(bot.posts.map((post) => post.message.text)).toEqual([expect.stringContaining('install me again')]);

    tick(86_400_000);
    await install('xoxb-third');
    tick();
    await bot.deliver();
    expect(bot.posts.at(-1)?.message.text).toContain('I was away since');
    expect(await bot.prisma.trouble.count()).toBe(0);
  });
});

describe('an OAuth state', () => {
  test('is taken once, whoever asks, and forgotten when it is over', async () => {
    const until = { expiresAt: new Date(bot.now.getTime() + 600_000), now: bot.now };
    const both = await Promise.all([
      installations.takeState('s1', until),
      installations.takeState('s1', until),
    ]);
    expect(both.toSorted()).toEqual([false, true]);
    tick(700_000);
    await installations.takeState('s2', { expiresAt: new Date(bot.now.getTime() + 600_000), now: bot.now });
    expect((await bot.prisma.oAuthState.findMany()).map((row) => row.id)).toEqual(['s2']);
  });
});

describe('a place that cannot be written to', () => {
  let deal: number;
  /** What the platform answers to whatever goes to a room; null = it takes it. */
  let broken: string | null = null;
  let mark = 0;

  const deliver = () =>
    deliverDue({
      queue: {
        claim: (take) => claimDue(bot.prisma, { now: bot.now, claim: v7(), take }),
        settle: (row, settlement) => settleAndTell(bot.prisma, row, { settlement, now: bot.now }),
        home: (row) => homeOf(bot.prisma, row),
      },
      adapters: new Map([
        [
          'local',
          {
            ...bot.adapter,
            troubles: new Map([
              ['is_archived', 'room'],
              ['not_in_channel', 'room'],
              ['channel_not_found', 'room'],
              ['message_not_found', 'root'],
            ]),
            post: async (out) => {
              if (broken !== null && out.to.kind === 'room') throw new DeliveryError('gone', broken);
              return bot.adapter.post(out);
            },
            update: async (receipt, out) => {
              if (broken !== null) throw new DeliveryError('gone', broken);
              return bot.adapter.update(receipt, out);
            },
          },
        ],
      ]),
      reads: bot.desk.reads,
      now: () => bot.now,
      log: { warn: () => {}, error: () => {} },
    });
  const told = (who: string): string[] =>
    bot.posts
      .slice(mark)
      .flatMap((post) =>
        post.to.kind === 'person' && post.to.person === who ? [wordsOf(post.message)] : [],
      );

  const home = () => bot.prisma.placement.findFirstOrThrow({ where: { dealNumber: deal } });

  beforeAll(async () => {
    deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
    await bot.say('li', '备注 远景 第一条', { room: 'east' });
    broken = null;
    await deliver();
  });
  beforeEach(() => {
    mark = bot.posts.length;
    broken = null;
  });

  test('is told of to the deal’s owner and one administrator, once, and goes on by itself', async () => {
    broken = 'is_archived';
    await bot.say('li', '备注 远景 第二条');
    await deliver();
    tick();
    await deliver();
    const [first] = told('li');
    expect(first).toContain(`#${deal} 储能监控`);
    expect(first).toContain('已归档');
    expect(told('ada')[0]).toContain('archived');
    // Again and again it fails; nobody is told a second time.
    for (const text of ['第三条', '第四条']) {
      tick(300_000);
      broken = 'is_archived';
      await bot.say('li', `备注 远景 ${text}`);
      await deliver();
    }
    expect([told('li').length, told('ada').length]).toEqual([1, 1]);
    // Nothing is lost, and the cause is gone.
    broken = null;
    tick(300_000);
    await bot.say('li', '备注 远景 第五条');
    await deliver();
    expect((await bot.read().history(deal)).filter((event) => event.kind === 'noted').length).toBe(5);
    expect(await bot.prisma.trouble.count()).toBe(0);
    // The next time is news again.
    tick(300_000);
    broken = 'not_in_channel';
    await bot.say('li', '备注 远景 第六条');
    await deliver();
    await deliver();
    expect(told('li').length).toBe(2);
  });

  test('draws the held-back cards when the bot is invited again', async () => {
    const card = { orgId_key: { orgId: bot.org, key: `card:${deal}:local:local` } };
    await bot.prisma.outbox.update({ where: card, data: { status: 'gone', problem: 'is_archived' } });
    await roomBack(bot.prisma, { platform: 'local', workspace: 'local', channel: 'east' }, bot.now);
    expect((await bot.prisma.outbox.findUniqueOrThrow({ where: card })).status).toBe('due');
    await deliver();
  });

  test('a deleted root message: the next change begins a new thread', async () => {
    const cards = () => bot.posts.filter((post) => post.key.startsWith(`${bot.org}:card:${deal}:`));
    expect(cards()).toHaveLength(1);
    broken = 'message_not_found';
    tick(300_000);
    await bot.say('li', '备注 远景 第七条');
    await deliver();
    await deliver();
    expect(told('li').at(-1) ?? '').toContain('已被删除');
    expect((await home()).thread).toBeNull();
    broken = null;
    tick(300_000);
    await bot.say('li', '备注 远景 第八条');
    await deliver();
    tick();
    await deliver();
    expect(cards()).toHaveLength(2);
    const { thread } = await home();
    expect(thread).not.toBeNull();
    const lines = bot.posts.filter((post) => post.to.kind === 'room' && post.to.thread === thread);
    expect(lines.length).toBeGreaterThan(0);
  });

  test('a digest tells who set it up', async () => {
    await bot.say('wang', '日报 新增 工作日 09:00', { room: 'east' });
    const [schedule] = await bot.read().schedules();
    broken = 'channel_not_found';
    await send(
      bot.prisma,
      { org: bot.org, now: bot.now },
      {
        key: `digest:${schedule?.id}:${bot.now.toISOString()}`,
        platform: 'local',
        address: { kind: 'room', workspace: 'local', channel: 'gone' },
        body: { kind: 'message', message: { text: 'digest' }, locale: 'zh' },
      },
    );
    await deliver();
    tick();
    await deliver();
    expect(told('wang')[0]).toContain('每个工作日 09:00 · 华东');
    expect(told('ada')[0]).toContain('Every working day at 09:00');
  });
});
