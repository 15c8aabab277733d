import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isGreeting } from '../../src/chat/answer/thanks.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

// What people say before they know any verb.

let bot: Bot;
let park: number;
let evergreen: number;
beforeAll(async () => {
  bot = await aBot();
  park = await bot.deal({ name: '智慧园区', customer: '远景能源', owner: 'li', amount: 600_000 });
  evergreen = await bot.deal({ name: 'Storage', customer: 'Evergreen', owner: 'mia', amount: 40_000 });
  await bot.deal({ name: 'Expansion', customer: 'Lakeshore', owner: 'mia', amount: 30_000 });
  await bot.deal({ name: 'Rollout', customer: 'Lakeshore', owner: 'mia', amount: 30_000 });
  await bot.deal({ name: '设备联网', customer: '徐工机械', owner: 'zhao', amount: 100_000 });
  await bot.deal({ name: '轴承监测', customer: '常熟轴承', owner: 'li', amount: 100_000 });
});
afterAll(() => bot.close());
beforeEach(() => bot.at(new Date(bot.now.getTime() + 60_000)));

const lines = async () => (await bot.prisma.dealEvent.count()) + (await bot.prisma.deal.count());

describe('a deal alone is shown', () => {
  test.each([
    ['li', '远景', '智慧园区'],
    ['mia', 'evergreen', 'Storage'],
    ['mia', '#N', 'Storage'],
    ['mia', 'deal N', 'Storage'],
    ['mia', 'N', 'Storage'],
  ] as const)('%s: %s', async (who, line, name) => {
    const reply = await bot.say(who, line.replace('N', String(evergreen)));
    expect(reply.card?.deal).toBe(who === 'li' ? park : evergreen);
    expect(reply.card?.title).toContain(name);
  });

  test('or one of them is chosen', async () => {
    const choice = await bot.say('mia', 'lakeshore');
    expect((await bot.press('mia', pressed(choice, /Rollout/))).card?.title).toContain('Rollout');
  });
});

describe('a deal and an amount or a day open its form, and record nothing', () => {
  test.each([
    ['li', '远景 50万 12月31日', { amount: '50万元', close: '2026-12-31' }],
    ['li', '远景 ６０万', { amount: '60万元' }],
    ['mia', '#N 120k', { amount: '120,000 CNY' }],
  ] as const)('%s: %s', async (who, line, values) => {
    const before = await lines();
    const { form } = await bot.say(who, line.replace('N', String(evergreen)));
    const shown = Object.fromEntries(form?.fields.map((field) => [field.name, field.value]) ?? []);
    expect(shown).toMatchObject(values);
    expect(form?.says.line).toMatch(/edit|修改/);
    expect(await lines()).toBe(before);
  });

  test('also behind a choice', async () => {
    const choice = await bot.say('mia', 'lakeshore 35k');
    const before = await lines();
    const { form } = await bot.press('mia', pressed(choice, /Rollout/));
    expect(form?.fields.find((field) => field.name === 'amount')?.value).toBe('35,000 CNY');
    expect(await lines()).toBe(before);
  });
});

test('what a sentence says of a deal can be kept by a press', async () => {
  const reply = await bot.say('zhao', '徐工的预算批了');
  const labels = pressable(reply).map(({ label }) => label);
  expect(labels).toEqual(['查看', '备注', '记拜访', '修改'].filter((label) => labels.includes(label)));
  const kept = await bot.press('zhao', pressed(reply, '备注'));
  expect(wordsOf(kept)).toContain('设备联网');
});

describe('a noun alone tells what one can do', () => {
  test.each([
    ['mia', '/deal'],
    ['mia', 'deal'],
    ['li', '商机'],
    ['li', '/商机'],
  ] as const)('%s: %s', async (who, line) => {
    const reply = await bot.say(who, line);
    expect(reply.text).not.toMatch(/understand|没看懂/);
    expect(pressable(reply).length).toBeGreaterThan(5);
  });
});

describe('a greeting', () => {
  test.each(['hi', 'Hello!', 'good morning', 'who are you?', '早上好', '在吗', '你是谁？', '您好'])(
    '%s',
    async (line) => {
      expect(isGreeting(line)).toBe(true);
      const reply = await bot.say('li', line);
      expect(reply.text).toContain('李伟');
      expect(pressable(reply)).toHaveLength(3);
    },
  );

  test.each(['hi, advance acme', '早上好，推进远景', 'test environment is down', '你是谁的主管'])(
    '%s is none',
    (line) => {
      expect(isGreeting(line)).toBe(false);
    },
  );
});

test('what is not understood offers lines of which those that only show something are said by a press', async () => {
  const reply = await bot.say('mia', 'florble grault');
  const items = pressable(reply);
  expect(items.length).toBe(5);
  expect(items.filter(({ label, says }) => says.line === label).length).toBeGreaterThan(0);
  for (const { label, says } of items) if (says.line !== label) expect(says.line).toBe('help');
});

describe('what managers and reps ask', () => {
  test.each([
    ['wang', '谁的单子卡住了', /列表/],
    ['wang', '李伟的单子', /李伟[\s\S]*智慧园区/],
    ['sam', 'mia’s deals', /Mia Lopez[\s\S]*Storage/],
    ['wang', '失联的商机', /失联/],
    ['wang', '逾期的商机', /已过预计成交/],
    ['wang', '上周赢了多少', /赢单/],
    ['wang', '本周新增多少', /新增/],
    ['wang', '华东上周动了什么', /华东/],
    ['wang', '哪些要我处理', /商机|处理/],
    ['wang', '过一遍华东的单子', /智慧园区|设备联网|轴承监测/],
    ['sam', 'forecast', /West|Funnel ·/],
    ['sam', 'how did we do this month', /West/],
    ['li', '列表 失联 华东', /失联/],
    ['li', '这周的拜访', /2026年第47周/],
    ['li', '下月底前常熟要签', /轴承监测[\s\S]*12月31日/],
    ['mia', 'add a note to evergreen: new CFO', /Storage/],
    ['li', '华为有个新单子，数据中心，200万', /数据中心/],
  ] as const)('%s: %s', async (who, line, shown) => {
    const reply = await bot.say(who, line);
    expect(wordsOf(reply)).toMatch(shown);
    expect(reply.text).not.toMatch(/understand|没看懂/);
  });

  test('somebody or something unknown has no list', async () => {
    const reply = await bot.say('wang', '诸葛亮的单子');
    expect(reply.text).toContain('诸葛亮');
    expect(reply.card).toBeUndefined();
    expect((await bot.say('wang', '过一遍诸葛亮的单子')).text).toContain('诸葛亮');
  });
});

describe('a number beside the period of a target', () => {
  test.each([
    ['target set West 5', '5'],
    ['target set West this month 5', '5'],
    ['target set West this month -5', '-5'],
  ])('%s is asked about', async (line, number) => {
    const { form, text } = await bot.say('sam', line);
    expect(text).toContain(number);
    expect(form?.fields.find((field) => field.name === 'amount')?.value).toBe(number);
    expect(form?.fields.find((field) => field.name === 'period')?.value).toBe('2026-11');
  });
});
