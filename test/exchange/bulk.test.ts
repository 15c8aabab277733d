import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewEvent } from '../../src/domain/deal.ts';
import type { ImportReport } from '../../src/domain/exchange.ts';
import { lose, win } from '../../src/domain/moves.ts';
import { aBot, type Bot } from '../support/bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const NOTHING = { read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 };
const REPORT: ImportReport = {
  source: 'deals',
  files: [],
  deals: NOTHING,
  visits: NOTHING,
  objections: NOTHING,
  made: { customers: 0, people: 0, teams: 0 },
  without: { customer: 0, amount: 0, close: 0 },
  remarks: [],
  warned: 0,
};

test('a deal written in bulk is the deal that a command records', async () => {
  const [pipeline] = await bot.read().pipelines();
  const [first, second] = pipeline?.stages ?? [];
  if (pipeline === undefined || first === undefined || second === undefined) throw new Error('no stages');
  const at = new Date('2026-10-01T04:00:00Z');
  const state = { status: 'open' } as const;
  const events = (decision: ReturnType<typeof win>): readonly NewEvent[] =>
    'refused' in decision ? [] : decision.events;
  const endings: readonly (readonly NewEvent[])[] = [
    [],
    events(win({ state, pipeline, at: bot.now, amount: 1234, currency: 'USD' })),
    events(lose(state, { at: bot.now, lossReason: 'price', competitorId: null })),
    [
      { kind: 'moved', at, changes: { stageId: second.id } },
      { kind: 'edited', at, changes: { expectedClose: '2026-12-01', amount: null } },
      { kind: 'contacted', at: bot.now, changes: {} },
      { kind: 'stepped', at: bot.now, changes: { nextStepDue: '2026-12-02' } },
    ],
  ];
  for (const then of endings) {
    const nameId = v7();
    const opening = {
      at,
      changes: {
        status: 'open' as const,
        pipelineId: pipeline.id,
        stageId: first.id,
        nameId,
        currency: 'CNY',
        amount: 99,
        ownerId: bot.ids.li,
        teamId: bot.teamId('华东'),
      },
      detail: { importId: v7() },
    };
    const actorId = bot.ids.olga;
    const by = { actorId, recordedAt: bot.now, inputId: null };
    const history = [{ kind: 'opened' as const, ...opening }, ...then].map((event) => ({ ...event, ...by }));
    const decision = { key: `pair:${nameId}`, actorId, now: bot.now, answeredIn: null };
    const committed = await bot.commit(bot.org, {
      ...decision,
      changes: [
        { kind: 'text.write', id: nameId, body: 'Pair' },
        { kind: 'deal.open', ref: 'one', opening, then },
        {
          kind: 'import.apply',
          id: v7(),
          report: REPORT,
          changes: [{ kind: 'deal.write', ref: 'other', number: null, was: null, events: history }],
        },
      ],
      reply: async () => null,
    });
    if (committed.kind !== 'done') throw new Error(committed.kind);
    const rows = await Promise.all(
      ['one', 'other'].map(async (ref) => {
        const number = committed.made.get(ref) ?? 0;
        const key = { orgId_number: { orgId: bot.org, number } };
        const { number: _, ...deal } = await bot.prisma.deal.findUniqueOrThrow({ where: key });
        const written = await bot.prisma.dealEvent.findMany({
          where: { orgId: bot.org, dealNumber: number },
          orderBy: { seq: 'asc' },
          omit: { dealNumber: true },
        });
        return { deal, written };
      }),
    );
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[0]?.written).toHaveLength(1 + then.length);
  }
});

test('numbers come as one block, and the next deal follows it', async () => {
  const before = await bot.read().lastDeal();
  const [pipeline] = await bot.read().pipelines();
  const nameId = v7();
  const deal = (ref: string) => ({
    kind: 'deal.write' as const,
    ref,
    number: null,
    was: null,
    events: [
      {
        kind: 'opened' as const,
        at: bot.now,
        changes: {
          status: 'open' as const,
          pipelineId: pipeline?.id ?? '',
          stageId: pipeline?.stages[0]?.id ?? '',
          nameId,
          currency: 'CNY',
          ownerId: bot.ids.li,
          teamId: bot.teamId('华东'),
        },
        actorId: bot.ids.olga,
        recordedAt: bot.now,
        inputId: null,
      },
    ],
  });
  const committed = await bot.commit(bot.org, {
    key: 'block',
    actorId: bot.ids.olga,
    now: bot.now,
    changes: [
      {
        kind: 'import.apply',
        id: v7(),
        report: REPORT,
        changes: [{ kind: 'text.write', id: nameId, body: 'Block' }, deal('a'), deal('b'), deal('c')],
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  const made = committed.kind === 'done' ? [...committed.made.values()] : [];
  expect(made).toEqual([before + 1, before + 2, before + 3]);
  expect(await bot.deal({ name: 'Next' })).toBe(before + 4);
});
