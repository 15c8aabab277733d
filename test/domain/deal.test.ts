import { describe, expect, test } from 'vitest';
import { fold, live } from '../../src/domain/deal.ts';
import { aHistory, NOW } from './deals.ts';

const hour = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
const edited = (changes: object) => ({ kind: 'edited' as const, changes });

describe('the fold of a history', () => {
  test('sets what events set, in the order in which they were recorded', () => {
    const state = fold(aHistory(edited({ amount: 200 }), edited({ amount: null }), edited({ ball: 'us' })));
    expect(state).toMatchObject({ amount: null, ball: 'us', openedAt: NOW, stageSince: NOW });
  });

  test('a stage counts from entering it; going back lets the stuck clock run on', () => {
    const forward = aHistory({ kind: 'moved', changes: { stageId: 'b' } });
    expect(fold(forward)).toMatchObject({ stageSince: hour(1), stuckSince: hour(1) });
    const back = aHistory(
      { kind: 'moved', changes: { stageId: 'b' } },
      { kind: 'moved', changes: { stageId: 'stage' }, detail: { back: true } },
    );
    expect(fold(back)).toMatchObject({ stageSince: hour(2), stuckSince: hour(1) });
  });

  test('pushes count moves of the expected close to a later day, while open', () => {
    const state = fold(
      aHistory(
        edited({ expectedClose: '2026-12-01' }),
        edited({ expectedClose: '2026-12-31' }),
        edited({ expectedClose: '2026-12-15' }),
        edited({ expectedClose: '2027-01-15' }),
        { kind: 'lost', changes: { status: 'lost' } },
        edited({ expectedClose: '2027-03-01' }),
      ),
    );
    expect(state.pushes).toBe(2);
  });

  test('the last contact is the latest one, however late it was recorded', () => {
    const state = fold(
      aHistory(
        { kind: 'contacted', changes: {}, at: hour(1) },
        { kind: 'contacted', changes: {}, at: hour(-48) },
        { kind: 'attempted', changes: {} },
      ),
    );
    expect(state).toMatchObject({ lastContactAt: hour(1), silentFrom: hour(1) });
  });

  test('a contact of a deal that was merged in counts', () => {
    const merged = {
      kind: 'merged' as const,
      changes: {},
      detail: { deal: 7, contactedAt: hour(3).toISOString() },
    };
    expect(fold(aHistory(merged))).toMatchObject({ lastContactAt: hour(3), silentFrom: hour(3) });
  });

  test('a reopened deal starts its clocks again and has no reason for losing', () => {
    const state = fold(
      aHistory(
        { kind: 'lost', changes: { status: 'lost', lossReason: 'price' } },
        { kind: 'reopened', changes: { status: 'open' } },
      ),
    );
    expect(state).toMatchObject({
      status: 'open',
      closedAt: null,
      lossReason: null,
      stageSince: hour(2),
      stuckSince: hour(2),
      silentFrom: hour(2),
    });
  });

  test('won after a loss whose reopening was voided, it has no reason for losing either', () => {
    const history = aHistory(
      { kind: 'lost', changes: { status: 'lost', lossReason: 'price' } },
      { kind: 'reopened', changes: { status: 'open' } },
      { kind: 'won', changes: { status: 'won' } },
      { kind: 'voided', changes: {}, voids: 3 },
    );
    expect(fold(history)).toMatchObject({ status: 'won', lossReason: null, closedAt: hour(3) });
  });
});

describe('voiding', () => {
  test('what is voided counts in nothing; voiding the voiding brings it back', () => {
    const once = aHistory(edited({ amount: 200 }), { kind: 'voided', changes: {}, voids: 2 });
    expect(fold(once).amount).toBe(100_000);
    const twice = [
      ...once,
      ...aHistory(edited({}), edited({}), { kind: 'voided', changes: {}, voids: 3 }).slice(3),
    ];
    expect(twice.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
    expect(fold(twice).amount).toBe(200);
    expect(live(twice).map((event) => event.seq)).toEqual([1, 2]);
  });

  test('a voided opening leaves a void deal that shows what it was, closed when it was taken back', () => {
    const history = aHistory(
      edited({ amount: 200 }),
      { kind: 'voided', changes: {}, voids: 1 },
      { kind: 'noted', changes: {} },
    );
    expect(fold(history)).toMatchObject({ status: 'void', amount: 200, closedAt: hour(2) });
  });

  test('a history starts with its opening', () => {
    expect(() => fold(aHistory(edited({})).slice(1))).toThrow('opening');
  });
});
