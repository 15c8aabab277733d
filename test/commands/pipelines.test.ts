import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

// New deals follow another process from today on: what is open in the old one is counted everywhere.
let bot: Bot;
beforeAll(async () => {
  bot = await aBot({ now: new Date('2026-11-02T02:00:00Z') });
  await bot.deal({ name: '储能监控', amount: 480_000, stage: 'proposal', close: '2026-11-30' });
  await bot.deal({ name: '智慧园区', owner: 'zhao', amount: 1_200_000, stage: 'need' });
  await bot.deal({ name: 'CRM renewal', owner: 'mia', amount: 65_000, stage: 'need' });
  bot.at('2026-11-20T02:00:00Z');
  await bot.say('olga', 'settings template project');
});
afterAll(() => bot.close());

const picturesOf = (message: Message) =>
  (message.card?.elements ?? []).flatMap((one) => (one.kind === 'picture' ? [one.picture] : []));

describe('while the new process has no deals yet', () => {
  test('the funnel is that of the old one, and its headline counts what is open', async () => {
    const reply = await bot.say('wang', '漏斗');
    expect(reply.text).toBe('漏斗 · 华东 · 全部在途商机 · 在途 2 个，¥168万');
    expect(picturesOf(reply)).toHaveLength(1);
    expect(picturesOf(reply)[0]).toMatchObject({ title: '漏斗 · 华东', footer: '在途 2 个，¥168万' });
  });

  test('so does the digest, in a room too, with the picture of what is open', async () => {
    const here = await bot.say('wang', '/日报 现在', { room: 'east' });
    expect(here.audience).toBe('place');
    expect(wordsOf(here)).toContain('11月目标：未设 · 在途 2 个，¥168万');
    expect(picturesOf(here)).toMatchObject([{ title: '华东', footer: '在途 2 个，¥168万' }]);
    const opened = await bot.press('wang', pressed(here, '在途 2'), { room: 'east' });
    expect(opened.card?.subtitle).toContain('2 个');
  });

  test('so does the day of a manager', async () => {
    const reply = await bot.say('wang', '今日');
    expect(reply.text).toContain('在途 2 个 · ¥168万');
    expect(picturesOf(reply)).toMatchObject([{ footer: '在途 2 个，¥168万' }]);
  });

  test('what moved in it is still told by its stages', async () => {
    bot.at('2026-11-20T03:00:00Z');
    await bot.say('mia', 'advance crm');
    await bot.say('mia', 'lose #3 price');
    bot.at('2026-11-20T03:01:00Z');
    expect(wordsOf(await bot.say('sam', 'funnel moves West this month'))).toContain(
      'Advanced Need confirmed → Proposal',
    );
  });
});

describe('with deals in both', () => {
  beforeAll(async () => {
    bot.at('2026-11-20T04:00:00Z');
    await bot.deal({ name: '数据中心', amount: 300_000 });
  });

  test('each has its picture and its table, and what they come to is said above them', async () => {
    const reply = await bot.say('wang', '漏斗');
    expect(reply.text).toContain('在途 3 个，¥198万');
    expect(picturesOf(reply).map((one) => one.title)).toEqual(['项目型销售', '咨询式销售']);
    const all = await bot.press('wang', pressed(reply, '合计'));
    expect(all.card?.subtitle).toContain('3 个 · ¥198万');
    const english = await bot.say('boss', 'funnel everyone');
    expect(picturesOf(english).map((one) => one.title)).toEqual(['Project sales', 'Consultative sales']);
  });

  test('a digest and a day show the one with the most deals, and name it', async () => {
    const digest = await bot.say('wang', '日报');
    expect(wordsOf(digest)).toContain('11月目标：未设 · 在途 3 个，¥198万');
    expect(picturesOf(digest).map((one) => one.title)).toEqual(['华东 · 咨询式销售']);
    expect(picturesOf(await bot.say('wang', '今日')).map((one) => one.title)).toEqual([
      '漏斗 · 华东 · 咨询式销售',
    ]);
  });
});
