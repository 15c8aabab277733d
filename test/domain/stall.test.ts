import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOf } from '../../src/domain/day.ts';
import { byAmount, overdue, silent, silentOn, snoozed, stallsOf, stuck } from '../../src/domain/stall.ts';
import { addWorkdays, workdaysBetween } from '../../src/domain/workday.ts';
import { aDeal, aPipeline, OFFICE, STAGE } from '../support/deals.ts';

const SINCE = '2026-11-02';
const since = instantOf(SINCE, '10:00', OFFICE.zone);
const day = (n: number) => addWorkdays(SINCE, n, OFFICE.calendar);
const at = (today: string) => ({ today, office: OFFICE });

describe('silent', () => {
  const deal = aDeal({ silentFrom: since, stageSince: since, stuckSince: since }).state;

  test('on the day after patience runs out, not on its last day', () => {
    expect(silent(deal, STAGE, at(day(10)))).toBeNull();
    expect(silent(deal, STAGE, at(day(11)))).toEqual({ why: 'silent', since: SINCE, days: 11, patience: 10 });
    expect(silentOn(deal, STAGE, OFFICE)).toBe(addDays(day(10), 1));
  });

  test('a dated next step holds the clock, but no longer than one more patience', () => {
    const step = (nextStepDue: string) => ({ ...deal, nextStepId: 'step', nextStepDue });
    expect(silent(step(day(14)), STAGE, at(day(14)))).toBeNull();
    expect(silent(step(day(14)), STAGE, at(day(15)))).not.toBeNull();
    expect(silent(step(day(40)), STAGE, at(day(20)))).toBeNull();
    expect(silent(step(day(40)), STAGE, at(day(21)))).not.toBeNull();
  });

  test.each([
    ['patience 0 is not watched', deal, { ...STAGE, patience: 0 }],
    ['nor a closed deal', { ...deal, status: 'lost' as const }, STAGE],
    ['nor a stage after winning', deal, { ...STAGE, part: 'after' as const }],
  ])('%s', (_, state, stage) => {
    expect(silent(state, stage, at(day(60)))).toBeNull();
    expect(stuck(state, stage, { ...at(day(60)), p90: null })).toBeNull();
  });

  test('is silent exactly when more working days have passed than patience', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 30 }), (later, patience) => {
        const today = addDays(SINCE, later);
        const found = silent(deal, { ...STAGE, patience }, at(today));
        expect(found !== null).toBe(workdaysBetween(SINCE, today, OFFICE.calendar) > patience);
      }),
    );
  });
});

describe('stuck', () => {
  const deal = aDeal({ stuckSince: since, silentFrom: since }).state;

  test('after p90 of the stage, or twice its patience while nobody knows p90', () => {
    expect(stuck(deal, STAGE, { ...at(day(20)), p90: null })).toBeNull();
    expect(stuck(deal, STAGE, { ...at(day(21)), p90: null })).toMatchObject({ days: 21, limit: 20 });
    expect(stuck(deal, STAGE, { ...at(day(8)), p90: 7 })).toMatchObject({ days: 8, limit: 7 });
    expect(stuck(deal, { ...STAGE, patience: 0 }, { ...at(day(8)), p90: 7 })).toMatchObject({ limit: 7 });
  });
});

test('a deal can be silent and stuck; snoozing hides neither', () => {
  const deal = aDeal({ silentFrom: since, stuckSince: since, snoozedUntil: '2027-06-01' });
  const watch = { ...at(day(30)), pipelines: [aPipeline()], p90: new Map() };
  expect(stallsOf(deal, watch).map((one) => one.why)).toEqual(['silent', 'stuck']);
  expect(snoozed(deal.state, '2027-05-31')).toBe(true);
  expect(snoozed(deal.state, '2027-06-01')).toBe(false);
});

test('overdue is an open deal whose expected close has passed', () => {
  expect(overdue({ status: 'open', expectedClose: '2026-11-20' }, '2026-11-21')).toBe(true);
  expect(overdue({ status: 'open', expectedClose: '2026-11-21' }, '2026-11-21')).toBe(false);
  expect(overdue({ status: 'open', expectedClose: null }, '2026-11-21')).toBe(false);
  expect(overdue({ status: 'won', expectedClose: '2026-11-20' }, '2026-11-21')).toBe(false);
});

test('largest first, unknown amounts last, then the longest wait', () => {
  const watch = { ...at(day(30)), pipelines: [aPipeline()], p90: new Map() };
  const of = (number: number, amount: number | null, hour: string) =>
    stallsOf(
      aDeal({ number, amount, silentFrom: instantOf(SINCE, hour, OFFICE.zone), stuckSince: since }),
      watch,
    ).slice(0, 1);
  const stalls = [of(1, null, '09:00'), of(2, 100, '12:00'), of(3, 500, '09:00'), of(4, 100, '08:00')].flat();
  expect(byAmount(stalls, 'CNY').map((one) => one.deal.number)).toEqual([3, 4, 2, 1]);
});
