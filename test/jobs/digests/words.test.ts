import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aBot, type Bot } from '../../support/bot.ts';
import { digestsOf } from '../../support/digests.ts';
import { pressable, pressed, wordsOf } from '../../support/reading.ts';

// Saturday 21 November 2026 in Shanghai; each test has an organisation of its own.
let bot: Bot;
const { outcomes, live, deal, last, lines } = digestsOf(() => bot);
beforeEach(async () => {
  bot = await aBot();
});
afterEach(() => bot.close());

beforeEach(async () => {
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
