import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digestJob, runDigests } from '../../src/jobs/digests.ts';
import { runNudges } from '../../src/jobs/nudges.ts';
import { openDatabase } from '../../src/store/prisma.ts';
import { aBot, type Bot, type CastName, type NewDeal, pressable, pressed, wordsOf } from '../support/bot.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { digestPorts, nudgePorts } from '../support/jobs.ts';

// Saturday 21 November 2026 in Shanghai; each test has an organisation of its own on one database.
let database: FreshDatabase;
let bot: Bot;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
afterEach(() => expect(bot.errors).toEqual([]));

async function fresh(options: Parameters<typeof aBot>[0] = {}): Promise<Bot> {
  // The external workspace of an organisation is unique.
  await database.prisma.identity.deleteMany();
  await database.prisma.workspace.deleteMany();
  return aBot({ ...options, database });
}

const run = () => runDigests(digestPorts(bot));
const slots = () =>
  bot.prisma.slot.findMany({
    where: { orgId: bot.org },
    orderBy: { at: 'asc' },
    select: { at: true, outcome: true, reason: true },
  });
const outcomes = async () =>
  (await slots()).map(
    (slot) =>
      `${slot.at.toISOString().slice(0, 16)} ${slot.outcome}${slot.reason === null ? '' : ` ${slot.reason}`}`,
  );

/** Runs at every instant, with delivery. */
async function live(...instants: string[]): Promise<void> {
  for (const instant of instants) {
    bot.at(instant);
    await run();
    await bot.deliver();
  }
}

const deal = (of: Partial<NewDeal> & { name: string }) => bot.deal({ amount: 480_000, ...of });
const last = () => {
  const post = bot.posts.at(-1);
  if (post === undefined) throw new Error('nothing was posted');
  return post;
};
const lines = () => {
  const list = last().message.card?.elements.find((one) => one.kind === 'list');
  return list?.kind === 'list' ? list.items : [];
};

describe('slots', () => {
  beforeEach(async () => {
    bot = await fresh();
  });

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
    const other = openDatabase(database.url, { connections: 2 });
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
});

