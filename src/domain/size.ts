import { moneyOf } from './measure.ts';
import type { Money } from './money.ts';
import type { DealLine } from './views.ts';

/**
 * Larger amounts first: those in the organisation's own currency, then every other currency by itself (nobody knows a
 * rate between them), then what has no amount.
 */
export const bySize =
  (own: string) =>
  (a: Money | null, b: Money | null): number => {
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    if (a.currency === b.currency) return b.minor - a.minor;
    if (a.currency === own || b.currency === own) return a.currency === own ? -1 : 1;
    return a.currency < b.currency ? -1 : 1;
  };

/** Deals in the order of their amounts. */
export const largestFirst =
  (own: string) =>
  (a: Pick<DealLine, 'state'>, b: Pick<DealLine, 'state'>): number =>
    bySize(own)(moneyOf(a), moneyOf(b));
