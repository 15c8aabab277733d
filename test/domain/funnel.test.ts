import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attainment, coverage, forecastOf, requiredCoverage } from '../../src/domain/forecast.ts';
import { funnelOf } from '../../src/domain/funnel.ts';
import { added, tally } from '../../src/domain/measure.ts';
import { monthOf } from '../../src/domain/period.ts';
import type { Target, Won } from '../../src/domain/target.ts';
import type { DealLine } from '../../src/domain/views.ts';
import { aDeal, PIPELINE, someHistories } from '../support/histories.ts';

const TODAY = '2026-11-21';
const NOTHING: Won = { units: 0, amount: [], noAmount: 0 };
const cny = (minor: number) => ({ minor, currency: 'CNY' });
const funnel = (deals: readonly DealLine[]) => funnelOf(deals, { pipeline: PIPELINE, today: TODAY });

describe('the funnel', () => {
  test('counts, sums per currency, weighs deal by deal, and says what it could not sum', () => {
    const { stages, all, overdue } = funnel([
      aDeal({ amount: 150, stageId: 'proposal' }).deal,
      aDeal({ amount: 151, stageId: 'proposal', expectedClose: null }).deal,
      aDeal({ amount: 1_000, currency: 'USD', stageId: 'proposal', expectedClose: '2026-11-20' }).deal,
      aDeal({ amount: null, stageId: 'proposal' }).deal,
      aDeal().and('lost', '2026-11-02', { status: 'lost' }).deal,
    ]);
    const proposal = stages.find(({ stage }) => stage.key === 'proposal');
    // 45 and 45.3, each rounded by itself.
    expect(proposal).toMatchObject({
      count: 4,
      noAmount: 1,
      noClose: 1,
      weighted: [cny(90), { minor: 300, currency: 'USD' }],
    });
    expect(all.amount).toEqual([cny(301), { minor: 1_000, currency: 'USD' }]);
    expect(overdue.count).toBe(1);
  });

  test('a half is rounded away from zero', () => {
    // 5% of 30 is 1.5, of 10 is 0.5.
    expect(tally([aDeal({ amount: 30 }).deal, aDeal({ amount: 10 }).deal], PIPELINE).weighted).toEqual([
      cny(3),
    ]);
  });

  test('omitted deals are in their stage, not in the open pipeline', () => {
    const { all, open, categories } = funnel([
      aDeal({ stageId: 'candidate' }).deal,
      aDeal({ category: 'commit' }).deal,
    ]);
    expect([all.count, open.count, categories.omitted.count, categories.commit.count]).toEqual([2, 1, 1, 1]);
  });

  test('stages and categories add up to the whole, over generated deals', () => {
    fc.assert(
      fc.property(someHistories, (histories) => {
        const { all, stages, categories } = funnel(histories.map(({ deal }) => deal));
        for (const parts of [stages, Object.values(categories)]) {
          expect(parts.reduce((sum, one) => sum + one.count, 0)).toBe(all.count);
          expect(added(...parts.map((one) => one.amount))).toEqual(all.amount);
          expect(added(...parts.map((one) => one.weighted))).toEqual(all.weighted);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('forecast columns: open without what is won, the others with it', () => {
    const deals = [
      aDeal({ amount: 1 }),
      aDeal({ amount: 20, stageId: 'proposal' }),
      aDeal({ amount: 300, stageId: 'negotiation' }),
    ];
    expect(forecastOf([funnel(deals.map(({ deal }) => deal))], [cny(4_000)])).toMatchObject({
      open: { amount: [cny(321)], deals: { count: 3 } },
      best: { amount: [cny(4_320)], deals: { count: 2 } },
      commit: { amount: [cny(4_300)], deals: { count: 1 } },
    });
  });
});

describe('coverage', () => {
  const target: Target = {
    scope: 'person',
    subject: 'li',
    period: '2026-11',
    measure: 'amount',
    value: 2_000,
    currency: 'CNY',
  };
  const covered = (deals: readonly DealLine[], set: { target?: Target | undefined; won?: Won } = {}) =>
    coverage(deals, {
      pipelines: [PIPELINE],
      period: monthOf(TODAY),
      today: TODAY,
      target: 'target' in set ? set.target : target,
      won: set.won ?? NOTHING,
    });

  test('what is due from today on, over what is left to win', () => {
    const big = aDeal({ amount: 1_500, stageId: 'negotiation' }).deal;
    const found = covered(
      [
        big,
        aDeal({ amount: 500 }).deal,
        aDeal({ amount: 9_999, expectedClose: '2026-11-20' }).deal,
        aDeal({ amount: 9_999, expectedClose: '2026-12-01' }).deal,
        aDeal({ amount: 9_999, stageId: 'candidate' }).deal,
        aDeal({ amount: 700, currency: 'USD' }).deal,
      ],
      { won: { ...NOTHING, amount: [cny(1_000)] } },
    );
    expect(found).toMatchObject({
      value: {
        ratio: 2,
        weightedRatio: 1.15,
        remaining: 1_000,
        open: 2_000,
        largest: { deal: big, share: 0.75 },
        otherwise: [{ minor: 700, currency: 'USD' }],
      },
    });
  });

  test('in deals, when the target is in deals', () => {
    const units: Target = { ...target, measure: 'units', value: 4 };
    const found = covered([aDeal().deal, aDeal({ stageId: 'negotiation' }).deal], {
      target: units,
      won: { ...NOTHING, units: 2 },
    });
    expect(found).toMatchObject({ value: { ratio: 1, weightedRatio: 0.4, remaining: 2 } });
  });

  test('undefined, by name', () => {
    expect(covered([], { target: undefined })).toEqual({ missing: 'noTarget' });
    expect(covered([], { won: { ...NOTHING, amount: [cny(2_000)] } })).toEqual({ missing: 'targetMet' });
    expect(attainment(undefined, NOTHING)).toEqual({ missing: 'noTarget' });
    expect(requiredCoverage({ missing: 'noneClosed' })).toEqual({ missing: 'noneClosed' });
    expect(requiredCoverage({ value: 0 })).toEqual({ missing: 'noneWon' });
    expect(requiredCoverage({ value: 0.25 })).toEqual({ value: 4 });
  });
});
