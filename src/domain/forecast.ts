import { type Day, later } from './day.ts';
import { categoryOf, type Funnel } from './funnel.ts';
import {
  added,
  dueBetween,
  inCurrency,
  type Measured,
  missing,
  moneyOf,
  type Tally,
  tally,
  together,
  value,
} from './measure.ts';
import type { Money } from './money.ts';
import type { Period } from './period.ts';
import type { Category, Pipeline } from './stage.ts';
import { type Target, type Won, wonTowards } from './target.ts';
import type { DealLine } from './views.ts';

/** Will it be enough? What is open and won, held against a target. */

export const COLUMNS = ['open', 'best', 'commit'] as const;
export type ForecastColumn = (typeof COLUMNS)[number];

/** The open deals of a column, and its sum: with what is won, except in `open`. */
export type Forecast = Readonly<Record<ForecastColumn, { deals: Tally; amount: readonly Money[] }>>;

/** Open excludes what is closed, the other two include it: they are not nested. */
export function forecastOf(
  funnels: readonly Pick<Funnel, 'categories'>[],
  closed: readonly Money[],
): Forecast {
  const of = (...categories: Category[]): Tally =>
    together(funnels.flatMap((funnel) => categories.map((one) => funnel.categories[one])));
  const [open, best, commit] = [of('pipeline', 'best', 'commit'), of('best', 'commit'), of('commit')];
  return {
    open: { deals: open, amount: open.amount },
    best: { deals: best, amount: added(best.amount, closed) },
    commit: { deals: commit, amount: added(commit.amount, closed) },
  };
}

/** won / target as a ratio; more than 1 is over the target. */
export function attainment(target: Target | undefined, won: Won): Measured<number> {
  return target === undefined || target.value === 0
    ? missing('noTarget')
    : value(wonTowards(target, won) / target.value);
}

/** target − won; negative when more was won. */
export const remaining = (target: Target, won: Won): number => target.value - wonTowards(target, won);

export type Coverage = {
  /** Open pipeline due in the rest of the period / remaining target. */
  ratio: number;
  weightedRatio: number;
  remaining: number;
  open: number;
  weighted: number;
  /** The largest deal's share of the open pipeline, 0 … 1. */
  largest: { deal: DealLine; share: number } | null;
  /** The deals that count: due, not overdue, not omitted. */
  due: Tally;
  /** Sums in other currencies than the target's, left out of the ratio. */
  otherwise: readonly Money[];
};

/**
 * How often the remaining target is covered by open pipeline that is due in the period. Overdue deals are outside it.
 * A target in units counts deals.
 */
export function coverage(
  deals: readonly DealLine[],
  at: { pipelines: readonly Pipeline[]; period: Period; today: Day; target: Target | undefined; won: Won },
): Measured<Coverage> {
  const { pipelines, target, won } = at;
  if (target === undefined) return missing('noTarget');
  const left = remaining(target, won);
  if (left <= 0) return missing('targetMet');
  const due = stillDue(deals, at);
  const counted = due.deals;
  if (target.measure === 'units') {
    const chance = pipelines.reduce((sum, pipeline) => sum + expectedWins(counted, pipeline), 0);
    return value({
      ...ratios({ open: counted.length, weighted: chance, left }),
      largest: null,
      due,
      otherwise: [],
    });
  }
  const open = inCurrency(due.amount, target.currency);
  return value({
    ...ratios({ open, weighted: inCurrency(due.weighted, target.currency), left }),
    largest: largestOf(counted, { currency: target.currency, open }),
    due,
    otherwise: due.amount.filter((sum) => sum.currency !== target.currency),
  });
}

/** Open deals that are expected to close from today to the end of the period; the category omitted is left out. */
export function stillDue(
  deals: readonly DealLine[],
  at: { pipelines: readonly Pipeline[]; period: Period; today: Day },
): Tally {
  const { pipelines, period, today } = at;
  const span = { from: later(period.from, today), until: period.until };
  return together(pipelines.map((pipeline) => tally(countable(deals, { pipeline, ...span }), pipeline)));
}

const countable = (
  deals: readonly DealLine[],
  at: { pipeline: Pipeline; from: Day; until: Day },
): DealLine[] =>
  deals.filter(
    (deal) =>
      deal.state.status === 'open' &&
      deal.state.pipelineId === at.pipeline.id &&
      categoryOf(deal, at.pipeline) !== 'omitted' &&
      dueBetween(deal, at),
  );

const expectedWins = (deals: readonly DealLine[], pipeline: Pipeline): number =>
  deals.reduce((sum, deal) => {
    const stage = pipeline.stages.find((one) => one.id === deal.state.stageId);
    return sum + (stage?.probability ?? 0) / 100;
  }, 0);

const ratios = ({ open, weighted, left }: { open: number; weighted: number; left: number }) => ({
  ratio: open / left,
  weightedRatio: weighted / left,
  remaining: left,
  open,
  weighted,
});

function largestOf(
  deals: readonly DealLine[],
  { currency, open }: { currency: string; open: number },
): Coverage['largest'] {
  let largest: { deal: DealLine; minor: number } | null = null;
  for (const deal of deals) {
    const money = moneyOf(deal);
    if (money?.currency === currency && money.minor > (largest?.minor ?? 0))
      largest = { deal, minor: money.minor };
  }
  return largest === null || open <= 0 ? null : { deal: largest.deal, share: largest.minor / open };
}

/** How much coverage it takes at the win rate of late: 1 / trailing win rate. */
export function requiredCoverage(rate: Measured<number>): Measured<number> {
  if ('missing' in rate) return rate;
  return rate.value === 0 ? missing('noneWon') : value(1 / rate.value);
}
