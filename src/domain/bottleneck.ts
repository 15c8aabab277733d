import type { Day } from './day.ts';
import type { History } from './measure.ts';
import { conversions } from './measure-conversion.ts';
import type { PersonRef } from './people.ts';
import type { Pipeline, Stage } from './stage.ts';
import type { Office } from './stall.ts';
import type { DealLine } from './views.ts';

/** Of deals that entered a stage and have left it, how many moved on: a rep's against those of everyone else. */
export type Bottleneck = {
  person: PersonRef;
  stage: Stage;
  passed: number;
  decided: number;
  peersPassed: number;
  peersDecided: number;
};

/** Fewer deals say nothing about a person. */
const LEAST_DEALS = 8;
/** Of the cells that are shown, at most this share may be there by chance. */
const FALSE_DISCOVERY = 0.1;

type Span = { from: Date; to: Date };
type Cell = Bottleneck & { key: string; p: number };

/**
 * Where a rep's deals stop more often than the same stage, pipeline and lead source stop their peers', in each of the
 * given periods in turn. Fisher's exact test per cell, Benjamini–Hochberg over all cells of a period; time in stage is
 * not judged. Deals still in the stage count on neither side: they may yet move on.
 */
export function bottlenecksOf(
  histories: readonly History[],
  at: { pipelines: readonly Pipeline[]; periods: readonly Span[]; today: Day; office: Office },
): Bottleneck[] {
  const found = at.periods.map((period) => discoveries(cellsOf(histories, { ...at, period })));
  const [latest = [], ...earlier] = found;
  return latest
    .filter((cell) => earlier.every((cells) => cells.some((one) => one.key === cell.key)))
    .map(({ key: _key, p: _p, ...cell }) => cell);
}

type In = { pipelines: readonly Pipeline[]; period: Span; today: Day; office: Office };

function cellsOf(histories: readonly History[], { pipelines, period, today, office }: In): Cell[] {
  const sources = [...new Set(histories.map(({ deal }) => deal.state.source))];
  return pipelines.flatMap((pipeline) =>
    sources.flatMap((source) => {
      const alike = histories.filter(({ deal }) => deal.state.source === source);
      const stages = conversions(alike, { pipeline, ...period, today, whose: { kind: 'everyone' }, office });
      return stages.flatMap(({ stage, cohort }) =>
        cellsIn(stage, { passed: cohort.reached, stopped: [...cohort.lost, ...cohort.back] }).map((cell) => ({
          ...cell,
          key: `${cell.person.id} ${stage.id} ${source}`,
        })),
      );
    }),
  );
}

type Decided = { passed: readonly DealLine[]; stopped: readonly DealLine[] };

function cellsIn(stage: Stage, { passed, stopped }: Decided): Omit<Cell, 'key'>[] {
  const owners = new Map([...passed, ...stopped].map(({ owner }) => [owner.id, owner]));
  return [...owners.values()].flatMap((person) => {
    const own = (deals: readonly DealLine[]) => deals.filter((deal) => deal.owner.id === person.id).length;
    const mine = { passed: own(passed), decided: own(passed) + own(stopped) };
    const peersPassed = passed.length - mine.passed;
    const peersDecided = passed.length + stopped.length - mine.decided;
    if (mine.decided < LEAST_DEALS || peersDecided < LEAST_DEALS) return [];
    const p = fisherExact([mine.passed, mine.decided], [peersPassed, peersDecided]);
    return [{ person, stage, ...mine, peersPassed, peersDecided, p }];
  });
}

/** Of all cells tested, those that stand out and are below their peers. */
function discoveries(cells: readonly Cell[]): Cell[] {
  const limit = benjaminiHochberg(
    cells.map((cell) => cell.p),
    FALSE_DISCOVERY,
  );
  return cells.filter(
    (cell) => cell.p <= limit && cell.passed / cell.decided < cell.peersPassed / cell.peersDecided,
  );
}

/** The largest p-value that is a discovery at a false discovery rate; -1 when none is. */
export function benjaminiHochberg(ps: readonly number[], rate: number): number {
  const ordered = ps.toSorted((a, b) => a - b);
  return ordered.findLast((p, index) => p <= ((index + 1) / ordered.length) * rate) ?? -1;
}

type Share = readonly [hits: number, of: number];

/** Two-sided p-value of two shares under the hypothesis that they are one: Fisher's exact test. */
export function fisherExact([a, first]: Share, [b, second]: Share): number {
  const hits = a + b;
  const likelihood = (x: number): number =>
    Math.exp(logChoose(first, x) + logChoose(second, hits - x) - logChoose(first + second, hits));
  const seen = likelihood(a);
  let p = 0;
  for (let x = Math.max(0, hits - second); x <= Math.min(hits, first); x++) {
    const one = likelihood(x);
    // Equal tables differ in the last bits of their logarithms.
    if (one <= seen * (1 + 1e-9)) p += one;
  }
  return Math.min(1, p);
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}