describe('what it says', () => {
  beforeEach(async () => {
    bot = await fresh();
    await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
  });

  test('a day on which nothing happened is quiet, and the news waits for the day after', async () => {
    await deal({ name: '储能监控' });
    await live('2026-11-23T01:00:00Z', '2026-11-24T01:00:00Z');
    expect(await outcomes()).toEqual(['2026-11-23T01:00 sent', '2026-11-24T01:00 quiet']);
    bot.at('2026-11-24T02:00:00Z');
    await bot.say('li', '推进储能监控');
    await live('2026-11-25T01:00:00Z');
    expect(wordsOf(last().message)).toContain('推进 1 个（李伟）');
    expect(last().message.card?.footer).toBe('变化区间：11月23日（周一）09:00 至 11月25日（周三）09:00');
  });

  test('what changed since the last digest, and who did it; a step forth and back is no news', async () => {
    for (const name of ['甲', '乙', '丙', '丁'])
      await deal({ name: `商机${name}`, stage: 'need', close: '2026-11-27' });
    await live('2026-11-23T01:00:00Z');
    expect(wordsOf(last().message)).toContain('新增 4 个（李伟 4）');
    bot.at('2026-11-23T02:00:00Z');
    await bot.say('li', '推进 商机甲');
    await bot.say('wang', '推进 商机乙');
    await move('商机丙', 'proposal');
    await move('商机丙', 'need');
    await bot.say('li', '商机修改 商机丁 预计成交：2026-12-20');
    await live('2026-11-24T01:00:00Z');
    expect(lines()[1]?.title).toBe('本期进展：推进 2 个（李伟、王芳），延期 1 个（李伟）');
    const opened = await bot.press('wang', pressed(last().message, '推进 2'), { room: 'east' });
    expect(wordsOf(opened)).toContain('商机甲');
    expect(wordsOf(opened)).toContain('商机乙');
    expect(wordsOf(opened)).not.toContain('商机丙');
  });

  test('new silent deals with who holds the ball, once; a stuck one is another', async () => {
    await deal({ name: '储能监控', stage: 'need' });
    // Ten working days of patience: silent on the eleventh, Monday 7 December.
    await live('2026-11-23T01:00:00Z', '2026-12-04T01:00:00Z', '2026-12-07T01:00:00Z');
    expect(lines().map((line) => line.title)).toEqual([
      '12月目标：未设 · 在途 1 个，¥48万',
      '新停滞：失联 1 个',
    ]);
    expect(lines()[1]?.detail).toBe('#1 储能监控（¥48万，失联 11 个工作日，球权未定，李伟）');
    await live('2026-12-08T01:00:00Z');
    expect((await outcomes()).at(-1)).toBe('2026-12-08T01:00 quiet');
    // Twice the patience: stuck on the twenty-first.
    await live('2026-12-21T01:00:00Z');
    expect(wordsOf(last().message)).toContain('新停滞：卡住 1');
  });

  test('Q1 holds what is open against the target; every number opens something', async () => {
    bot.at('2026-11-21T03:00:00Z');
    await target(3_000_000);
    await deal({ name: '储能监控', amount: 900_000, close: '2026-11-27', stage: 'negotiation' });
    await live('2026-11-23T01:00:00Z');
    expect(lines()[0]?.title).toBe('11月目标：还差 ¥300万 · 本期待成交 ¥90万，覆盖 0.3×');
    expect(lines()[0]?.detail).toBe('目标 ¥300万，已赢 ¥0；加权后缺 ¥232.5万');
    for (const { says } of pressable(last().message)) {
      const reply = await bot.press('wang', says, { room: 'east' });
      expect(reply.card, says.line).toBeDefined();
    }
  });

  test('at most five lines, whatever happens', async () => {
    for (let index = 0; index < 12; index++)
      await deal({ name: `商机 ${index}`, stage: index % 2 === 0 ? 'need' : 'first', close: '2026-11-30' });
    await live('2026-11-23T01:00:00Z');
    bot.at('2026-12-18T02:00:00Z');
    await bot.say('li', '推进 #1');
    await bot.say('li', '商机下一步 #2 回电话 2026-12-21');
    await deal({ name: '新来的' });
    await live('2026-12-21T01:00:00Z');
    expect(lines().length).toBeGreaterThan(3);
    expect(lines().length).toBeLessThanOrEqual(5);
    expect(last().message.card?.elements[0]).toMatchObject({ kind: 'picture', picture: { kind: 'funnel' } });
  });

  test('a room sees no confidential deal, and nothing of other teams', async () => {
    await deal({ name: '公开商机' });
    await deal({ name: '秘密商机', confidential: true });
    await deal({ name: 'West deal', owner: 'mia' });
    await live('2026-11-23T01:00:00Z');
    const words = wordsOf(last().message);
    expect(words).toContain('新增 1');
    expect(words).not.toContain('秘密');
    expect(words).not.toContain('West');
  });

  test('a weekly digest is posted even in a week in which nothing moved, and says so', async () => {
    await bot.say('wang', '/日报 新增 每周一 09:00', { room: 'huddle' });
    await deal({ name: '储能监控', stage: 'negotiation' });
    await live('2026-11-23T01:00:00Z', '2026-11-30T01:00:00Z');
    const weekly = bot.posts.filter((post) => post.to.kind === 'room' && post.to.channel === 'huddle');
    expect(weekly).toHaveLength(2);
    expect(wordsOf(weekly[1]?.message ?? { text: '' })).toContain('自 11月23日（周一）09:00 起没有变动');
  });
});

describe('for one person', () => {
  beforeEach(async () => {
    bot = await fresh();
  });

  test('a digest asked for in a direct conversation goes to the asker alone, in their language', async () => {
    expect((await bot.say('sam', 'digest add workdays 09:00')).text).toContain('for you alone');
    await deal({ name: 'Secret', owner: 'mia', confidential: true });
    await live('2026-11-23T01:00:00Z');
    expect(last().to).toEqual({ kind: 'person', workspace: 'local', person: 'sam' });
    expect(last().locale).toBe('en');
    expect(wordsOf(last().message)).toContain('Movement: 1 new (Mia Lopez)');
    // Nobody else knows of it.
    expect(wordsOf(await bot.say('boss', 'digest list'))).toContain('No digests yet');
  });

  test('it is skipped when its reader has left', async () => {
    await bot.say('sam', 'digest add workdays 09:00');
    await bot.prisma.person.updateMany({
      where: { orgId: bot.org, id: bot.ids.sam },
      data: { status: 'left' },
    });
    await deal({ name: 'CRM', owner: 'mia' });
    await live('2026-11-23T01:00:00Z');
    expect(await outcomes()).toEqual(['2026-11-23T01:00 skipped reader']);
  });
});

