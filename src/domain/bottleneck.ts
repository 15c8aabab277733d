import type { Day } from './day.ts';
import { type History, median } from './measure.ts';
import { conversions } from './measure-conversion.ts';
import { stagesSoFar } from './measure-time.ts';
import type { PersonRef } from './people.ts';
import type { Pipeline, Stage } from './stage.ts';
import type { Office } from './stall.ts';
import type { DealLine } from './views.ts';

/** A rep's deals of one stage beside those of everyone else: how many moved on, or how long they were in it. */
export type Bottleneck = {
  person: PersonRef;
  stage: Stage;
  own: Side;
  peers: Side;
  /** conversion: `hits` of the deals moved on. time: `days` is the median of their working days in the stage. */
  by: 'conversion' | 'time';
};

export type Side = { deals: readonly DealLine[]; hits: number; days: number };

/** Fewer deals say nothing about a person. */
const LEAST_DEALS = 8;
/** Of the cells that are shown, at most this share may be there by chance. */
const FALSE_DISCOVERY = 0.1;

type Span = { from: Date; to: Date };
type Cell = Bottleneck & { key: string; p: number };

/**
 * Where a rep's deals stop more often, or stay longer, than the same stage, pipeline and lead source keep their peers', in
 * each of the given periods in turn. Moving on is compared by Fisher's exact test; time by the same test on how many
 * stays are longer than the median of all. Benjamini–Hochberg over all cells of a period. Deals still in the stage count
 * on neither side of moving on: they may yet move on; their time runs to today.
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
      const days = new Map(
        alike.map((history) => [history.deal, stagesSoFar(history, { ...office, today })]),
      );
      const stages = conversions(alike, { pipeline, ...period, today, whose: { kind: 'everyone' }, office });
      return stages.flatMap(({ stage, cohort }) => {
        const decided = [...cohort.reached, ...cohort.lost, ...cohort.back];
        const passed = new Set(cohort.reached);
        // A stage that was skipped took no time.
        const stayed = [...decided, ...cohort.still].flatMap((deal) => {
          const spent = days.get(deal)?.get(stage.id);
          return spent === undefined ? [] : [{ deal, days: spent }];
        });
        const usual = median(stayed.map((one) => one.days));
        return [
          ...cellsIn(
            decided.map((deal) => ({ deal, hit: passed.has(deal), days: 0 })),
            { stage, by: 'conversion' },
          ),
          ...cellsIn(
            stayed.map((one) => ({ ...one, hit: one.days > usual })),
            { stage, by: 'time' },
          ),
        ].map((cell) => ({ ...cell, key: `${cell.person.id} ${stage.id} ${source} ${cell.by}` }));
      });
    }),
  );
}

/** `hit`: it moved on; or, by time, it took longer than the median of all. */
type Seen = { deal: DealLine; hit: boolean; days: number };

function cellsIn(all: readonly Seen[], of: Pick<Bottleneck, 'stage' | 'by'>): Omit<Cell, 'key'>[] {
  const owners = new Map(all.map(({ deal }) => [deal.owner.id, deal.owner]));
  return [...owners.values()].flatMap((person) => {
    const own = sideOf(all.filter(({ deal }) => deal.owner.id === person.id));
    const peers = sideOf(all.filter(({ deal }) => deal.owner.id !== person.id));
    if (own.deals.length < LEAST_DEALS || peers.deals.length < LEAST_DEALS) return [];
    const p = fisherExact([own.hits, own.deals.length], [peers.hits, peers.deals.length]);
    return [{ person, ...of, own, peers, p }];
  });
}

const sideOf = (seen: readonly Seen[]): Side => ({
  deals: seen.map(({ deal }) => deal),
  hits: seen.filter(({ hit }) => hit).length,
  days: median(seen.map(({ days }) => days)),
});

/** Of all cells tested, those that stand out, and not for the better. */
function discoveries(cells: readonly Cell[]): Cell[] {
  const limit = benjaminiHochberg(
    cells.map((cell) => cell.p),
    FALSE_DISCOVERY,
  );
  return cells.filter((cell) => cell.p <= limit && isBehind(cell));
}

const isBehind = ({ by, own, peers }: Cell): boolean =>
  by === 'time' ? own.days > peers.days : own.hits / own.deals.length < peers.hits / peers.deals.length;

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
