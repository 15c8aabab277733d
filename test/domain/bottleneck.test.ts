import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg, bottlenecksOf, fisherExact } from '../../src/domain/bottleneck.ts';
import type { History } from '../../src/domain/measure.ts';
import { aHistory, aPipeline, OFFICE } from '../support/deals.ts';

describe('Fisher’s exact test', () => {
  // The published values of four tables: Fisher’s tea, and three that other programs print in their manuals.
  test.each([
    [[3, 4], [1, 4], 0.4857142857],
    [[8, 10], [1, 6], 0.034965035],
    [[0, 10], [10, 10], 0.0000108251],
    [[5, 10], [5, 10], 1],
  ] as const)('%j against %j', (a, b, p) => {
    expect(fisherExact(a, b)).toBeCloseTo(p, 9);
  });

  const share = fc.integer({ min: 1, max: 40 }).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));

  test('is a probability, the same from both sides and for hits and misses', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const p = fisherExact(a, b);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisherExact(b, a)).toBeCloseTo(p, 9);
        expect(fisherExact([a[1] - a[0], a[1]], [b[1] - b[0], b[1]])).toBeCloseTo(p, 9);
      }),
    );
  });
});

describe('Benjamini–Hochberg', () => {
  test('the example of 1995: fifteen tests, four discoveries at 5%', () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(ps, 0.05)).toBe(0.0095);
    expect(benjaminiHochberg([], 0.05)).toBe(-1);
    expect(benjaminiHochberg([0.5, 0.9], 0.05)).toBe(-1);
  });

  test('never finds more than testing each by itself, never less than Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (ps) => {
        const limit = benjaminiHochberg(ps, 0.1);
        expect(limit).toBeLessThanOrEqual(0.1);
        for (const p of ps) if (p <= 0.1 / ps.length) expect(p).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

const QUARTERS = [
  { from: new Date('2026-07-01T00:00:00+08:00'), to: new Date('2026-10-01T00:00:00+08:00') },
  { from: new Date('2026-04-01T00:00:00+08:00'), to: new Date('2026-07-01T00:00:00+08:00') },
];

/** So many deals of an owner that entered stage 1 in a month, of which so many moved on and the others were lost. */
function deals(ownerId: string, month: string, [passed, of]: readonly [number, number]): History[] {
  return Array.from({ length: of }, (_, index) =>
    aHistory({ at: `2026-${month}-03T02:00:00Z`, by: ownerId, changes: { ownerId } }, [
      index < passed
        ? { kind: 'moved', at: `2026-${month}-10T02:00:00Z`, changes: { stageId: 's2' } }
        : { kind: 'lost', at: `2026-${month}-10T02:00:00Z`, changes: { status: 'lost' } },
    ]),
  );
}

const found = (histories: readonly History[]) =>
  bottlenecksOf(histories, {
    pipelines: [aPipeline()],
    periods: QUARTERS,
    today: '2026-11-23',
    office: OFFICE,
  });

describe('a bottleneck', () => {
  const peers = [...deals('zhao', '05', [14, 16]), ...deals('zhao', '08', [14, 16])];

  test('is named when it shows in two quarters running', () => {
    const both = [...deals('li', '05', [1, 12]), ...deals('li', '08', [2, 12]), ...peers];
    expect(found(both)).toMatchObject([
      {
        by: 'conversion',
        person: { id: 'li' },
        stage: { id: 's1' },
        own: { hits: 2 },
        peers: { hits: 14 },
      },
    ]);
  });

  test.each<[string, History[]]>([
    ['one quarter alone', [...deals('li', '05', [10, 12]), ...deals('li', '08', [2, 12])]],
    ['fewer than eight deals', [...deals('li', '05', [0, 7]), ...deals('li', '08', [0, 7])]],
    ['a small difference', [...deals('li', '05', [9, 12]), ...deals('li', '08', [9, 12])]],
  ])('%s says nothing', (_, mine) => {
    expect(found([...mine, ...peers])).toEqual([]);
  });

  test('somebody who does better than their peers is none, and leads from elsewhere are no peers', () => {
    const zhao = [...deals('zhao', '05', [1, 16]), ...deals('zhao', '08', [1, 16])];
    const li = [...deals('li', '05', [11, 12]), ...deals('li', '08', [11, 12])];
    expect(found([...li, ...zhao]).map((one) => one.person.id)).toEqual(['zhao']);
    const cold = zhao.map(({ deal, events }) => ({
      deal: { ...deal, state: { ...deal.state, source: 'cold' } },
      events,
    }));
    expect(found([...li, ...cold])).toEqual([]);
  });
});

describe('time in stage', () => {
  /** Deals that entered stage 1 on the first of a month, were won from it after so many calendar days each. */
  const stays = (ownerId: string, month: string, days: readonly number[]): History[] =>
    days.map((after) =>
      aHistory({ at: `2026-${month}-01T02:00:00Z`, by: ownerId, changes: { ownerId } }, [
        {
          kind: 'won',
          at: new Date(Date.parse(`2026-${month}-01T02:00:00Z`) + after * 86_400_000).toISOString(),
          changes: { status: 'won', stageId: 's5' },
        },
      ]),
    );
  const quick = [7, 7, 8, 8, 9, 9, 10, 10, 11, 11];
  const slow = quick.map((days) => days * 4);
  const peers = [...stays('zhao', '05', quick), ...stays('zhao', '08', quick)];

  test('who takes longer than their peers in two quarters running is named, with both medians', () => {
    const mine = [...stays('li', '05', slow), ...stays('li', '08', slow)];
    const [one, ...others] = found([...mine, ...peers]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ by: 'time', person: { id: 'li' }, stage: { id: 's1' } });
    expect(one?.own.deals).toHaveLength(10);
    expect(one?.own.days).toBeGreaterThan(3 * (one?.peers.days ?? 0));
  });

  test.each<[string, History[]]>([
    ['one quarter alone', [...stays('li', '05', quick), ...stays('li', '08', slow)]],
    ['fewer than eight deals', [...stays('li', '05', slow.slice(3)), ...stays('li', '08', slow.slice(3))]],
    [
      'quicker than the others',
      [...stays('li', '05', [1, 1, 1, 1, 2, 2, 2, 2]), ...stays('li', '08', [1, 1, 1, 1, 2, 2, 2, 2])],
    ],
  ])('%s says nothing of them', (_, mine) => {
    expect(found([...mine, ...peers]).filter((one) => one.person.id === 'li')).toEqual([]);
  });

  test('a deal that still lies there has been there until today', () => {
    const still = (month: string) =>
      Array.from({ length: 10 }, () =>
        aHistory({ at: `2026-${month}-01T02:00:00Z`, changes: { ownerId: 'li' } }),
      );
    expect(found([...still('05'), ...still('08'), ...peers]).map((one) => [one.person.id, one.by])).toEqual([
      ['li', 'time'],
    ]);
  });
});
