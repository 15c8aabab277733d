import type { DealState } from './deal.ts';
import { inCurrency, type Measured, mean, median, missing, value } from './measure.ts';
import { type Money, sumByCurrency } from './money.ts';

/** Of deals closed in a window: how often they were won, how long that took, and how fast money comes out. */

/** What of a deal these measures need. */
export type Paced = Pick<
  DealState,
  'status' | 'amount' | 'currency' | 'openedAt' | 'closedAt' | 'mergedInto'
>;

const DAY_MS = 86_400_000;

/** A deal that became part of another is neither won nor lost by itself. */
export const wasClosed = <P extends Paced>(deals: readonly P[], status: 'won' | 'lost'): P[] =>
  deals.filter((deal) => deal.status === status && deal.mergedInto === null);

/** Days from opening to closing; 0 for a deal that is open. */
export const daysToWin = ({ openedAt, closedAt }: Paced): number =>
  closedAt === null ? 0 : (closedAt.getTime() - openedAt.getTime()) / DAY_MS;

const moneyOf = ({ amount, currency }: Paced): Money | null =>
  amount === null ? null : { minor: amount, currency };

export type WinRate = { won: number; lost: number /** 0 … 1 */; rate: number };

/** won / (won + lost) by count. No decision is a loss; a deal closed twice is in the list once, at its last close. */
export function winRate(deals: readonly Paced[]): Measured<WinRate> {
  const [won, lost] = [wasClosed(deals, 'won').length, wasClosed(deals, 'lost').length];
  return won + lost === 0 ? missing('noneClosed') : value({ won, lost, rate: won / (won + lost) });
}

/** The same by amount, in one currency; deals without an amount cannot weigh in. */
export function amountWinRate(deals: readonly Paced[], currency: string): Measured<number> {
  if (wasClosed(deals, 'won').length + wasClosed(deals, 'lost').length === 0) return missing('noneClosed');
  const sum = (status: 'won' | 'lost') =>
    inCurrency(sumByCurrency(wasClosed(deals, status).map(moneyOf)).totals, currency);
  const [won, lost] = [sum('won'), sum('lost')];
  return won + lost === 0 ? missing('noAmounts') : value(won / (won + lost));
}

export type SalesCycle = { mean: number; median: number; won: number };

/** Days from opening to winning. */
export function salesCycle(deals: readonly Paced[]): Measured<SalesCycle> {
  const days = wasClosed(deals, 'won').map(daysToWin);
  return days.length === 0
    ? missing('noneWon')
    : value({ mean: mean(days), median: median(days), won: days.length });
}

/**
 * Money per day: average number of open deals × win rate × mean won amount / mean cycle days. `deals` are those open
 * now and those closed in the window.
 */
export function velocity(
  deals: readonly Paced[],
  window: { from: Date; to: Date; currency: string },
): Measured<Money> {
  const { from, to, currency } = window;
  const rate = winRate(deals);
  const cycle = salesCycle(deals);
  if ('missing' in rate) return missing('noneWon');
  if ('missing' in cycle) return cycle;
  if (cycle.value.mean === 0) return missing('zeroCycle');
  const amounts = wasClosed(deals, 'won').flatMap((deal) =>
    deal.amount === null || deal.currency !== currency ? [] : [deal.amount],
  );
  if (amounts.length === 0) return missing('noAmounts');
  const open = averageOpen(deals, { from, to });
  return value({ currency, minor: Math.round((open * rate.value.rate * mean(amounts)) / cycle.value.mean) });
}

/** How many deals were open on average between two instants. */
function averageOpen(deals: readonly Paced[], { from, to }: { from: Date; to: Date }): number {
  const spent = deals.reduce((sum, { openedAt, closedAt }) => {
    const since = Math.max(openedAt.getTime(), from.getTime());
    const until = Math.min(closedAt?.getTime() ?? Number.POSITIVE_INFINITY, to.getTime());
    return sum + Math.max(0, until - since);
  }, 0);
  return spent / (to.getTime() - from.getTime());
}
