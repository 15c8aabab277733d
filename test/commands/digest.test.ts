import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestCommands } from '../../commands/digest/index.ts';
import { runDigests } from '../../src/jobs/digests.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { digestPorts } from '../support/jobs.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
  await bot.deal({ name: '储能监控', customer: '远景能源', amount: 480_000, stage: 'need' });
  await bot.deal({ name: 'CRM', owner: 'mia', amount: 65_000 });
  await bot.deal({ name: 'Secret', owner: 'li', confidential: true });
});
afterAll(() => bot.close());

test.each(digestCommands.filter((one) => one.hidden !== true).map((one) => [one.name, one] as const))(
  '%s: what its example says is understood, in both languages',
  async (_, command) => {
    for (const [who, locale] of [
      ['wang', 'zh'],
      ['sam', 'en'],
    ] as const) {
      const reply = await bot.say(who, command.example[locale]);
      expect(reply.text, command.example[locale]).not.toMatch(/没看懂|did not understand/);
      expect(reply.form).toBeUndefined();
    }
  },
);

test.each([
  ['日报 新增 每周一 09:30', '每周一 09:30'],
  ['日报新增 每月1号 18:00', '每月 1 日 18:00'],
  ['新增日报 每个工作日 8:00', '每个工作日 08:00'],
  ['日报 添加 周五 17:00', '每周五 17:00'],
  ['日报 新增 每月最后一天 17:30', '每月最后一天 17:30'],
  ['新增定时汇报 月底 16:00', '每月最后一天 16:00'],
])('%s', async (line, says) => {
  expect((await bot.say('wang', `/${line}`, { room: 'east' })).text).toContain(says);
});

test.each([
  ['digest add every monday 10:00', 'Every Monday at 10:00'],
  ['digest add weekly fri 16:00', 'Every Friday at 16:00'],
  ['digest add monthly 31 10:00', 'On the last day of every month at 10:00'],
  ['digest add monthly 1 09:15', 'On the 1st of every month at 09:15'],
  ['digest add monthly 30 10:00', 'On the 30th of every month (or its last day) at 10:00'],
  ['digest add last day of the month 17:00', 'On the last day of every month at 17:00'],
  ['digest add monthly on the last day 16:00', 'On the last day of every month at 16:00'],
  ['add digest daily', 'Every working day at 09:00'],
])('%s', async (line, says) => {
  expect((await bot.say('sam', `/${line}`, { room: 'west' })).text).toContain(says);
});

test('only a digest of working days follows a calendar, and only it says so', async () => {
  expect((await bot.say('sam', '/digest add weekly thu 16:00', { room: 'west' })).text).not.toContain(
    'calendar',
  );
  expect((await bot.say('wang', '/日报 新增 每月2号 08:00', { room: 'east' })).text).not.toContain(
    '工作日历',
  );
  expect((await bot.say('wang', '/日报 新增 工作日 07:45', { room: 'east' })).text).toContain('工作日历');
});

test('how often is asked for, never guessed; a time that is none has its fault beside it', async () => {
  const asked = await bot.say('sam', 'digest add');
  expect(asked.text).toBe('How often: on working days, weekly or monthly?');
  const reply = await bot.submit('sam', asked.form, { cadence: 'workdays', time: '07:15' });
  expect(reply.text).toContain('Every working day at 07:15');
  expect((await bot.say('sam', 'digest add weekly 09:00')).text).toBe('On which day of the week?');
  expect(
    (await bot.say('sam', 'digest add workdays time: 25:00')).form?.fields.find((f) => f.name === 'time')
      ?.fault,
  ).toContain('25:00');
});

test('a room with somebody who may not see the deals gets no digest of them', async () => {
  const reply = await bot.say('wang', '/日报 新增 工作日 07:30', { room: 'all' });
  expect(reply.text).toContain('群里有人无权看这些商机');
  expect(await bot.prisma.schedule.count({ where: { channel: 'all' } })).toBe(0);
});

test('the same digest is not added twice', async () => {
  await bot.say('wang', '/日报 新增 工作日 07:00', { room: 'huddle' });
  expect((await bot.say('wang', '/日报 新增 工作日 07:00', { room: 'huddle' })).text).toBe(
    '已经有一份这样的定时汇报了。',
  );
});

