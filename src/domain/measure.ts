import type { Day } from './day.ts';
import { apply, type DealEvent, type DealState, fold, live } from './deal.ts';
import { type Money, sumByCurrency, weighted } from './money.ts';
import { subtree, type Team } from './people.ts';
import { findStage, type Pipeline } from './stage.ts';
import type { DealLine } from './views.ts';

/** Why a measure has no value. A card says it in words; nobody ever reads NaN. */
export type Undefined =
  | 'noTarget'
  | 'targetMet'
  | 'noneClosed'
  | 'noneWon'
  | 'noneEntered'
  | 'noAmounts'
  | 'noBenchmark'
  | 'tooYoung'
  | 'zeroCycle'
  | 'nothingToSlip';

export type Measured<T> = { value: T } | { missing: Undefined };

export const value = <T>(of: T): Measured<T> => ({ value: of });
export const missing = (why: Undefined): Measured<never> => ({ missing: why });

/** Whose deals are meant. A team is given with every team below it. */
export type Whose =
  | { kind: 'everyone' }
  | { kind: 'team'; teamIds: readonly string[] }
  | { kind: 'person'; personId: string };

export const teamAndBelow = (teams: readonly Team[], teamId: string): Whose => ({
  kind: 'team',
  teamIds: subtree(teams, teamId),
});

export function concerns(whose: Whose, deal: { ownerId: string; teamId: string }): boolean {
  if (whose.kind === 'everyone') return true;
  return whose.kind === 'person' ? deal.ownerId === whose.personId : whose.teamIds.includes(deal.teamId);
}

/** A deal with all that happened to it. */
export type History = { deal: DealLine; events: readonly DealEvent[] };

/** One event that counts, with the deal before and after it. */
export type HistoryStep = { event: DealEvent; before: DealState | null; after: DealState };

const walked = new WeakMap<readonly DealEvent[], readonly HistoryStep[]>();

/**
 * A history step by step, voided events left out; empty when the opening itself is voided. Remembered with the events:
 * credits, moves, conversion and movement all walk the same thousands of histories.
 */
export function stepsOf({ events }: Pick<History, 'events'>): readonly HistoryStep[] {
  const known = walked.get(events);
  if (known !== undefined) return known;
  const steps: HistoryStep[] = [];
  for (const event of live(events)) {
    const before = steps.at(-1)?.after ?? null;
    if (before === null && event.kind !== 'opened') break;
    steps.push({ event, before, after: before === null ? fold([event]) : apply(before, event) });
  }
  walked.set(events, steps);
  return steps;
}

/** Several deals in numbers. Sums are per currency; what could not be summed is counted. */
export type Tally = {
  /** The deals that the numbers are about. */
  deals: readonly DealLine[];
  count: number;
  amount: readonly Money[];
  /** Each deal's amount × its stage's probability, rounded by itself. */
  weighted: readonly Money[];
  noAmount: number;
  noClose: number;
};

export function tally(deals: readonly DealLine[], pipeline: Pipeline): Tally {
  const amount = sumByCurrency(deals.map(moneyOf));
  const chances = deals.map((deal): Money | null => {
    const money = moneyOf(deal);
    const stage = findStage(pipeline, deal.state.stageId);
    return money === null ? null : { ...money, minor: weighted(money.minor, stage?.probability ?? 0) };
  });
  return {
    deals,
    count: deals.length,
    amount: amount.totals,
    weighted: sumByCurrency(chances).totals,
    noAmount: amount.unknown,
    noClose: deals.filter((deal) => deal.state.expectedClose === null).length,
  };
}

export const moneyOf = ({ state }: Pick<DealLine, 'state'>): Money | null =>
  state.amount === null ? null : { minor: state.amount, currency: state.currency };

/** Several tallies as one, for numbers that reach over pipelines. */
export const together = (tallies: readonly Tally[]): Tally => ({
  deals: tallies.flatMap((one) => one.deals),
  count: tallies.reduce((sum, one) => sum + one.count, 0),
  amount: added(...tallies.map((one) => one.amount)),
  weighted: added(...tallies.map((one) => one.weighted)),
  noAmount: tallies.reduce((sum, one) => sum + one.noAmount, 0),
  noClose: tallies.reduce((sum, one) => sum + one.noClose, 0),
});

/** What a list of sums holds in one currency; 0 when there is none of it. */
export const inCurrency = (sums: readonly Money[], currency: string): number =>
  sums.find((sum) => sum.currency === currency)?.minor ?? 0;

export const added = (...sums: readonly (readonly Money[])[]): readonly Money[] =>
  sumByCurrency(sums.flat()).totals;

export const dueBetween = (deal: Pick<DealLine, 'state'>, span: { from: Day; until: Day }): boolean =>
  deal.state.expectedClose !== null &&
  deal.state.expectedClose >= span.from &&
  deal.state.expectedClose <= span.until;

/** Nearest-rank percentile of numbers in any order; undefined of none. */
export function percentile(numbers: readonly number[], percent: number): number | undefined {
  const ordered = numbers.toSorted((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil((percent / 100) * ordered.length) - 1)];
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

export function median(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(ordered.length / 2);
  const upper = ordered[half] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : ((ordered[half - 1] ?? upper) + upper) / 2;
}
