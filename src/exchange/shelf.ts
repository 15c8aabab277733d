import type { WrittenEvent } from '../domain/change.ts';
import type { DealRef, NewEvent } from '../domain/deal.ts';
import type { KnownDeal } from '../domain/exchange.ts';
import { isDealNumber, type Known } from './known.ts';

/** A deal that the plan opens, or one that it adds events to. */
export type Planned = {
  ref: DealRef;
  /** Its number in the file. */
  was: number | null;
  name: string;
  ownerId: string;
  teamId: string;
  customerId: string | null;
  open: boolean;
  /** Its history comes from the file: visits and objections are in it already. */
  restored: boolean;
  /** There before this import. */
  known: KnownDeal | null;
  events: WrittenEvent[];
};

/** The deals of this import and how other rows of the files speak of them. */
export type Shelf = {
  all(): readonly Planned[];
  put(planned: Planned, external: string): void;
  /** A deal by number, foreign id or name: of the files first, then of the organisation. */
  find(said: string): Planned | 'several' | null;
};

export function shelfOf(known: Known): Shelf {
  const all: Planned[] = [];
  const byNumber = new Map<number, Planned>();
  const byExternal = new Map<string, Planned>();
  const byName = new Map<string, Planned | 'several'>();
  const byOurs = new Map<number, Planned>();

  /** A deal of the organisation that no row of the files was about so far. */
  const fetch = (number: number): Planned | null => {
    const there = byOurs.get(number);
    if (there !== undefined) return there;
    const deal = known.deals.get(number);
    if (deal === undefined || deal.state.status === 'void') return null;
    const planned = plannedOf(deal);
    byOurs.set(number, planned);
    all.push(planned);
    return planned;
  };

  return {
    all: () => all,
    put(planned, external) {
      all.push(planned);
      byExternal.set(external, planned);
      if (planned.was !== null) byNumber.set(planned.was, planned);
      if (planned.known !== null) byOurs.set(planned.known.number, planned);
      const key = planned.name.toLowerCase();
      byName.set(key, byName.has(key) ? 'several' : planned);
    },
    find(said) {
      const digits = said.replace(/^#/, '');
      const number = isDealNumber(digits) ? Number(digits) : null;
      const inFiles =
        byExternal.get(said) ??
        (number === null ? undefined : byNumber.get(number)) ??
        byName.get(said.toLowerCase());
      if (inFiles !== undefined) return inFiles;
      const ref = known.refs.get(`deal ${said}`) ?? known.refs.get(`deal number:${digits}`);
      if (ref !== undefined) return fetch(Number(ref.ours));
      // With deals in the same import, a number is one of theirs.
      if (number !== null && byNumber.size === 0) return fetch(number);
      const called = known.called.get(said.toLowerCase()) ?? [];
      if (called.length > 1) return 'several';
      return called[0] === undefined ? null : fetch(called[0]);
    },
  };
}

export const plannedOf = (deal: KnownDeal): Planned => ({
  ref: deal.number,
  was: null,
  name: deal.name,
  ownerId: deal.state.ownerId,
  teamId: deal.state.teamId,
  customerId: deal.state.customerId,
  open: deal.state.status === 'open',
  restored: false,
  known: deal,
  events: [],
});

/** Events that this import itself records. */
export const written = (
  events: readonly NewEvent[],
  by: { actorId: string; recordedAt: Date },
): WrittenEvent[] => events.map((event) => ({ ...event, ...by, inputId: null }));
