import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/deal.ts';
import { exportFiles } from '../../src/exchange/export.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { importFiles } from '../support/import.ts';
import { aLivelyOrganisation } from '../support/lively.ts';

/** Whoever runs the export on the command line sees everything. */
const everything = async (bot: Bot) => ({
  personId: '',
  teams: 'all' as const,
  managed: (await bot.read().teams()).map((team) => team.id),
});

async function exported(bot: Bot): Promise<Record<string, string>> {
  const files = await exportFiles(bot.read(), await everything(bot));
  return Object.fromEntries(files.map((file) => [file.name, file.text]));
}

/** What every deal is measured by. */
const times = ({ number, state }: Awaited<ReturnType<ReturnType<Bot['read']>['knownDeals']>>[number]) => {
  const { openedAt, closedAt, stageSince, silentFrom, lastContactAt, pushes, status } = state;
  return { number, openedAt, closedAt, stageSince, silentFrom, lastContactAt, pushes, status };
};

describe('what an export writes, an empty organisation reads back', () => {
  let from: Bot;
  let to: Bot;
  let files: Record<string, string>;

  beforeAll(async () => {
    from = await aBot();
    to = await aBot({ apart: true });
    await aLivelyOrganisation(from, { deals: 40, seed: 7 });
    // What people type, and a deal that is void, of which there is no row.
    const number = await from.deal({ name: '储能监控', customer: '远景能源' });
    await from.say('li', `#${number} 见了王总，嫌贵，下周二演示`);
    await from.deal({ name: '误建', customer: '远景能源' });
    await from.say('li', '撤销');
    to.at(from.now);
    files = await exported(from);
  });
  afterAll(async () => {
    await from.close();
    await to.close();
  });

  test('the same deals, history, visits and objections', async () => {
    const report = await importFiles(to, files);
    expect(report.remarks).toEqual([]);
    const rows = (files['deals.csv'] ?? '').trim().split('\r\n').length - 1;
    expect(report.deals).toEqual({ read: rows, created: rows, updated: 0, unchanged: 0, skipped: 0 });
    expect(report.made).toMatchObject({ people: 0, teams: 0 });
    expect(await exported(to)).toEqual(files);
  });

  test('it holds something of everything', () => {
    expect(files['events.csv']).toContain(',voided,');
    expect(files['deals.csv']).toMatch(/,won,.*\r\n/);
    expect(files['deals.csv']).toMatch(/,lost,.*\r\n/);
    expect(files['visits.csv']?.split('\r\n').length).toBeGreaterThan(5);
    expect(files['objections.csv']?.split('\r\n').length).toBeGreaterThan(5);
    expect(files['deals.csv']?.startsWith('\ufeff')).toBe(true);
  });

  test('each row is the fold of its history, as where it came from', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    const dealsOf = async (bot: Bot) =>
      (await bot.read().knownDeals(numbers)).toSorted((a, b) => a.number - b.number);
    const [before, after] = [await dealsOf(from), await dealsOf(to)];
    expect(after).toHaveLength(40);
    expect(after.map(times)).toEqual(before.map(times));
    for (const { number, state } of after) expect(state).toEqual(fold(await to.read().eventsOf(number)));
  });

  test('once more changes nothing', async () => {
    const before = await to.prisma.dealEvent.count();
    const report = await importFiles(to, files);
    expect(report.deals).toMatchObject({ created: 0, updated: 0, skipped: 0 });
    expect(report.visits.created + report.objections.created).toBe(0);
    expect(await to.prisma.dealEvent.count()).toBe(before);
  });

  test('back where it came from it changes nothing either', async () => {
    const before = await from.prisma.dealEvent.count();
    const report = await importFiles(from, files);
    expect(report.deals).toMatchObject({ created: 0, updated: 0, skipped: 0 });
    expect(await from.prisma.dealEvent.count()).toBe(before);
  });
});

test('an organisation with deals of its own gives new numbers, and deals still know each other', async () => {
  const from = await aBot();
  const to = await aBot({ apart: true });
  const whole = await from.deal({ name: 'Whole' });
  const part = await from.deal({ name: 'Part' });
  const view = await from.read().dealView(part);
  await from.commit(from.org, {
    key: 'split',
    actorId: from.ids.li,
    now: from.now,
    changes: [
      {
        kind: 'deal.record',
        deal: part,
        version: view?.version ?? 0,
        events: [{ kind: 'split', at: from.now, changes: { partOf: whole }, detail: { deal: whole } }],
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  await to.deal({ name: 'There before' });
  await importFiles(to, await exported(from));
  expect((await to.read().dealView(2))?.name).toBe('Whole');
  expect((await to.read().dealView(3))?.state.partOf).toBe(2);
  expect((await to.read().eventsOf(3))[1]?.detail.deal).toBe(2);
  await from.close();
  await to.close();
});
