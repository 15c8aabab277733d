import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const viewOf = (number: number) => bot.read().dealView(number);

describe('edit', () => {
  test('two edits are one event, echoed from what it was to what it is', async () => {
    const number = await bot.deal({
      name: 'Portal',
      customer: 'Acme',
      owner: 'mia',
      amount: 50_000,
      close: '2026-11-30',
    });
    const reply = await bot.say('mia', 'edit acme 50k→65k close eoq');
    expect(reply.text).toBe(
      'Portal: amount CN¥50k → CN¥65k; expected close Mon, Nov 30, 2026 → Thu, Dec 31, 2026.',
    );
    const events = await bot.read().eventsOf(number);
    expect(events).toHaveLength(2);
    expect(events[1]?.changes).toMatchObject({ amount: 6_500_000, expectedClose: '2026-12-31' });
  });

  test('the third push asks why, and takes the reason with what was said', async () => {
    const number = await bot.deal({ name: '产线', customer: '三一重工', close: '2026-11-30' });
    await bot.say('li', '修改 三一 12月10日');
    await bot.say('li', '修改 三一 12月20日');
    const asked = await bot.say('li', '修改 三一 90万 2027年1月15日');
    expect(asked.text).toContain('推迟了 2 次');
    expect((await viewOf(number))?.state.expectedClose).toBe('2026-12-20');
    const done = await bot.submit('li', asked.form, { reason: '客户预算四月才下来' });
    expect(done.text).toContain('¥90万');
    expect((await viewOf(number))?.state).toMatchObject({ pushes: 3, expectedClose: '2027-01-15' });
    expect(wordsOf(await bot.say('li', '商机历史 三一'))).toContain('客户预算四月才下来');
  });

  test('the button opens the form as the deal stands; what is left alone stays', async () => {
    const number = await bot.deal({ name: '厂务', customer: '京东方', amount: 300_000 });
    const card = await bot.say('li', '查看 京东方');
    const form = await bot.press('li', pressed(card, '修改'));
    const values = Object.fromEntries(form.form?.fields.map((field) => [field.name, field.value]) ?? []);
    expect(values).toMatchObject({ amount: '30万元', name: '厂务', customer: '京东方' });
    const unchanged = await bot.submit('li', form.form, {});
    expect(unchanged.text).toContain('没有改动');
    const changed = await bot.submit('li', form.form, {
      name: '厂务二期',
      category: 'best',
      phase: 'comparing',
    });
    expect(changed.text).toBe('厂务：改名为“厂务二期”；预测类别改为最佳；购买阶段改为选择评价。');
    expect((await viewOf(number))?.state.amount).toBe(30_000_000);
  });

  test('an amount whose unit is unclear is asked about', async () => {
    const number = await bot.deal({ name: '桥梁', customer: '中建三局', amount: 100_000 });
    const reply = await bot.say('li', '中建改60个');
    expect(reply.form?.fields.find((field) => field.name === 'amount')?.fault).toContain('60万');
    expect((await viewOf(number))?.state.amount).toBe(10_000_000);
  });
});

describe('next step', () => {
  test('is set with an absolute date and done again', async () => {
    const number = await bot.deal({ name: '监控', customer: '远景能源' });
    const reply = await bot.say('li', '下一步 远景 下周二演示');
    expect(reply.text).toBe('监控下一步：演示，2026年11月24日（周二）前。');
    expect((await viewOf(number))?.nextStep).toBe('演示');
    const done = await bot.say('li', '完成下一步 远景');
    expect(done.text).toContain('接下来做什么');
    expect((await viewOf(number))?.state).toMatchObject({ nextStepId: null, nextStepDue: null });
    expect((await bot.say('li', '完成下一步 远景')).text).toContain('没有待完成');
    const timed = await bot.say('li', '下一步 远景 下周四上午9点演示');
    expect(timed.text).toBe('监控下一步：09:00 演示，2026年11月26日（周四）前。');
  });

  test('is not due on a day that is over; the form says so beside the date', async () => {
    const number = await bot.deal({ name: '巡检', customer: '大唐集团' });
    const reply = await bot.say('li', '下一步 大唐 昨天演示');
    expect(reply.form?.fields.find((field) => field.name === 'due')?.fault).toContain('今天或以后');
    expect((await viewOf(number))?.state.nextStepId).toBeNull();
  });
});

