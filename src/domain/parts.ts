import type { Day } from './day.ts';
import type { DealRef, DealState, NewEvent } from './deal.ts';
import type { Money } from './money.ts';
import type { Decision, Refusal } from './moves.ts';

/** One deal into two, two deals into one. */

export type Rest = { amount: Money | null; close: Day | null };

/**
 * What stays of a deal when a part of it is taken out: the events of the deal itself. Its new amount is what the part
 * left over, unless another was said.
 */
export function takePart(
  state: DealState,
  part: { deal: DealRef; amount: Money | null; rest: Rest; now: Date },
): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  const left = part.rest.amount ?? leftOver(state, part.amount);
  if (left !== null && 'refused' in left) return left;
  const close = part.rest.close;
  return {
    events: [
      {
        kind: 'split',
        at: part.now,
        changes: {
          ...(left === null ? {} : { amount: left.minor, currency: left.currency }),
          ...(close === null ? {} : { expectedClose: close }),
        },
        detail: { deal: part.deal },
      },
    ],
  };
}

/** null: nothing is known to subtract from, or nothing to subtract. */
export function leftOver(
  state: Pick<DealState, 'amount' | 'currency'>,
  part: Money | null,
): Money | Refusal | null {
  if (state.amount === null || part === null) return null;
  if (part.currency !== state.currency) return { refused: 'currencies' };
  if (part.minor > state.amount) return { refused: 'partTooLarge' };
  return { minor: state.amount - part.minor, currency: state.currency };
}

type Merging = { number: number; state: DealState };

/** Two histories: the one that ends and the one that goes on. */
export type Merged = { ends: readonly NewEvent[]; goesOn: readonly NewEvent[] } | Refusal;

/**
 * One deal goes into another. It is void from then on; the other keeps its own values, and the amounts are added only
 * when that was said. The later contact of the two counts for both.
 */
export function merge(from: Merging, into: Merging, how: { addAmounts: boolean; now: Date }): Merged {
  if (from.number === into.number) return { refused: 'sameDeal' };
  if (from.state.status !== 'open' || into.state.status !== 'open') return { refused: 'notOpen' };
  const sum = how.addAmounts ? together(from.state, into.state) : {};
  if ('refused' in sum) return sum;
  const { lastContactAt } = from.state;
  const contact = lastContactAt === null ? {} : { contactedAt: lastContactAt.toISOString() };
  const { now } = how;
  return {
    ends: [
      {
        kind: 'merged',
        at: now,
        changes: { status: 'void', mergedInto: into.number },
        detail: { deal: into.number },
      },
    ],
    goesOn: [{ kind: 'merged', at: now, changes: sum, detail: { deal: from.number, ...contact } }],
  };
}

function together(a: DealState, b: DealState): { amount?: number } | Refusal {
  if (a.amount === null) return {};
  if (b.amount !== null && a.currency !== b.currency) return { refused: 'currencies' };
  return { amount: a.amount + (b.amount ?? 0) };
}
