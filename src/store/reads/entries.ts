import type { Entry } from '../../domain/views.ts';
import type { ReadsAt } from './at.ts';

export type EntryQuery = {
  since: Date;
  /** Only what was recorded on this deal. */
  deal: number | null;
  skip: number;
  take: number;
};

/** What a person recorded lately, for undo and fix. */
export function entryReads({ db, org }: ReadsAt) {
  return {
    /**
     * What a person recorded, newest first: one entry per input, however many deals it touched, and one per import.
     * An import records everything at one instant, and so does its undoing.
     */
    async entriesOf(personId: string, { since, deal, skip, take }: EntryQuery): Promise<readonly Entry[]> {
      return db.$queryRaw<Entry[]>`
        SELECT 'deals' AS "kind", e."inputId" AS "id", max(e."recordedAt") AS "at" FROM "DealEvent" e
        WHERE e."orgId" = ${org}::uuid AND e."actorId" = ${personId}::uuid AND e."recordedAt" >= ${since}
          AND (${deal}::int IS NULL OR e."dealNumber" = ${deal}::int)
          AND NOT EXISTS (SELECT 1 FROM "Import" i
            WHERE i."orgId" = e."orgId" AND e."recordedAt" IN (i."at", i."undoneAt"))
        GROUP BY e."inputId"
        UNION ALL
        SELECT 'visit', v."id"::text, v."recordedAt" FROM "Visit" v
        WHERE v."orgId" = ${org}::uuid AND v."personId" = ${personId}::uuid AND v."recordedAt" >= ${since}
          AND v."dealNumber" IS NULL AND v."status" <> 'void' AND ${deal}::int IS NULL
          AND NOT EXISTS (SELECT 1 FROM "Import" i WHERE i."orgId" = v."orgId" AND v."recordedAt" = i."at")
        UNION ALL
        SELECT 'import', i."id"::text, i."at" FROM "Import" i
        WHERE i."orgId" = ${org}::uuid AND i."personId" = ${personId}::uuid AND i."at" >= ${since}
          AND i."undoneAt" IS NULL AND ${deal}::int IS NULL
        ORDER BY "at" DESC, "id" DESC LIMIT ${take} OFFSET ${skip}`;
    },

    /** The deals that an input recorded something in. */
    async dealsTouchedBy(inputId: string): Promise<readonly number[]> {
      const rows = await db.dealEvent.groupBy({ by: ['dealNumber'], where: { orgId: org, inputId } });
      return rows.map((row) => row.dealNumber).sort((a, b) => a - b);
    },

    /** What a customer is called. */
    async customerName(id: string): Promise<string | null> {
      const row = await db.customer.findUnique({
        where: { orgId_id: { orgId: org, id } },
        select: { name: true },
      });
      return row?.name ?? null;
    },
  };
}