describe('a manager’s own digest', () => {
  beforeEach(async () => {
    bot = await fresh();
    await bot.say('wang', '日报 新增 每周一 09:00');
    await bot.say('wang', '/日报 新增 每周一 09:00', { room: 'east' });
  });
  const digestFor = (kind: 'person' | 'room') =>
    wordsOf(
      bot.posts.findLast((post) => post.key.includes(':digest:') && post.to.kind === kind)?.message ?? {
        text: '',
      },
    );
  const ofReader = () => digestFor('person');
  const ofRoom = () => digestFor('room');

  test('says where a rep’s deals stop more often than their peers’, to the manager alone', async () => {
    for (const month of ['05', '08']) {
      await past('li', month, { passed: 1, of: 10 });
      await past('zhao', month, { passed: 11, of: 12 });
    }
    await live('2026-11-23T01:00:00Z');
    expect(ofReader()).toContain(
      '值得看看（仅您可见）：李伟在潜在客户（10 个中 1 个进入下一阶段，同事 12 个中 11 个）',
    );
    expect(ofReader()).toContain('先问：是线索质量，还是话术。');
    expect(ofRoom()).toContain('新增 44');
    expect(ofRoom()).not.toContain('仅您可见');
  });

  test('has what was left lying until the manager was told, which the room has not', async () => {
    await deal({ name: '储能监控', stage: 'need' });
    for (const instant of ['2026-12-07T01:30:00Z', '2026-12-11T01:30:00Z']) {
      bot.at(instant);
      await runNudges(nudgePorts(bot));
    }
    await live('2026-12-14T01:00:00Z');
    expect(ofReader()).toContain('待您过问：1 个停滞商机');
    expect(ofRoom()).toContain('新停滞：失联 1');
    expect(ofRoom()).not.toContain('过问');
  });
});

/** Deals that somebody opened early in a month of 2026, of which so many moved on within it and the others were lost. */
async function past(
  owner: CastName,
  month: string,
  { passed, of }: { passed: number; of: number },
): Promise<void> {
  const [pipeline] = await bot.read().pipelines();
  const next = pipeline?.stages[1];
  if (next === undefined) throw new Error('no second stage');
  for (let index = 0; index < of; index++) {
    const openedAt = new Date(`2026-${month}-04T02:00:00Z`);
    const number = await deal({ name: `${owner} ${month} ${index}`, owner, openedAt });
    const at = new Date(`2026-${month}-11T02:00:00Z`);
    await bot.commit(bot.org, {
      key: `past:${number}`,
      actorId: bot.ids[owner],
      now: bot.now,
      changes: [
        {
          kind: 'deal.record',
          deal: number,
          version: null,
          events: [
            index < passed
              ? { kind: 'moved', at, changes: { stageId: next.id } }
              : { kind: 'lost', at, changes: { status: 'lost', lossReason: 'price' } },
          ],
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
  }
}

async function move(name: string, key: string): Promise<void> {
  const { number, version, state } = (await bot.read().deals({ status: ['open'] }, everything())).find(
    (one) => one.name === name,
  ) as Awaited<ReturnType<ReturnType<Bot['read']>['deals']>>[number];
  const [pipeline] = await bot.read().pipelines();
  const to = pipeline?.stages.find((stage) => stage.key === key);
  const from = pipeline?.stages.find((stage) => stage.id === state.stageId);
  if (to === undefined || from === undefined) throw new Error(`no stage ${key}`);
  await bot.commit(bot.org, {
    key: `move:${name}:${key}`,
    actorId: bot.ids.li,
    now: bot.now,
    changes: [
      {
        kind: 'deal.record',
        deal: number,
        version,
        events: [
          {
            kind: 'moved',
            at: bot.now,
            changes: { stageId: to.id },
            ...(to.position < from.position ? { detail: { back: true } } : {}),
          },
        ],
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
}

/** What 华东 promised for November, in major units. */
async function target(amount: number): Promise<void> {
  await bot.commit(bot.org, {
    key: 'target',
    actorId: bot.ids.wang,
    now: bot.now,
    changes: [
      {
        kind: 'target.set',
        target: {
          id: randomUUID(),
          scope: 'team',
          subject: bot.teamId('华东'),
          period: '2026-11',
          measure: 'amount',
          value: amount * 100,
          currency: 'CNY',
        },
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
}

const everything = () => ({ personId: '', teams: 'all' as const, managed: [] });
