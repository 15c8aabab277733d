// The measures over a real company's fifteen months, whose totals are known.

import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { funnelOf } from '../../src/domain/funnel.ts';
import type { History } from '../../src/domain/measure.ts';
import { conversions } from '../../src/domain/measure-conversion.ts';
import { salesCycle, winRate } from '../../src/domain/measure-pace.ts';
import { movement } from '../../src/domain/movement.ts';
import { creditsIn, wonBy } from '../../src/domain/target.ts';
import { aDeal, day, PIPELINE } from '../support/histories.ts';

const FILE = new URL('../../../shared/data/maven-crm/sales_pipeline.csv', import.meta.url);
const ALL = { from: day('2016-01-01'), to: day('2018-01-01') };
const everyone = { kind: 'everyone' } as const;

/** Prospecting has no date: it is told as opened on the first day of the file. */
function historyOf(cells: Readonly<Record<string, string>>): History {
  const opened = cells.engage_date || '2016-10-20';
  const engaging = cells.deal_stage !== 'Prospecting';
  const deal = aDeal({
    opened,
    stageId: engaging ? 'proposal' : 'prospect',
    amount: null,
    expectedClose: null,
    currency: 'USD',
    ownerId: cells.sales_agent ?? '',
  });
  const amount = Math.round(Number(cells.close_value) * 100);
  if (cells.deal_stage === 'Won')
    return deal.and('won', cells.close_date ?? '', { status: 'won', stageId: 'won', amount });
  return cells.deal_stage === 'Lost' ? deal.and('lost', cells.close_date ?? '', { status: 'lost' }) : deal;
}

describe.skipIf(!existsSync(FILE))(
  '8,800 deals (skipped when shared/data/maven-crm is not beside the repository)',
  () => {
    let histories: History[] = [];

    beforeAll(() => {
      const rows = parse<Record<string, string>>(readFileSync(FILE), { columns: true, bom: true });
      histories = rows.map(historyOf);
    });

    test('the open funnel', () => {
      const { stages, all } = funnelOf(
        histories.map(({ deal }) => deal),
        { pipeline: PIPELINE, today: '2018-01-01' },
      );
      expect(stages.map(({ stage, count }) => [stage.key, count])).toEqual([
        ['candidate', 0],
        ['prospect', 500],
        ['proposal', 1_589],
        ['negotiation', 0],
      ]);
      expect(all).toMatchObject({ count: 2_089, amount: [], weighted: [], noAmount: 2_089, noClose: 2_089 });
    });

    test('what was won, and how often and how fast', () => {
      expect(wonBy(creditsIn(histories, ALL), everyone)).toEqual({
        units: 4_238,
        amount: [{ minor: 1_000_553_400, currency: 'USD' }],
        noAmount: 0,
      });
      const states = histories.map(({ deal }) => deal.state);
      expect(winRate(states)).toEqual({ value: { won: 4_238, lost: 2_473, rate: 4_238 / 6_711 } });
      expect(salesCycle(states)).toMatchObject({ value: { won: 4_238, median: 57 } });
    });

    test('the months add up to the whole', () => {
      const months = Array.from({ length: 24 }, (_, at) => new Date(Date.UTC(2016, at, 1)));
      const units = months.map((from, at) => {
        const to = new Date(Date.UTC(2016, at + 1, 1));
        return wonBy(creditsIn(histories, { from, to }), everyone).units;
      });
      expect(units.reduce((sum, one) => sum + one, 0)).toBe(4_238);
    });

    test('conversion: everyone who engaged was won, lost, or is still there', () => {
      const at = {
        pipeline: PIPELINE,
        ...ALL,
        today: '2018-01-01',
        whose: everyone,
        office: { zone: 'UTC', calendar: 'none' },
      };
      const engaging = conversions(histories, at).find(({ stage }) => stage.key === 'proposal');
      expect(engaging?.entered).toBe(8_300);
      expect(engaging?.cohort.reached).toHaveLength(4_238);
      expect(engaging?.cohort.lost).toHaveLength(2_473);
      expect(engaging?.cohort.still).toHaveLength(1_589);
    });

    test('the movement of all of it has no residual', () => {
      const whole = movement(histories, [], {
        ...ALL,
        pipelines: [PIPELINE],
        whose: everyone,
        due: null,
        basis: 'corrected',
        detail: 'gross',
      });
      expect(whole.currencies).toMatchObject([{ currency: 'USD', start: 0, end: 0, residual: 0 }]);
      expect(whole.currencies[0]?.lines).toMatchObject({ amountSet: 1_000_553_400, won: -1_000_553_400 });
    });
  },
);
