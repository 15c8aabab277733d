import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  behindOf,
  countOf,
  type NumberAsked,
  type NumberName,
  type Part,
  sumOf,
} from '../../src/domain/behind.ts';
import { dayOf } from '../../src/domain/day.ts';
import { type History, median, type Whose } from '../../src/domain/measure.ts';
import { type Report, reportOf } from '../../src/domain/measure-report.ts';
import { type Money, sumByCurrency } from '../../src/domain/money.ts';
import { LINES } from '../../src/domain/movement.ts';
import { monthOf } from '../../src/domain/period.ts';
import { PIPELINE, someHistories } from '../support/histories.ts';

const DAY_MS = 86_400_000;
const OFFICE = { zone: 'UTC', calendar: 'none' };

const whose = fc.constantFrom<Whose>(
  { kind: 'everyone' },
  { kind: 'team', teamIds: ['east'] },
  { kind: 'person', personId: 'mia' },
);

/** A report over generated deals as they are at the end of their histories. */
const someReport: fc.Arbitrary<Report> = fc
  .record({ histories: someHistories, whose, on: fc.nat(150), narrowed: fc.boolean() })
  .map(({ histories, whose: of, on, narrowed }) => {
    const last = Math.max(
      ...histories.flatMap(({ events }) => events.map((event) => event.recordedAt.getTime())),
    );
    const now = new Date(last + DAY_MS);
    const period = monthOf(dayOf(new Date(last - on * DAY_MS), 'UTC'));
    return reportOf(
      { whose: of, subject: null, due: narrowed ? period : null, period },
      {
        ...factsOf(histories, now),
        targets: [],
        p90: new Map(),
        now,
        today: dayOf(now, 'UTC'),
        office: OFFICE,
        currency: 'CNY',
      },
    );
  });

function factsOf(histories: readonly History[], now: Date) {
  const lines = histories.map(({ deal }) => deal);
  const from = new Date(now.getTime() - 365 * DAY_MS);
  return {
    pipelines: [PIPELINE],
    open: lines.filter(({ state }) => state.status === 'open'),
    histories,
    paced: lines.flatMap(({ number, state }) =>
      state.status === 'won' || state.status === 'lost' ? [{ ...state, number }] : [],
    ),
    trailing: { from, to: now },
  };
}

const number = (of: NumberName, more: Partial<NumberAsked> = {}): NumberAsked => ({
  of,
  stageId: null,
  pipelineId: null,
  line: null,
  currency: null,
  ...more,
});

const known = (sums: readonly Money[]): Money[] => sums.filter(({ minor }) => minor !== 0);
const sum = (asked: NumberAsked, report: Report): Money[] =>
  known(sumOf(behindOf(asked, report).groups).totals);
const count = (asked: NumberAsked, report: Report): number => countOf(behindOf(asked, report));
const parts = (asked: NumberAsked, report: Report): Part[] =>
  behindOf(asked, report).groups.flatMap((group) => group.parts);

const holds = (check: (report: Report) => void): void => {
  fc.assert(fc.property(someReport, check), { numRuns: 150 });
};

test('stages and the whole: as many deals, the same amount, the same weighted amount', () => {
  holds((report) => {
    for (const funnel of report.funnels) {
      const rows = [
        { asked: number('open'), of: funnel.all },
        ...funnel.stages.map((one) => ({ asked: number('open', { stageId: one.stage.id }), of: one })),
        { asked: number('omitted'), of: funnel.categories.omitted },
      ];
      for (const { asked, of } of rows) {
        expect(count(asked, report)).toBe(of.count);
        expect(sum(asked, report)).toEqual(known(of.amount));
        expect(behindOf(asked, report).weighted).toEqual(of.weighted);
      }
      expect(count(number('noAmount'), report)).toBe(funnel.all.noAmount);
    }
  });
});

test('forecast columns: open deals of the period and what is won in it', () => {
  holds((report) => {
    const { open, best, commit } = report.forecast;
    expect(sum(number('forecast'), report)).toEqual(known(open.amount));
    expect(sum(number('bestCase'), report)).toEqual(known(best.amount));
    expect(sum(number('commit'), report)).toEqual(known(commit.amount));
    expect(count(number('due'), report)).toBe(report.stillDue.count);
    expect(sum(number('due'), report)).toEqual(known(report.stillDue.amount));
  });
});

