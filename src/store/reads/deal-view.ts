import type { PersonRef } from '../../domain/people.ts';
import { findStage } from '../../domain/stage.ts';
import type { DealView, Named } from '../../domain/views.ts';
import { refOf, stateOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { LINE, lineOf } from './deal-line.ts';
import { historyReads } from './history.ts';
import { objectionReads } from './objections.ts';
import type { OrganisationReads } from './organisation.ts';
import type { StageTimeReads } from './stage-time.ts';
import { visitReads } from './visits.ts';

/** One deal, with everything around it. */
export function dealViewReads(at: ReadsAt, { pipeline, stageP90 }: OrganisationReads & StageTimeReads) {
  const { db, org } = at;
  const { objectionsOf } = objectionReads(at);
  const { visitsOf } = visitReads(at);
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

    /** The hand-over of a deal that still waits for an answer. */
    openHandover,
  };
}
