import type { Day } from '../../domain/day.ts';
import type { DealState, DealStatus } from '../../domain/deal.ts';
import { type Duplicate, type Likeness, likelySame } from '../../domain/duplicate.ts';
import type { Scope } from '../../domain/permission.ts';
import type { DealLine } from '../../domain/views.ts';
import type { Prisma } from '../generated/client.ts';
import { rowOfDay, stateOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { LINE, lineOf, visible } from './deal-line.ts';

export type DealQuery = {
  status?: readonly DealStatus[];
  numbers?: readonly number[];
  ownerId?: string;
  teamIds?: readonly string[];
  stageId?: string;
  customerIds?: readonly string[];
  /** Expected close from … through …, either end open. */
  closing?: { from?: Day; until?: Day };
  /** Closed (won or lost) from … before …. */
  closed?: { from: Date; before: Date };
  take?: number;
};

/** Lists of deals, and what hangs on them. */
export function dealReads({ db, org }: ReadsAt) {
  return {
    /** Deals by number, that `visibleTo` may see. */
    async deals(query: DealQuery, visibleTo: Scope): Promise<readonly DealLine[]> {
      const rows = await db.deal.findMany({
        where: { orgId: org, AND: [conditions(query), visible(visibleTo)] },
        include: LINE,
        orderBy: { number: 'asc' },
        ...(query.take === undefined ? {} : { take: query.take }),
      });
      return rows.map(lineOf);
    },

    async countDeals(query: DealQuery, visibleTo: Scope): Promise<number> {
      return db.deal.count({ where: { orgId: org, AND: [conditions(query), visible(visibleTo)] } });
    },

    /** What a list may not show but has to count: the deals that fit and that `from` may not see. */
    async hiddenDeals(query: DealQuery, from: Scope): Promise<readonly DealState[]> {
      const rows = await db.deal.findMany({
        where: { orgId: org, AND: [conditions(query), { NOT: visible(from) }] },
      });
      return rows.map(stateOf);
    },

    /** Open deals that may be the same business as one about to be opened, the visible ones first. */
    async duplicatesOf(fresh: Likeness, visibleTo: Scope): Promise<readonly Duplicate[]> {
      const open = { orgId: org, status: 'open' };
      const rows = await db.deal.findMany({
        where:
          fresh.customerId === null
            ? { ...open, name: { body: { equals: fresh.name, mode: 'insensitive' } } }
            : { ...open, customerId: fresh.customerId },
        include: LINE,
        orderBy: { updatedAt: 'desc' },
        take: 200,
      });
      const same = rows.map(lineOf).filter((line) => likelySame(fresh, { name: line.name, ...line.state }));
      if (same.length === 0) return [];
      const seen = await db.deal.findMany({
        where: { orgId: org, number: { in: same.map((line) => line.number) }, AND: [visible(visibleTo)] },
        select: { number: true },
      });
      const numbers = new Set(seen.map((row) => row.number));
      const hidden = same.filter((line) => !numbers.has(line.number)).map((line) => line.owner);
      const owners = [...new Map(hidden.map((owner) => [owner.id, owner])).values()];
      return [
        ...same.filter((line) => numbers.has(line.number)).map((deal): Duplicate => ({ kind: 'seen', deal })),
        ...owners.map((owner): Duplicate => ({ kind: 'hidden', owner })),
      ];
    },

    /** Deals that were merged into this one. */
    async mergedInto(number: number): Promise<readonly number[]> {
      const rows = await db.deal.findMany({
        where: { orgId: org, mergedInto: number, status: 'void' },
        select: { number: true },
        orderBy: { number: 'asc' },
      });
      return rows.map((row) => row.number);
    },

    /** The deal whose home thread this is. */
    async dealAt(home: {
      platform: string;
      workspace: string;
      channel: string;
      thread: string;
    }): Promise<{ number: number; confidential: boolean; pipelineId: string } | null> {
      const row = await db.placement.findUnique({
        where: { orgId_platform_workspace_channel_thread: { orgId: org, ...home } },
        include: { deal: { select: { confidential: true, pipelineId: true } } },
      });
      return row === null ? null : { number: row.dealNumber, ...row.deal };
    },

    /** Who works along on some deals, by number; a deal without anybody is not in it. */
    async collaboratorsOf(numbers: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
      const rows = await db.collaborator.findMany({
        where: { orgId: org, dealNumber: { in: [...numbers] } },
      });
      const byDeal = new Map<number, string[]>();
      for (const { dealNumber, personId } of rows)
        byDeal.set(dealNumber, [...(byDeal.get(dealNumber) ?? []), personId]);
      return byDeal;
    },

    async placementsOf(number: number) {
      return db.placement.findMany({ where: { orgId: org, dealNumber: number } });
    },
  };
}

function conditions(query: DealQuery): Prisma.DealWhereInput {
  return {
    ...(query.status === undefined ? { status: { not: 'void' } } : { status: { in: [...query.status] } }),
    ...(query.numbers === undefined ? {} : { number: { in: [...query.numbers] } }),
    ...(query.ownerId === undefined ? {} : { ownerId: query.ownerId }),
    ...(query.teamIds === undefined ? {} : { teamId: { in: [...query.teamIds] } }),
    ...(query.stageId === undefined ? {} : { stageId: query.stageId }),
    ...(query.customerIds === undefined ? {} : { customerId: { in: [...query.customerIds] } }),
    ...(query.closing === undefined
      ? {}
      : {
          expectedClose: {
            ...(query.closing.from === undefined ? {} : { gte: rowOfDay(query.closing.from) }),
            ...(query.closing.until === undefined ? {} : { lte: rowOfDay(query.closing.until) }),
          },
        }),
    ...(query.closed === undefined
      ? {}
      : { status: { in: ['won', 'lost'] }, closedAt: { gte: query.closed.from, lt: query.closed.before } }),
  };
}
