import type { Day } from '../../domain/day.ts';
import { rowOfDay } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { textReads } from './texts.ts';

/** What somebody's day is made of, beside their deals. */
export function dayReads(at: ReadsAt) {
  const { db, org, now } = at;
  const { texts } = textReads(at);
  return {
    /** The words of the next steps that are due by a day, by the number of the deal. */
    async stepsDue(ownerId: string, until: Day): Promise<ReadonlyMap<number, string>> {
      const deals = await db.deal.findMany({
        where: {
          orgId: org,
          ownerId,
          status: 'open',
          nextStepId: { not: null },
          nextStepDue: { lte: rowOfDay(until) },
        },
        select: { number: true, nextStepId: true },
      });
      const bodies = await texts(deals.map((deal) => deal.nextStepId));
      return new Map(deals.map((deal) => [deal.number, bodies.get(deal.nextStepId ?? '') ?? '']));
    },

    /**
     * Differs after everything that is said to the bot: what was shown before may be out of date since. Of the last
     * hour it counts, too: what began earlier may be committed later.
     */
    async heard(): Promise<string> {
      const hourAgo = new Date(now.getTime() - 3_600_000);
      const [{ _max: last }, lately] = await Promise.all([
        db.inbox.aggregate({ where: { orgId: org }, _max: { at: true } }),
        db.inbox.count({ where: { orgId: org, at: { gte: hourAgo } } }),
      ]);
      return `${last.at?.toISOString() ?? ''} ${lately}`;
    },
  };
}
