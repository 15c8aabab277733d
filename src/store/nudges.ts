import type { Day } from '../domain/day.ts';
import type { Given } from '../domain/nudge.ts';
import type { PrismaClient } from './generated/client.ts';
import { type OutboxAddress, type OutboxBody, send } from './outbox.ts';
import { rowOfDay } from './rows.ts';

export type NewNudge = Pick<Given, 'deal' | 'why' | 'clockStart' | 'level'>;

export type NudgePost<M> = {
  key: string;
  platform: string;
  address: OutboxAddress;
  body: OutboxBody<M>;
};

/** Nudges for one person that were thought out together, most important first. */
export type Giving<M, N extends NewNudge> = {
  personId: string;
  day: Day;
  now: Date;
  /** How many nudges a person gets in a day. */
  most: number;
  nudges: readonly N[];
  /** What to send for those that are given. */
  posts(given: readonly N[]): readonly NudgePost<M>[];
};

/**
 * Gives a person the first nudges that are not given yet and fit into their day, and puts what they say into the
 * outbox, in one transaction. The person's row is locked, so that two replicas count the same day; the primary key of
 * Nudge makes each happen once. Returns those given.
 */
export async function giveNudges<M, N extends NewNudge>(
  prisma: PrismaClient,
  org: string,
  giving: Giving<M, N>,
): Promise<readonly N[]> {
  const { personId, day, now, most, nudges, posts } = giving;
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT 1 FROM "Person" WHERE "orgId" = ${org}::uuid AND "id" = ${personId}::uuid FOR NO KEY UPDATE`;
    let left = most - (await tx.nudge.count({ where: { orgId: org, personId, day: rowOfDay(day) } }));
    const given: N[] = [];
    for (const nudge of nudges) {
      if (left <= 0) break;
      const { deal, why, clockStart, level } = nudge;
      const { count } = await tx.nudge.createMany({
        data: [
          { orgId: org, dealNumber: deal, why, clockStart, level, personId, day: rowOfDay(day), at: now },
        ],
        skipDuplicates: true,
      });
      left -= count;
      if (count === 1) given.push(nudge);
    }
    // A millisecond apart and all of them due: what is due together is sent in no order.
    const messages = posts(given);
    for (const [place, post] of messages.entries()) {
      await send(tx, { org, now }, { ...post, dueAt: new Date(now.getTime() - messages.length + place) });
    }
    return given;
  });
}