describe('snooze', () => {
  test('until a day, with who has the ball and why; then awake again', async () => {
    const number = await bot.deal({ name: '热泵', customer: '美的集团' });
    const reply = await bot.say('li', '先别催 美的 12月15日 客户 等招标公告');
    expect(reply.text).toBe('热泵的提醒暂缓到2026年12月15日（周二），球在客户手里。');
    expect((await viewOf(number))?.state).toMatchObject({ snoozedUntil: '2026-12-15', ball: 'customer' });
    expect(wordsOf(await bot.say('li', '商机历史 美的'))).toContain('招标公告');
    await bot.say('li', '恢复提醒 美的');
    expect((await viewOf(number))?.state.snoozedUntil).toBeNull();
    expect((await bot.say('li', '取消暂缓 美的')).text).toContain('没有暂缓');
  });

  test('without a day it asks for one', async () => {
    await bot.deal({ name: 'Kiosk', customer: 'Umbrella', owner: 'mia' });
    const asked = await bot.say('mia', 'snooze umbrella');
    expect(asked.form?.fields.find((field) => field.name === 'until')?.required).toBe(true);
  });
});

test('the ball changes hands', async () => {
  await bot.deal({ name: 'Hub', customer: 'Hooli', owner: 'mia' });
  expect((await bot.say('mia', 'deal ball hooli partner')).text).toBe('Hub: next move: the partner.');
  expect((await bot.say('mia', 'deal ball hooli partner')).text).toContain('Nothing changed');
});

test('a note holds whatever happened meanwhile', async () => {
  const number = await bot.deal({ name: 'Suite', customer: 'Initech', owner: 'mia' });
  await bot.say('mia', 'note initech: budget meeting moved to January');
  expect(wordsOf(await bot.say('mia', `deal history #${number}`))).toContain(
    'noted: budget meeting moved to January',
  );
});

describe('what is more likely a slip is asked about', () => {
  test('a snooze of more than three months, which holds once it is confirmed', async () => {
    const number = await bot.deal({ name: 'Mast', customer: 'Tyrell', owner: 'mia' });
    const asked = await bot.say('mia', `snooze #${number} until 2099-01-01`);
    expect(asked.text).toContain('more than three months away');
    expect((await bot.read().dealView(number))?.state.snoozedUntil).toBeNull();
    await bot.submit('mia', asked.form, {});
    expect((await bot.read().dealView(number))?.state.snoozedUntil).toBe('2099-01-01');
    await bot.say('mia', `snooze #${number} until Dec 15`);
    expect((await bot.read().dealView(number))?.state.snoozedUntil).toBe('2026-12-15');
  });

  test('nudges that are muted for longer than that', async () => {
    const asked = await bot.say('mia', 'nudge mute until 2027-11-20');
    expect(asked.form?.fields.map((one) => one.name)).toEqual(['until']);
    expect((await bot.read().person(bot.ids.mia))?.mutedUntil).toBeNull();
  });

  test('a visit of long ago, or of long before its deal', async () => {
    const number = await bot.deal({ name: 'Pier', customer: 'Wonka', owner: 'mia' });
    const asked = await bot.say('mia', `log #${number} met the CFO on 5 May 2020`);
    expect(asked.text).toContain('Is the day right?');
    expect((await bot.read().dealView(number))?.lastVisit).toBeNull();
    await bot.submit('mia', asked.form, { on: '2026-11-19' });
    expect((await bot.read().dealView(number))?.lastVisit?.summary).toContain('met the CFO');
    expect((await bot.read().dealView(number))?.state.lastContactAt).toEqual(
      new Date('2026-11-19T04:00:00Z'),
    );
  });
});

test('what was made confidential in its thread is made visible there by one word', async () => {
  const number = await bot.deal({ name: 'Lodge', customer: 'Lakeshore', owner: 'mia' });
  await bot.say('mia', `@stagepost show #${number}`, { room: 'west', thread: 'm-lodge' });
  await bot.deliver();
  const home = await bot.prisma.placement.findFirst({ where: { dealNumber: number } });
  const there = { room: home?.channel ?? '', thread: home?.thread ?? '' };
  await bot.say('mia', 'confidential', there);
  expect((await bot.read().dealView(number))?.state.confidential).toBe(true);
  await bot.say('mia', 'visible', there);
  expect((await bot.read().dealView(number))?.state.confidential).toBe(false);
});
