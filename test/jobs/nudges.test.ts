import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nudgeJob, runNudges } from '../../src/jobs/nudges.ts';
import { openDatabase } from '../../src/store/prisma.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { nudgePorts } from '../support/jobs.ts';
import type { NewDeal } from '../support/opening.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

// A deal in 需求确认 (patience ten working days) opened on Saturday 21 November is silent on Monday 7 December 2026.
let bot: Bot;
beforeEach(async () => {
  bot = await aBot();
});
afterEach(() => bot.close());

const FOUR = ['记拜访', '下一步', '暂缓提醒', '输单'];
const BUTTONS = [...FOUR, '查看'];

/** 09:30 in Shanghai. */
const MORNING = 'T01:30:00Z';

async function live(...instants: string[]): Promise<void> {
  for (const instant of instants) {
    bot.at(instant.includes('T') ? instant : `${instant}${MORNING}`);
    await runNudges(nudgePorts(bot));
    await bot.deliver();
  }
}

const deal = (of: Partial<NewDeal> & { name: string }) => bot.deal({ stage: 'need', amount: 480_000, ...of });

/** To whom, about what: 'li: #1 储能监控已有…' */
const said = () =>
  bot.posts
    .filter((post) => post.key.includes(':nudge:'))
    .map((post) => `${post.to.kind === 'person' ? post.to.person : post.to.channel}: ${post.message.text}`);
const given = async () =>
  (await bot.prisma.nudge.findMany({ where: { orgId: bot.org }, orderBy: { at: 'asc' } })).map(
    (one) =>
      `#${one.dealNumber} ${one.why} ${one.level} ${name(one.personId)} ${one.day.toISOString().slice(5, 10)}`,
  );
const name = (id: string) => Object.entries(bot.ids).find(([, one]) => one === id)?.[0] ?? '?';

