import { type DealEvent, fold } from '../../domain/deal.ts';
import type { History } from '../../domain/measure.ts';
import type { Facts } from '../../domain/measure-report.ts';
import type { Scope } from '../../domain/permission.ts';
import type { Prisma } from '../generated/client.ts';
import { eventOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { EVENT, LINE, lineOf, sees } from './deal-line.ts';

type Counted = Pick<Facts, 'open' | 'histories' | 'paced' | 'trailing'>;

/**
 * What was counted at `now`, for somebody who opens a number later: deals to which something was recorded since are put
 * back to what was known then, and seen by whom it was open to then.
 */
export async function asKnownThen<C extends Counted>(at: ReadsAt, facts: C, visibleTo: Scope): Promise<C> {
  const { touched, histories } = await changedSince(at, visibleTo);
  if (touched.size === 0) return facts;
  const unchanged = <T>(all: readonly T[], number: (one: T) => number): T[] =>
    all.filter((one) => !touched.has(number(one)));
  const then = histories.map(({ deal }) => deal);
  const { from, to } = facts.trailing;
  return {
    ...facts,
    histories: [...unchanged(facts.histories, ({ deal }) => deal.number), ...histories],
    open: [
      ...unchanged(facts.open, (deal) => deal.number),
      ...then.filter(({ state }) => state.status === 'open'),
    ],
    paced: [
      ...unchanged(facts.paced, (deal) => deal.number),
      ...then.flatMap(({ number, state }) =>
        (state.status === 'won' || state.status === 'lost') &&
        state.closedAt !== null &&
        state.closedAt >= from &&
        state.closedAt < to
          ? [{ ...state, number }]
          : [],
      ),
    ],
  };
}

async function changedSince(
  { db, org, now }: ReadsAt,
  visibleTo: Scope,
): Promise<{ touched: ReadonlySet<number>; histories: readonly History[] }> {
  const found = {
    orgId: org,
    events: { some: { recordedAt: { gt: now } } },
  } satisfies Prisma.DealWhereInput;
  const rows = await db.deal.findMany({ where: found, include: { ...LINE, collaborators: true } });
  if (rows.length === 0) return { touched: new Set(), histories: [] };
  const events = await db.dealEvent.findMany({
    where: { orgId: org, deal: found, recordedAt: { lte: now } },
    select: EVENT,
    orderBy: [{ dealNumber: 'asc' }, { seq: 'asc' }],
  });
  const byDeal = new Map<number, DealEvent[]>(rows.map((row) => [row.number, []]));
  for (const event of events) byDeal.get(event.dealNumber)?.push(eventOf({ ...event, after: null }));
  const histories = rows.flatMap((row): History[] => {
    const known = byDeal.get(row.number) ?? [];
    if (known.length === 0) return [];
    const state = fold(known);
    const collaborators = row.collaborators.map((one) => one.personId);
    return sees(visibleTo, { ...state, collaborators })
      ? [{ deal: { ...lineOf(row), state }, events: known }]
      : [];
  });
  return { touched: new Set(rows.map((row) => row.number)), histories };
}
