import type { Day } from '../../domain/day.ts';
import type { DealState, DealStatus } from '../../domain/deal.ts';
import { type Duplicate, type Likeness, likelySame } from '../../domain/duplicate.ts';
import type { PersonRef } from '../../domain/people.ts';
import type { Scope } from '../../domain/permission.ts';
import { findStage } from '../../domain/stage.ts';
import type { DealLine, DealView, Named } from '../../domain/views.ts';
import type { Prisma } from '../generated/client.ts';
import { refOf, rowOfDay, stateOf } from '../rows.ts';
import { activityReads } from './activity.ts';
import type { ReadsAt } from './at.ts';
import { LINE, lineOf, visible } from './deal-line.ts';
import { historyReads } from './history.ts';
import type { OrganisationReads } from './organisation.ts';
import type { StageTimeReads } from './stage-time.ts';

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

export function dealReads(at: ReadsAt, { pipeline, stageP90 }: OrganisationReads & StageTimeReads) {
  const { db, org } = at;
  const { objectionsOf, visitsOf } = activityReads(at);
  const { stagesOf } = historyReads(at);

  async function openHandover(number: number): Promise<{ id: string; askedOf: string } | null> {
    return db.request.findFirst({
      where: { orgId: org, dealNumber: number, kind: 'handover', status: 'open' },
      select: { id: true, askedOf: true },
      orderBy: { createdAt: 'desc' },
    });
  }

  async function offeredTo(number: number): Promise<PersonRef | null> {
    const open = await openHandover(number);
    const heir =
      open === null
        ? null
        : await db.person.findUnique({ where: { orgId_id: { orgId: org, id: open.askedOf } } });
    return heir === null ? null : refOf(heir);
  }

  async function named(id: string | null): Promise<Named | null> {
    if (id === null) return null;
    const row = await db.customer.findUnique({ where: { orgId_id: { orgId: org, id } } });
    return row === null ? null : { id: row.id, name: row.name };
  }

  return {
    /** Everything the deal card shows; null when there is no such deal. Who may see it is dispatch's to decide. */
    async dealView(number: number): Promise<DealView | null> {
      const row = await db.deal.findUnique({
        where: { orgId_number: { orgId: org, number } },
        include: { ...LINE, collaborators: true },
      });
      if (row === null) return null;
      const state = stateOf(row);
      const line = await pipeline(state.pipelineId);
      const stage = findStage(line, state.stageId) ?? line.stages[0];
      if (stage === undefined) throw new Error(`pipeline ${line.id} has no stages`);
      const textIds = [state.nextStepId, state.competitorId].flatMap((id) => (id === null ? [] : [id]));
      const [texts, partner, objections, visits, stages, times, heir] = await Promise.all([
        db.text.findMany({ where: { orgId: org, id: { in: textIds } } }),
        named(state.partnerId),
        objectionsOf(number),
        visitsOf({ deal: number, take: 1 }),
        stagesOf(number),
        // Only an open deal can be stuck.
        state.status === 'open' ? stageP90(line.id) : null,
        offeredTo(number),
      ]);
      const text = (id: string | null): string | null => texts.find((one) => one.id === id)?.body ?? null;
      return {
        ...lineOf(row),
        customer: row.customer === null ? null : { id: row.customer.id, name: row.customer.name },
        partner,
        pipeline: line,
        stage,
        stageP90: times?.get(stage.id) ?? null,
        nextStep: text(state.nextStepId),
        competitor: text(state.competitorId),
        collaborators: row.collaborators.map((one) => one.personId),
        // What somebody left behind is theirs already who hands it out.
        offeredTo: heir?.id === row.ownerId ? null : heir,
        objections,
        lastVisit: visits[0] ?? null,
        ...stages,
      };
    },

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

    /** The hand-over of a deal that still waits for an answer. */
    openHandover,

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
    }): Promise<{ number: number; confidential: boolean } | null> {
      const row = await db.placement.findUnique({
        where: { orgId_platform_workspace_channel_thread: { orgId: org, ...home } },
        include: { deal: { select: { confidential: true } } },
      });
      return row === null ? null : { number: row.dealNumber, confidential: row.deal.confidential };
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
