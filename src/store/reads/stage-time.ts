import { EVENT_KINDS } from '../../domain/deal.ts';
import { type StageStep, stageP90 } from '../../domain/measure-time.ts';
import { code } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import type { OrganisationReads } from './organisation.ts';

type StepRow = {
  dealNumber: number;
  seq: number;
  kind: string;
  voids: number | null;
  day: string;
  stageId: string | null;
  status: string | null;
};

/** What stays usual is told by the deals that moved last; older ones would only make it slower to find out. */
const OF_LATE = 1_000;

/** How long deals stay in the stages of a pipeline. */
export function stageTimeReads({ db, org, now }: ReadsAt, { organisation }: OrganisationReads) {
  // Cards and lists of one input ask for the same pipeline many times.
  const asked = new Map<string, Promise<ReadonlyMap<string, number>>>();

  async function load(pipelineId: string): Promise<ReadonlyMap<string, number>> {
    const { zone, calendar } = await organisation();
    const rows = await db.$queryRaw<StepRow[]>`
      SELECT e."dealNumber", e."seq", e."kind", e."voids",
             to_char(e."at" AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS "day",
             e."changes"->>'stageId' AS "stageId", e."changes"->>'status' AS "status"
        FROM "DealEvent" e
       WHERE e."orgId" = ${org}::uuid
         AND e."recordedAt" <= ${now}
         AND e."dealNumber" IN (
               SELECT "number" FROM "Deal"
                WHERE "orgId" = ${org}::uuid AND "pipelineId" = ${pipelineId}::uuid
                ORDER BY COALESCE("closedAt", "stageSince") DESC, "number" DESC LIMIT ${OF_LATE})
         AND (e."changes"->>'stageId' IS NOT NULL OR e."changes"->>'status' IS NOT NULL OR e."voids" IS NOT NULL)
       ORDER BY e."dealNumber", e."seq"`;
    return stageP90(byDeal(rows), calendar);
  }

  return {
    /**
     * p90 of the working days that deals spent in each stage of a pipeline before they left it, by stage id. A stage that
     * fewer than five deals of late have left is not in it. It counts every deal, whoever asks: it names none.
     */
    stageP90(pipelineId: string): Promise<ReadonlyMap<string, number>> {
      const found = asked.get(pipelineId) ?? load(pipelineId);
      asked.set(pipelineId, found);
      return found;
    },
  };
}

export type StageTimeReads = ReturnType<typeof stageTimeReads>;

function* byDeal(rows: readonly StepRow[]): Generator<StageStep[]> {
  let deal: number | null = null;
  let steps: StageStep[] = [];
  for (const { dealNumber, kind, ...row } of rows) {
    if (dealNumber !== deal) {
      if (steps.length > 0) yield steps;
      deal = dealNumber;
      steps = [];
    }
    steps.push({ ...row, kind: code(EVENT_KINDS, kind) });
  }
  if (steps.length > 0) yield steps;
}
