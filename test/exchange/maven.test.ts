import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/deal.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { importFiles } from '../support/import.ts';

const FOLDER = '../shared/data/maven-crm';
const NAMES = ['sales_pipeline.csv', 'accounts.csv', 'products.csv', 'sales_teams.csv'];
const present = existsSync(FOLDER);
if (!present) console.log(`skipped: ${FOLDER} is not here`);

describe.skipIf(!present)('a real data set of 8,800 deals', { timeout: 120_000 }, () => {
  let bot: Bot;
  const files = () => Object.fromEntries(NAMES.map((name) => [name, readFileSync(`${FOLDER}/${name}`)]));

  beforeAll(async () => {
    bot = await aBot({ now: new Date('2018-01-02T02:00:00Z') });
  });
  afterAll(() => bot.close());

  test('imports with its known totals', async () => {
    const report = await importFiles(bot, files());
    expect(report.deals).toEqual({ read: 8800, created: 8800, updated: 0, unchanged: 0, skipped: 0 });
    expect(report.without).toEqual({ customer: 1425, amount: 2089, close: 2089 });
    // The cast has a team West already.
    expect(report.made).toEqual({ customers: 85, people: 41, teams: 2 });
    // Its names for the first stages are others than ours, which is said once each.
    expect(report.remarks.filter((one) => one.what === 'warned').map((one) => one.said)).toEqual([
      'Engaging → 初次接触',
      'Prospecting → 潜在客户',
    ]);
    const scope = { personId: '', teams: 'all' as const, managed: [] };
    const deals = await bot.read().deals({}, scope);
    const won = deals.filter((deal) => deal.state.status === 'won');
    expect(won).toHaveLength(4238);
    expect(won.reduce((sum, deal) => sum + (deal.state.amount ?? 0), 0)).toBe(10_005_534_00);
    expect(deals.filter((deal) => deal.state.status === 'lost')).toHaveLength(2473);
    const [pipeline] = await bot.read().pipelines();
    const open = (key: string) =>
      deals.filter(
        ({ state }) =>
          state.status === 'open' && pipeline?.stages.find((one) => one.id === state.stageId)?.key === key,
      );
    expect(open('contact')).toHaveLength(1589);
    expect(open('prospect')).toHaveLength(500);
    expect(deals.filter((deal) => deal.name.startsWith('GTXPro'))).toEqual([]);
    expect(open('contact').every(({ state }) => state.silentFrom.getTime() === bot.now.getTime())).toBe(true);
  });

  test('a second run changes nothing', async () => {
    const before = await bot.prisma.dealEvent.count();
    const report = await importFiles(bot, files());
    expect(report.deals).toEqual({ read: 8800, created: 0, updated: 0, unchanged: 8800, skipped: 0 });
    expect(report.made).toEqual({ customers: 0, people: 0, teams: 0 });
    expect(await bot.prisma.dealEvent.count()).toBe(before);
  });

  test('is undone whole, and each row is still the fold of its history', async () => {
    const reply = await bot.say('olga', 'import undo');
    expect(reply.text).toContain('8800 deals');
    expect(await bot.prisma.deal.count({ where: { status: 'void' } })).toBe(8800);
    for (const number of [1, 4000, 8800]) {
      const [deal] = await bot.read().knownDeals([number]);
      expect(deal?.state).toEqual(fold(await bot.read().eventsOf(number)));
    }
  });

  test('nothing of it is posted anywhere', async () => {
    expect(await bot.prisma.outbox.count()).toBe(0);
    expect(await bot.prisma.placement.count()).toBe(0);
  });
});
