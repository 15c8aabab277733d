import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/deal.ts';
import { median, percentile, stepsOf } from '../../src/domain/measure.ts';
import { type CohortOutcome, conversions } from '../../src/domain/measure-conversion.ts';
import { movesIn } from '../../src/domain/measure-moves.ts';
import { amountWinRate, salesCycle, velocity, winRate } from '../../src/domain/measure-pace.ts';
import { type StageStep, stageP90, stagesLeft } from '../../src/domain/measure-time.ts';
import { aDeal, day, PIPELINE, someHistories, type Told } from '../support/histories.ts';

const everyone = { kind: 'everyone' } as const;
const office = { zone: 'UTC', calendar: 'none' };
const november = { from: day('2026-11-01'), to: day('2026-12-01') };

describe('stage conversion', () => {
  const of = (deals: readonly Told[], key: string, today = '2026-12-31') => {
    const all = conversions(deals, { pipeline: PIPELINE, ...november, today, whose: everyone, office });
    const found = all.find(({ stage }) => stage.key === key);
    if (found === undefined) throw new Error(`no stage ${key}`);
    const numbers = Object.entries(found.cohort).flatMap(([outcome, deals]) =>
      deals.length > 0 ? [[outcome, deals.length]] : [],
    );
    return { ...found, counts: Object.fromEntries(numbers) };
  };
  const entered = (on = '2026-11-02') => aDeal().and('moved', on, { stageId: 'proposal' });

  test('reached before lost before moved back before still there', () => {
    const deals = [
      entered()
        .and('moved', '2026-11-09', { stageId: 'negotiation' })
        .and('lost', '2026-11-20', { status: 'lost' }),
      entered().and('lost', '2026-11-20', { status: 'lost' }),
      entered().and('moved', '2026-11-20', { stageId: 'prospect' }),
      entered(),
    ];
    expect(of(deals, 'proposal').counts).toEqual({ reached: 1, lost: 1, back: 1, still: 1 });
    expect(of(deals, 'proposal').shares).toEqual({
      value: { reached: 0.25, lost: 0.25, back: 0.25, still: 0.25 },
    });
  });

  test('a skipped stage counts as entered and passed, also by winning', () => {
    const skips = aDeal().and('moved', '2026-11-09', { stageId: 'negotiation' });
    const wins = aDeal().and('won', '2026-11-09', { status: 'won', stageId: 'won' });
    expect(of([skips, wins], 'proposal').counts).toEqual({ reached: 2 });
    expect(of([wins], 'negotiation').counts).toEqual({ reached: 1 });
  });

  test('only the first entry counts, and only in the window', () => {
    const again = entered('2026-10-05')
      .and('moved', '2026-10-09', { stageId: 'prospect' })
      .and('moved', '2026-11-09', { stageId: 'proposal' });
    expect(of([again], 'proposal')).toMatchObject({ entered: 0, shares: { missing: 'noneEntered' } });
  });

  test('a voided move never happened', () => {
    expect(of([entered().and('voided', '2026-11-03', {}, { voids: 2 })], 'proposal').entered).toBe(0);
  });

  test('beside a benchmark only at equal age', () => {
    const five = Array.from({ length: 5 }, () => entered());
    const slow = entered().and('moved', '2026-12-20', { stageId: 'negotiation' });
    const fast = entered().and('moved', '2026-11-05', { stageId: 'negotiation' });
    expect(of([...five, slow, fast], 'proposal').atEqualAge).toEqual({
      value: { workdays: 10, deals: 7, rate: 1 / 7, benchmark: 0.4 },
    });
    expect(of(five, 'proposal', '2026-11-10').atEqualAge).toEqual({ missing: 'tooYoung' });
    expect(of(five, 'negotiation').atEqualAge).toEqual({ missing: 'noBenchmark' });
  });

  test('the shares add up to 1, over generated histories', () => {
    fc.assert(
      fc.property(someHistories, (histories) => {
        const at = { pipeline: PIPELINE, ...november, today: '2026-12-31', whose: everyone, office };
        for (const { shares, cohort, entered: count } of conversions(histories, at)) {
          const sizes = Object.values(cohort).map((deals) => deals.length);
          expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(count);
          if ('missing' in shares) continue;
          const outcomes: CohortOutcome[] = ['reached', 'lost', 'back', 'still'];
          expect(outcomes.reduce((sum, one) => sum + shares.value[one], 0)).toBeCloseTo(1, 10);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('moves', () => {
  const period = { from: '2026-11-01', until: '2026-11-30', over: day('2026-12-01') };
  const told = (deals: readonly Told[], to = november.to) =>
    movesIn(
      deals,
      deals.map(({ deal }) => deal),
      { from: november.from, to, pipelines: [PIPELINE], whose: everyone, period },
    ).map(({ kind, from, to: into, actorId }) => [kind, from, into, actorId]);

  test('each kind, with from, to and who', () => {
    const deal = aDeal({ opened: '2026-11-01' })
      .and('moved', '2026-11-02', { stageId: 'negotiation' }, { actorId: 'wang' })
      .and('moved', '2026-11-03', { stageId: 'proposal' })
      .and('edited', '2026-11-04', { expectedClose: '2026-12-15' })
      .and('lost', '2026-11-05', { status: 'lost' })
      .and('reopened', '2026-11-06', { status: 'open' })
      .and('won', '2026-11-07', { status: 'won', stageId: 'won' });
    expect(told([deal])).toEqual([
      ['new', null, 'prospect', 'li'],
      ['advanced', 'prospect', 'negotiation', 'wang'],
      ['regressed', 'negotiation', 'proposal', 'li'],
      ['slipped', '2026-11-30', '2026-12-15', 'li'],
      ['lost', 'proposal', 'proposal', 'li'],
      ['reopened', 'proposal', 'proposal', 'li'],
      ['won', 'proposal', 'won', 'li'],
    ]);
  });

  test('what is open when the period ends has slipped although nobody moved it', () => {
    expect(told([aDeal()])).toEqual([['slipped', '2026-11-30', null, null]]);
    expect(told([aDeal()], day('2026-11-30'))).toEqual([]);
  });
});

describe('pace', () => {
  const closed = (status: 'won' | 'lost', amount: number | null, days: number) =>
    aDeal({ opened: '2026-10-01', amount }).and(status, `2026-10-${String(days + 1).padStart(2, '0')}`, {
      status,
    }).deal.state;
  const deals = [
    closed('won', 300, 10),
    closed('won', 100, 20),
    closed('lost', 400, 5),
    closed('lost', null, 5),
  ];
  const window = { from: day('2026-10-01'), to: day('2026-10-31'), currency: 'CNY' };

  test('win rate by count and by amount', () => {
    expect(winRate(deals)).toEqual({ value: { won: 2, lost: 2, rate: 0.5 } });
    expect(amountWinRate(deals, 'CNY')).toEqual({ value: 0.5 });
  });

  test('cycle and velocity', () => {
    expect(salesCycle(deals)).toEqual({ value: { mean: 15, median: 15, won: 2 } });
    // 40 deal days in 30 days, half of them won, 200 each, in 15 days.
    expect(velocity(deals, window)).toEqual({
      value: { currency: 'CNY', minor: Math.round(((40 / 30) * 0.5 * 200) / 15) },
    });
  });

  test('undefined, by name', () => {
    expect(winRate([])).toEqual({ missing: 'noneClosed' });
    expect(amountWinRate(deals, 'USD')).toEqual({ missing: 'noAmounts' });
    expect(salesCycle([closed('lost', 1, 3)])).toEqual({ missing: 'noneWon' });
    expect(velocity([closed('won', 1, 0)], window)).toEqual({ missing: 'zeroCycle' });
  });
});

describe('time in stage', () => {
  const steps = (
    ...said: [
      kind: StageStep['kind'],
      on: string,
      stageId: string | null,
      status?: string | null,
      voids?: number,
    ][]
  ) =>
    said.map(
      ([kind, on, stageId, status = null, voids = null], index): StageStep => ({
        seq: index + 1,
        kind,
        day: on,
        stageId,
        status,
        voids,
      }),
    );
  const left = (of: readonly StageStep[]) => Object.fromEntries(stagesLeft(of, 'none'));

  test('all stays in a stage together, in working days; the one that runs is not in it', () => {
    const deal = steps(
      ['opened', '2026-11-02', 'a', 'open'],
      ['moved', '2026-11-06', 'b'],
      ['moved', '2026-11-10', 'a'],
      ['moved', '2026-11-11', 'b'],
    );
    expect(left(deal)).toEqual({ a: 5, b: 2 });
  });

  test('closing leaves the stage, reopening enters it again', () => {
    const deal = steps(
      ['opened', '2026-11-02', 'a', 'open'],
      ['lost', '2026-11-04', null, 'lost'],
      ['reopened', '2026-11-20', 'a', 'open'],
      ['won', '2026-11-23', 'w', 'won'],
    );
    expect(left(deal)).toEqual({ a: 3 });
  });

  test('a voided move left nothing', () => {
    const deal = steps(
      ['opened', '2026-11-02', 'a', 'open'],
      ['moved', '2026-11-04', 'b'],
      ['voided', '2026-11-05', null, null, 2],
    );
    expect(left(deal)).toEqual({});
  });

  test('p90 from five deals on', () => {
    const stays = (days: number) =>
      steps(['opened', '2026-11-02', 'a', 'open'], ['lost', `2026-11-0${2 + days}`, null, 'lost']);
    expect(stageP90([1, 2, 3, 4].map(stays), 'none').get('a')).toBeUndefined();
    expect(stageP90([1, 2, 3, 4, 4].map(stays), 'none').get('a')).toBe(4);
  });
});

test('percentiles and medians', () => {
  expect(percentile([], 90)).toBeUndefined();
  expect(percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], 90)).toBe(9);
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});

test('the steps of a history end where its fold does', () => {
  fc.assert(
    fc.property(someHistories, (histories) => {
      for (const history of histories) {
        const last = stepsOf(history).at(-1)?.after;
        if (last !== undefined) expect(last).toEqual(fold(history.events));
      }
    }),
    { numRuns: 100 },
  );
});
