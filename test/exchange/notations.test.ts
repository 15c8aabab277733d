import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { planFiles } from '../support/import.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

test.each([
  ['2026-12-31'],
  ['2026/12/31'],
  ['2026.12.31'],
  ['20261231'],
  ['2026年12月31日'],
  ['31/12/2026'],
  ['12/31/2026'],
  ['31 Dec 2026'],
  ['December 31, 2026'],
  ['46387'],
])('a day as %s', async (day) => {
  const { changes } = await planFiles(bot, { 'a.csv': `name,stage,expected_close\nA,Proposal,"${day}"\n` });
  const [write] = changes.flatMap((one) => (one.kind === 'deal.write' ? [one] : []));
  expect(write?.events[0]?.changes.expectedClose).toBe('2026-12-31');
});

test.each([
  ['1054', 105_400, 'CNY'],
  ['"1,054.5"', 105_450, 'CNY'],
  ['"1.054,50"', 105_450, 'CNY'],
  ['$1054', 105_400, 'USD'],
  ['JPY 1054', 1054, 'JPY'],
  ['48.5万', 48_500_000, 'CNY'],
  ['1.2亿', 12_000_000_000, 'CNY'],
  ['30k', 3_000_000, 'CNY'],
  ['0.125', 13, 'CNY'],
])('an amount as %s', async (said, amount, currency) => {
  const { changes } = await planFiles(bot, { 'a.csv': `name,stage,amount\nA,Proposal,${said}\n` });
  const [write] = changes.flatMap((one) => (one.kind === 'deal.write' ? [one] : []));
  expect(write?.events[0]?.changes).toMatchObject({ amount, currency });
});
