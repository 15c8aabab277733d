import { afterAll, beforeAll, expect, test } from 'vitest';
import { dealLine } from '../../src/cards/line.ts';
import type { NewEvent } from '../../src/domain/deal.ts';
import { en } from '../../src/i18n/en.ts';
import { zh } from '../../src/i18n/zh.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { ZONE } from '../support/cast.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const TODAY = '2026-11-21';
const pens = {
  zh: { m: zh, locale: 'zh', today: TODAY, office: { zone: ZONE, calendar: 'prc' } },
  en: { m: en, locale: 'en', today: TODAY, office: { zone: ZONE, calendar: 'prc' } },
} as const;

/** Records the events as 李伟's and gives the line that they make, in both languages. */
async function lineOf(deal: number, events: readonly Omit<NewEvent, 'at'>[]) {
  const before = (await bot.read().eventsOf(deal)).length;
  await bot.commit(bot.org, {
    key: bot.desk.newId(),
    actorId: bot.ids.li,
    now: bot.now,
    changes: [
      {
        kind: 'deal.record',
        deal,
        version: null,
        events: events.map((event) => ({ ...event, at: bot.now })),
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  return linesSince(deal, before);
}

async function linesSince(deal: number, before: number) {
  const [view, history, pipelines] = await Promise.all([
    bot.read().dealView(deal),
    bot.read().history(deal),
    bot.read().pipelines(),
  ]);
  if (view === null) throw new Error(`no deal ${deal}`);
  const facts = {
    view,
    events: history.filter((event) => event.seq > before),
    stages: pipelines.flatMap((one) => one.stages),
  };
  return { zh: dealLine(facts, pens.zh), en: dealLine(facts, pens.en) };
}

test('who got the deal then, not who has it now', async () => {
  const deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
  await lineOf(deal, [{ kind: 'assigned', changes: { ownerId: bot.ids.zhao } }]);
  await lineOf(deal, [{ kind: 'assigned', changes: { ownerId: bot.ids.wang } }]);
  const history = await bot.read().history(deal);
  const view = await bot.read().dealView(deal);
  if (view === null) throw new Error('no deal');
  const first = history.filter((event) => event.seq === 2);
  expect(dealLine({ view, events: first, stages: [] }, pens.zh)).toBe('李伟：交给了赵敏');
});

test('every change has its words', async () => {
  const deal = await bot.deal({ name: '港口照明', customer: '宁波港' });
  const other = await bot.deal({ name: '机场大屏', customer: '首都机场' });
  const customerId = (await bot.read().dealView(other))?.state.customerId ?? null;
  expect(
    await lineOf(deal, [{ kind: 'edited', changes: { customerId, category: 'commit', phase: 'comparing' } }]),
  ).toEqual({
    zh: '李伟：客户改为首都机场 · 预测类别改为承诺 · 购买阶段改为选择评价',
    en: '李伟: changed the customer to 首都机场 · set the forecast to commit · set the buying phase to “Comparing”',
  });
  expect(await lineOf(deal, [{ kind: 'edited', changes: { ball: 'us' } }])).toEqual({
    zh: '李伟：球在我们手里',
    en: '李伟: next move: us',
  });
  expect(
    await lineOf(deal, [{ kind: 'snoozed', changes: { snoozedUntil: '2026-12-15', ball: 'nobody' } }]),
  ).toEqual({
    zh: '李伟：提醒暂缓至12月15日（周二） · 球权未定',
    en: '李伟: snoozed reminders until Tue, Dec 15 · next move: not set',
  });
  expect(await lineOf(deal, [{ kind: 'edited', changes: { teamId: bot.teamId('West') } }])).toEqual({
    zh: '李伟：随负责人转到另一个团队',
    en: '李伟: it moved to another team with its owner',
  });
});

test('of several edits the last, and nothing that was taken back', async () => {
  const deal = await bot.deal({ name: '智慧工厂', customer: '三一重工', amount: 100_000 });
  const line = await lineOf(deal, [
    { kind: 'edited', changes: { amount: 5_000_000 } },
    { kind: 'contacted', changes: {} },
    { kind: 'edited', changes: { amount: 6_000_000, expectedClose: '2026-12-31' } },
    { kind: 'voided', changes: {}, voids: 3 },
  ]);
  expect(line.zh).toBe('李伟：金额改为 ¥6万 · 预计成交改为12月31日（周四） · 撤销了一条记录');
});
