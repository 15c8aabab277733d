import { describe, expect, test } from 'vitest';
import { byNeed, needsOf } from '../../src/domain/attention.ts';
import { instantOf } from '../../src/domain/day.ts';
import { aPipeline, aState, ZONE } from './deals.ts';

const [stage] = aPipeline('consultative').stages;
if (stage === undefined) throw new Error('no stage');
const look = { today: '2026-11-20', office: { zone: ZONE, calendar: 'prc' }, p90: null };
const why = (more: Parameters<typeof aState>[0]) => needsOf(aState(more), stage, look).map((one) => one.why);

describe('what a deal needs', () => {
  test('most urgent first: a late step, silent, stuck, past its close', () => {
    const state = {
      openedAt: instantOf('2026-09-14', '10:00', ZONE),
      nextStepId: 'step',
      nextStepDue: '2026-11-18',
      expectedClose: '2026-11-10',
    };
    expect(needsOf(aState(state), stage, look)).toEqual([
      { why: 'step', days: 2 },
      { why: 'silent', days: expect.any(Number) },
      { why: 'stuck', days: expect.any(Number) },
      { why: 'overdue', days: 10 },
    ]);
  });

  test('closing soon is within two weeks, today included', () => {
    expect(why({ expectedClose: '2026-11-20' })).toEqual(['closing']);
    expect(why({ expectedClose: '2026-12-04' })).toEqual(['closing']);
    expect(why({ expectedClose: '2026-12-05' })).toEqual([]);
  });

  test('a closed deal needs nothing', () => {
    expect(why({ status: 'won', expectedClose: '2026-11-01' })).toEqual([]);
  });
});

test('sorted by need, then by amount, unknown amounts last', () => {
  const deal = (name: string, amount: number | null, need: 'silent' | 'closing' | null) => ({
    name,
    state: aState({ amount }),
    needs: need === null ? [] : [{ why: need }],
  });
  const sorted = byNeed(
    [
      deal('rest', 900, null),
      deal('unknown', null, 'silent'),
      deal('closing', 500, 'closing'),
      deal('large', 300, 'silent'),
      deal('small', 200, 'silent'),
    ],
    'CNY',
  );
  expect(sorted.map((one) => one.name)).toEqual(['large', 'small', 'unknown', 'closing', 'rest']);
});