async function act(
  number: number,
  kind: 'contacted' | 'noted' | 'moved',
  by: CastName = 'li',
): Promise<void> {
  const view = await bot.read().dealView(number);
  const next = view?.pipeline.stages.find((stage) => stage.position === view.stage.position + 1);
  await bot.commit(bot.org, {
    key: randomUUID(),
    actorId: bot.ids[by],
    now: bot.now,
    changes: [
      {
        kind: 'deal.record',
        deal: number,
        version: null,
        events: [
          { kind, at: bot.now, changes: kind === 'moved' && next !== undefined ? { stageId: next.id } : {} },
        ],
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
}

const set = (who: CastName, data: Parameters<typeof bot.prisma.person.updateMany>[0]['data']) =>
  bot.prisma.person.updateMany({ where: { orgId: bot.org, id: bot.ids[who] }, data });

async function away(who: CastName, deputy: CastName, span: { from: string; until: string }): Promise<void> {
  await bot.commit(bot.org, {
    key: randomUUID(),
    actorId: bot.ids[who],
    now: bot.now,
    changes: [
      { kind: 'leave.set', id: randomUUID(), personId: bot.ids[who], deputyId: bot.ids[deputy], ...span },
    ],
    answeredIn: null,
    reply: async () => null,
  });
}

const home = (number: number) =>
  bot.prisma.placement.create({
    data: {
      orgId: bot.org,
      platform: 'local',
      workspace: 'local',
      dealNumber: number,
      channel: 'east',
      thread: `t${number}`,
      createdAt: bot.now,
    },
  });

describe('the ladder', () => {
  test('first the owner, after two working days the thread, after two more the manager, each once', async () => {
    await home(await deal({ name: '储能监控' }));
    await live('2026-12-04', '2026-12-05', '2026-12-06', '2026-12-07T01:29:50Z');
    expect(said()).toEqual([]);
    await live('2026-12-07', '2026-12-07T01:30:10Z', '2026-12-08');
    expect(said()).toEqual(['li: #1 储能监控已有 11 个工作日没有联系客户。']);
    await live('2026-12-09', '2026-12-10');
    expect(said().slice(1)).toEqual(['east: #1 储能监控已有 13 个工作日没有联系客户。']);
    await live('2026-12-11', '2026-12-14', '2026-12-31');
    expect(said().slice(2)).toEqual(['wang: #1 储能监控需要您过问。']);
    expect(await given()).toEqual([
      '#1 silent owner li 12-07',
      '#1 silent thread li 12-09',
      '#1 silent manager wang 12-11',
    ]);
  });

  test('says when the clock started and why, who holds the ball, and has buttons that do something about it', async () => {
    await deal({ name: '储能监控', customer: '远景能源' });
    await act(1, 'contacted');
    await bot.prisma.deal.updateMany({ where: { orgId: bot.org }, data: { ball: 'customer' } });
    await live('2026-12-07');
    const [post] = bot.posts;
    const words = wordsOf(post?.message ?? { text: '' });
    expect(words).toContain('最近一次联系客户：11月21日（周六）；需求确认阶段预警为 10 个工作日。');
    expect(words).toContain('球在客户手里');
    for (const label of BUTTONS) {
      const reply = await bot.press('li', pressed(post?.message ?? { text: '' }, label));
      if (label === '查看') expect(reply.card?.title, label).toContain('储能监控');
      else expect(reply.form, label).toBeDefined();
    }
  });

  test('without a home thread the manager is told when they would have been anyway', async () => {
    await deal({ name: '储能监控' });
    await live('2026-12-07', '2026-12-09', '2026-12-10', '2026-12-11');
    expect(await given()).toEqual(['#1 silent owner li 12-07', '#1 silent manager wang 12-11']);
  });

  test('a deal made confidential is not spoken of in the thread it had', async () => {
    await home(await deal({ name: '储能监控', confidential: true }));
    await live('2026-12-07', '2026-12-09', '2026-12-11');
    expect(await given()).toEqual(['#1 silent owner li 12-07', '#1 silent manager wang 12-11']);
  });

  test('stops when the customer is met; a new silence is a new series', async () => {
    await deal({ name: '储能监控' });
    await live('2026-12-07');
    bot.at('2026-12-08T03:00:00Z');
    await act(1, 'contacted');
    await act(1, 'moved');
    await live('2026-12-09', '2026-12-11', '2026-12-21');
    expect(await given()).toHaveLength(1);
    // Ten working days after 8 December.
    await live('2026-12-22', '2026-12-23');
    expect(await given()).toEqual(['#1 silent owner li 12-07', '#1 silent owner li 12-23']);
  });

  test('anything somebody does about the deal holds the next level for two more working days', async () => {
    await deal({ name: '储能监控' });
    await live('2026-12-07');
    bot.at('2026-12-10T03:00:00Z');
    await act(1, 'noted');
    await live('2026-12-11', '2026-12-15');
    expect(await given()).toHaveLength(1);
    await live('2026-12-16');
    expect((await given())[1]).toBe('#1 silent manager wang 12-16');
  });

  test('a stuck deal is nudged whatever is done for the customer, until it moves on', async () => {
    await deal({ name: '储能监控' });
    for (const day of ['12-01', '12-11', '12-18']) {
      bot.at(`2026-${day}T03:00:00Z`);
      await act(1, 'contacted');
    }
    // Twice the patience: stuck on the twenty-first working day.
    await live('2026-12-18', '2026-12-21');
    expect(await given()).toEqual(['#1 stuck owner li 12-21']);
    expect(wordsOf(bot.posts.at(-1)?.message ?? { text: '' })).toContain(
      '11月21日（周六）进入需求确认；已超过 20 个工作日',
    );
    bot.at('2026-12-22T03:00:00Z');
    await act(1, 'moved');
    await live('2026-12-23', '2026-12-24');
    expect(await given()).toHaveLength(1);
  });
});

describe('one nudge for a deal, whatever it is stalled for', () => {
  test('stuck since yesterday and silent today: nobody is told twice, and the next level names both', async () => {
    await deal({ name: '储能监控' });
    bot.at('2026-12-07T02:00:00Z');
    await act(1, 'contacted');
    // Stuck on 21 December; ten working days after the contact it is silent too, on the 22nd.
    await live('2026-12-21', '2026-12-22', '2026-12-23');
    expect(await given()).toEqual(['#1 stuck owner li 12-21']);
    await live('2026-12-24', '2026-12-25');
    expect((await given()).slice(1)).toEqual(['#1 stuck manager wang 12-25']);
    const words = wordsOf(bot.posts.at(-1)?.message ?? { text: '' });
    expect(words).toContain('失联 14 个工作日');
    expect(words).toContain('卡住 25 个工作日');
    await live('2026-12-28', '2026-12-31');
    expect(await given()).toHaveLength(2);
  });

  test('both at once are one message with both reasons', async () => {
    await deal({ name: '储能监控' });
    await live('2026-12-21');
    expect(said()).toEqual(['li: #1 储能监控已有 21 个工作日没有联系客户，在本阶段已停留 21 个工作日。']);
    expect(wordsOf(bot.posts[0]?.message ?? { text: '' })).toContain('失联 21 个工作日 · 卡住 21 个工作日');
    await live('2026-12-22', '2026-12-23', '2026-12-24');
    expect(await given()).toEqual(['#1 silent owner li 12-21']);
  });

  test('what they were told of and acted on once goes on with its ladder, and does not begin anew', async () => {
    await deal({ name: '储能监控' });
    await live('2026-12-21');
    bot.at('2026-12-22T02:00:00Z');
    await act(1, 'contacted');
    await live('2026-12-23', '2026-12-24', '2026-12-25');
    expect(await given()).toHaveLength(1);
    await live('2026-12-28');
    expect((await given()).slice(1)).toEqual(['#1 stuck manager wang 12-28']);
  });

  test('once somebody acted, a deal that falls silent again is a new series', async () => {
    await deal({ name: '储能监控' });
    bot.at('2026-12-09T02:00:00Z');
    await act(1, 'contacted');
    await live('2026-12-21');
    bot.at('2026-12-22T02:00:00Z');
    await act(1, 'contacted');
    await live('2027-01-07');
    expect(await given()).toEqual(['#1 stuck owner li 12-21', '#1 silent owner li 01-07']);
  });
});

describe('when, and how many', () => {
  test('only on working days of the calendar', async () => {
    bot.at('2026-09-14T02:00:00Z');
    await deal({ name: '储能监控' });
    // Silent on 29 September; 1–7 October is National Day, Saturday the 10th is worked.
    await live('2026-09-29', '2026-10-01', '2026-10-05', '2026-10-08', '2026-10-09', '2026-10-10');
    expect(await given()).toEqual(['#1 silent owner li 09-29', '#1 silent manager wang 10-10']);
  });

  test('at most three a day for one person, the largest first; the rest on the days after', async () => {
    for (const amount of [10_000, 50_000, 30_000, null, 40_000, 20_000]) {
      await deal({ name: `商机 ${amount}`, amount });
    }
    await live('2026-12-07', '2026-12-07T02:00:00Z', '2026-12-07T07:00:00Z');
    expect(said().map((one) => one.slice(0, 17))).toEqual([
      'li: #2 商机 50000已有',
      'li: #5 商机 40000已有',
      'li: #3 商机 30000已有',
    ]);
    await live('2026-12-08');
    expect((await given()).slice(3)).toEqual([
      '#6 silent owner li 12-08',
      '#1 silent owner li 12-08',
      '#4 silent owner li 12-08',
    ]);
  });

  test('a manager gets one message a day for all that was left lying', async () => {
    for (const amount of [10_000, 20_000]) await deal({ name: `商机 ${amount}`, amount });
    await live('2026-12-07', '2026-12-11');
    expect(said().at(-1)).toBe('wang: 2 个停滞商机需要您过问。');
    const items = wordsOf(bot.posts.at(-1)?.message ?? { text: '' });
    expect(items.indexOf('商机 20000')).toBeLessThan(items.indexOf('商机 10000'));
    // What the owner could have done about each, their manager can.
    const [post] = bot.posts.slice(-1);
    const buttons = pressable(post?.message ?? { text: '' }).filter(({ says }) => says.line !== 'deal show');
    expect(buttons.map((one) => one.label)).toEqual([...FOUR, ...FOUR]);
    for (const { label, says } of buttons) {
      const reply = await bot.press('wang', says);
      expect(reply.form?.fields.length, label).toBeGreaterThan(0);
      expect(says.values?.deal).toMatch(/^#[12]$/);
    }
  });

  test('two replicas at once give each nudge once and keep to three a day', async () => {
    for (let index = 0; index < 6; index++) await deal({ name: `商机 ${index}`, amount: 1000 * (index + 1) });
    const other = openDatabase(bot.database.url, { connections: 2 });
    try {
      bot.at(`2026-12-07${MORNING}`);
      const counts = await Promise.all([
        runNudges(nudgePorts(bot)),
        runNudges(nudgePorts(bot, other.prisma)),
        runNudges(nudgePorts(bot)),
      ]);
      expect(counts.reduce((sum, one) => sum + one)).toBe(3);
    } finally {
      await other.close();
    }
    await bot.deliver();
    expect(said()).toHaveLength(3);
  });

  test('a restart between commit and delivery delivers the nudge, and gives it no second time', async () => {
    await deal({ name: '储能监控' });
    bot.at(`2026-12-07${MORNING}`);
    await runNudges(nudgePorts(bot));
    expect(bot.posts).toHaveLength(0);
    await live('2026-12-07T01:45:00Z', '2026-12-07T01:50:00Z');
    expect(said()).toHaveLength(1);
  });

  test('the job looks once a minute, and at once when the clock was moved', async () => {
    let looks = 0;
    const ports = nudgePorts(bot);
    const job = nudgeJob({ ...ports, organisations: async () => [bot.org].filter(() => ++looks > 0) });
    for (const instant of ['01:30:00', '01:30:10', '01:30:59', '01:31:00']) {
      bot.at(`2026-12-07T${instant}Z`);
      await job.run();
    }
    expect(looks).toBe(2);
    // What fails is looked at in a minute again, not with every beat.
    const bad = nudgeJob({ ...ports, organisations: () => Promise.reject(new Error(String(++looks))) });
    await expect(bad.run()).rejects.toThrow('3');
    await bad.run();
    looks = 2;
    bot.at('2026-12-08T01:31:00Z');
    await job.run();
    expect(looks).toBe(3);
  });
});

describe('whom', () => {
  test('a deputy while the owner is away, in their own language', async () => {
    await deal({ name: 'CRM', owner: 'mia' });
    await away('mia', 'joe', { from: '2026-12-01', until: '2026-12-08' });
    bot.at(`2026-12-07${MORNING}`);
    // Another organisation cannot be read: it holds up nobody.
    await runNudges({ ...nudgePorts(bot), organisations: async () => ['no organisation', bot.org] });
    expect(bot.errors.splice(0)).toMatchObject([{ message: 'nudges failed' }]);
    await bot.deliver();
    expect(said()).toEqual(['joe: #1 CRM has had no customer contact for 11 working days.']);
    expect(wordsOf(bot.posts[0]?.message ?? { text: '' })).toContain('You are covering for Mia Lopez.');
  });

  test('being a deputy opens no confidential deal: the manager is told', async () => {
    await deal({ name: 'Secret', owner: 'mia', confidential: true });
    await away('mia', 'joe', { from: '2026-12-01', until: '2026-12-08' });
    await live('2026-12-07');
    expect(await given()).toEqual(['#1 silent manager sam 12-07']);
  });

  test('where nobody answers for the owner, the manager is told at once; a manager’s own deals go to theirs', async () => {
    await deal({ name: 'CRM', owner: 'mia' });
    await deal({ name: 'ERP', owner: 'sam' });
    await set('mia', { status: 'left' });
    await live('2026-12-07', '2026-12-11');
    expect(await given()).toEqual([
      '#1 silent manager sam 12-07',
      '#2 silent owner sam 12-07',
      '#2 silent manager boss 12-11',
    ]);
  });

  test('a snoozed deal is left alone until its day', async () => {
    await deal({ name: '储能监控' });
    await bot.prisma.deal.updateMany({
      where: { orgId: bot.org },
      data: { snoozedUntil: new Date('2026-12-12T00:00:00Z') },
    });
    await live('2026-12-07', '2026-12-11', '2026-12-12', '2026-12-14');
    expect(await given()).toEqual(['#1 silent owner li 12-14']);
  });

  test('muted people and quiet hours are respected', async () => {
    await deal({ name: '储能监控' });
    await deal({ name: '智慧工厂', owner: 'zhao' });
    await deal({ name: 'CRM', owner: 'joe' });
    bot.at('2026-12-06T02:00:00Z');
    expect((await bot.say('li', '提醒静音 到12月9日')).text).toBe(
      '12月9日（周三）之前不提醒您，当天起恢复。',
    );
    await bot.say('zhao', '提醒免打扰 09:00 14:00');
    await live('2026-12-07');
    expect(await given()).toEqual(['#3 silent owner joe 12-07']);
    await live('2026-12-07T05:59:00Z', '2026-12-07T06:00:00Z');
    expect((await given())[1]).toBe('#2 silent owner zhao 12-07');
    await live('2026-12-08', '2026-12-09');
    expect((await given())[2]).toBe('#1 silent owner li 12-09');
  });

  test('nobody is nudged in the evening unless they ask for it, and everybody in their own zone', async () => {
    await deal({ name: '储能监控' });
    await deal({ name: 'CRM', owner: 'joe' });
    await set('joe', { zone: 'America/Los_Angeles' });
    // 21:00 in Shanghai: too late there, five in the morning in Los Angeles.
    await live('2026-12-07T13:00:00Z');
    expect(await given()).toEqual([]);
    // 09:30 in Los Angeles.
    await live('2026-12-07T17:30:00Z');
    expect(await given()).toEqual(['#2 silent owner joe 12-08']);
  });
});