test('won: wins less cancelled wins, with what was credited', () => {
  holds((report) => {
    const { won } = report.amountQuota;
    expect(count(number('won'), report)).toBe(won.units);
    expect(sum(number('won'), report)).toEqual(known(won.amount));
  });
});

test('a deal that came into the period won, for an amount nobody knew, and was won anew in it', () => {
  const [report] = fc.sample(someReport, 1);
  if (report === undefined) throw new Error('no report');
  const credit = { deal: 1, ownerId: 'li', teamId: 'east', at: new Date('2026-10-01T00:00:00Z') };
  const anew = {
    ...report,
    credits: [
      { ...credit, units: -1 as const, amount: null },
      { ...credit, units: 1 as const, amount: { minor: 100, currency: 'CNY' } },
    ],
  };
  expect(count(number('won'), anew)).toBe(0);
  expect(sum(number('won'), anew)).toEqual([{ minor: 100, currency: 'CNY' }]);
});

test('every kind of move: each deal that moved so, once', () => {
  holds((report) => {
    for (const [of, kind] of [
      ['created', 'new'],
      ['advanced', 'advanced'],
      ['regressed', 'regressed'],
      ['lost', 'lost'],
      ['reopened', 'reopened'],
      ['slipped', 'slipped'],
    ] as const) {
      const moved = report.moves.filter((move) => move.kind === kind).map((move) => move.deal.number);
      expect(parts(number(of), report).map(({ deal }) => deal)).toEqual([...new Set(moved)]);
    }
  });
});

test('win rate and cycle: the closed deals that make them', () => {
  holds((report) => {
    const { winRate, cycle } = report.pace;
    const groups = behindOf(number('winRate'), report).groups;
    const size = (name: string) => groups.find((group) => group.name === name)?.parts.length ?? 0;
    expect([size('won'), size('lost')]).toEqual(
      'missing' in winRate ? [0, 0] : [winRate.value.won, winRate.value.lost],
    );
    const days = parts(number('cycle'), report).map((part) => part.days ?? 0);
    if ('missing' in cycle) expect(days).toEqual([]);
    else expect([days.length, median(days)]).toEqual([cycle.value.won, cycle.value.median]);
  });
});

test('conversion: those that entered, by what became of them', () => {
  holds((report) => {
    for (const { stage, cohort, entered } of report.funnels.flatMap((funnel) => funnel.conversions)) {
      const asked = number('conversion', { stageId: stage.id });
      expect(count(asked, report)).toBe(entered);
      for (const { name, parts: of } of behindOf(asked, report).groups) {
        expect(of.map(({ deal }) => deal)).toEqual(
          cohort[name as keyof typeof cohort].map((deal) => deal.number),
        );
      }
    }
  });
});

test('how the pipeline changed: every line, its start and its end', () => {
  holds((report) => {
    for (const movement of report.movement.currencies) {
      const { currency } = movement;
      const of = (line: NumberAsked['line']) =>
        sumByCurrency(parts(number('movement', { line, currency }), report).map(({ amount }) => amount))
          .totals[0]?.minor ?? 0;
      expect([of('start'), of('end')]).toEqual([movement.start, movement.end]);
      for (const line of LINES) expect(of(line)).toBe(movement.lines[line]);
      const { groups } = behindOf(number('slippage', { currency }), report);
      const out = sumOf(groups.filter(({ name }) => name === 'pushedOut')).totals;
      expect(known(out)).toEqual(known([{ currency, minor: movement.lines.pushedOut }]));
    }
  });
});

test('won, cancelled and won again in one period counts once', () => {
  holds((report) => {
    const perDeal = new Map<number, number>();
    for (const { deal, units } of report.credits) perDeal.set(deal, (perDeal.get(deal) ?? 0) + units);
    const net = [...perDeal].flatMap(([deal, units]) => (units === 0 ? [] : [deal]));
    expect(parts(number('won'), report).map(({ deal }) => deal)).toHaveLength(net.length);
    expect(new Set(parts(number('won'), report).map(({ deal }) => deal))).toEqual(new Set(net));
  });
});