test('who may: a manager for their team, not for another; a rep not at all; operations for everyone', async () => {
  expect((await bot.say('li', '日报 新增 工作日 09:00')).text).toContain('没有这项权限');
  expect((await bot.say('wang', '日报 新增 工作日 09:00 West')).text).toContain(
    '可以请 Sam Carter 或 Bo Chief 处理',
  );
  const reply = await bot.say('olga', '/digest add workdays 06:00', { room: 'leads' });
  expect(reply.text).toContain('Every working day at 06:00 · Everyone, for the channel where you say this');
  const all = await bot.say('wang', '日报列表');
  const item = wordsOf(all);
  expect(item).toContain('每个工作日 06:00 · 全员');
  // The manager of a team reads of it and cannot change it.
  const ids = (await bot.read().schedules()).filter((one) => one.teamId === null).map((one) => one.id);
  for (const id of ids) {
    const refused = await bot.press('wang', { line: '日报 暂停', values: { which: id } });
    expect(refused.text).toBe('没有这份定时汇报。');
  }
});

test('several digests: the one meant is chosen by a press or by its number', async () => {
  const choice = await bot.say('wang', '/日报 暂停', { room: 'east' });
  expect(choice.text).toBe('您指的是哪份定时汇报？');
  expect((await bot.press('wang', pressed(choice, /每周一/))).text).toContain('已暂停：每周一 09:30');
  expect((await bot.say('wang', '日报 恢复 99')).text).toBe('没有这份定时汇报。');
});

test('now: to the asker alone, with what they may see', async () => {
  const mine = await bot.say('wang', '日报 现在');
  expect(wordsOf(mine)).toContain('新增 2');
  expect(wordsOf(await bot.say('li', '日报'))).toContain('新增 2');
  expect(wordsOf(await bot.say('zhao', '日报'))).toContain('新增 1');
  expect((await bot.say('zhao', '日报 West')).text).toContain('可以请 Sam Carter 或 Bo Chief 处理');
  const whole = await bot.say('olga', 'digest now');
  expect(whole.text).toContain('Everyone');
});

test('now, in a room: what everybody there may see, in the room’s language', async () => {
  const reply = await bot.say('sam', '/digest now', { room: 'west' });
  expect(reply).toMatchObject({ audience: 'place' });
  expect(reply.text).toContain('West · digest');
  const east = await bot.say('wang', '/日报 现在', { room: 'east' });
  expect(wordsOf(east)).toContain('新增 1');
});

test('what a number opens: the very deals, those not open to the reader counted', async () => {
  const digest = await bot.say('wang', '日报 现在');
  const words = pressed(digest, '新增 2');
  expect(wordsOf(await bot.press('wang', words))).toContain('Secret');
  const others = await bot.press('zhao', words);
  expect(wordsOf(others)).not.toContain('Secret');
  expect(wordsOf(others)).toMatch(/另有 1 个/);
  expect(pressable(others).map((one) => one.says.line)).toContain('deal show');
});

test('who reads no deals is told so, and not that there are none', async () => {
  for (const line of ['digest now', 'funnel', 'funnel moves', 'target']) {
    expect((await bot.say('ada', line)).text, line).toBe(
      'You manage people, not deals: no deal is open to you.',
    );
  }
  // Somebody who simply has none is told that.
  expect((await bot.say('joe', 'funnel')).text).toContain('0 open deals');
});

describe('now, after a digest that a room was sent', () => {
  let own: Bot;
  let secret: number;
  beforeAll(async () => {
    own = await aBot();
    await own.deal({ name: '储能监控', amount: 480_000, stage: 'need' });
    secret = await own.deal({ name: '保密项目', owner: 'li', stage: 'need', confidential: true });
    await own.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
    for (const day of ['2026-12-14', '2026-12-15']) {
      own.at(`${day}T01:00:00Z`);
      await runDigests(digestPorts(own));
    }
    own.at('2026-12-15T02:00:00Z');
  });
  afterAll(() => own.close());

  test('what not everybody in the room may know is not new to its manager for that', async () => {
    const sent = await own.prisma.slot.count({ where: { orgId: own.org, outcome: 'sent' } });
    expect(sent).toBe(1);
    const mine = await own.say('wang', '日报 现在');
    expect(wordsOf(mine)).toContain('自 12月14日（周一）09:00 起没有变动');
    expect(wordsOf(mine)).not.toContain('新停滞');
    expect(wordsOf(mine)).toContain('没有需要处理的事。');
  });

  test('nothing new is no reason to say that nothing is to be done', async () => {
    const view = await own.read().dealView(secret);
    await own.prisma.nudge.create({
      data: {
        orgId: own.org,
        dealNumber: secret,
        why: 'silent',
        clockStart: view?.state.silentFrom ?? own.now,
        level: 'manager',
        personId: own.ids.wang,
        day: new Date('2026-12-11T00:00:00Z'),
        at: new Date('2026-12-11T01:30:00Z'),
      },
    });
    const asked = wordsOf(await own.say('wang', '日报 现在'));
    expect(asked).toContain('待您过问：1 个停滞商机');
    expect(asked).not.toContain('没有需要处理的事');
  });
});
