import type { ImportRun } from '../../domain/change.ts';
import { fold } from '../../domain/deal.ts';
import type { Undoing } from '../../domain/exchange.ts';
import { dealRecorders } from '../commit/deals.ts';
import { jsonOf, Moved, type Recording } from '../recording.ts';
import { eventOf } from '../rows.ts';
import { insertRows } from './insert.ts';

/** Voids what an import made. A deal that has moved on since is a conflict: who undoes has to see it first. */
export async function undoImport(
  recording: Recording,
  { id, deals, rows }: ImportRun & { kind: 'import.undo' },
): Promise<void> {
  const { db, org, now } = recording;
  const created = deals.filter((one) => one.from === 1);
  const changed = deals.filter((one) => one.from > 1);
  await voidDeals(recording, created);
  const quiet: Recording = { ...recording, touched: new Map() };
  for (const { number, from, to, version } of changed) {
    const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const events = seqs.map((voids) => ({ kind: 'voided' as const, at: now, changes: {}, voids }));
    await dealRecorders['deal.record'](quiet, { kind: 'deal.record', deal: number, version, events });
  }
  const numbers = created.map((one) => one.number);
  const all = deals.map((one) => one.number);
  await db.$executeRaw`
    UPDATE "Visit" SET "status" = 'void' WHERE "orgId" = ${org}::uuid
      AND ("dealNumber" = ANY(${numbers}::int[])
        OR ("id" = ANY(${rows}::uuid[]) AND coalesce("dealNumber" = ANY(${all}::int[]), true)))`;
  await db.$executeRaw`
    UPDATE "Objection" SET "status" = 'void', "changedAt" = ${now} WHERE "orgId" = ${org}::uuid
      AND ("dealNumber" = ANY(${numbers}::int[])
        OR ("id" = ANY(${rows}::uuid[]) AND coalesce("dealNumber" = ANY(${all}::int[]), true)))`;
  // The same file may be imported again: what was made is forgotten, what was changed is compared anew.
  await db.$executeRaw`
    DELETE FROM "ForeignRef" WHERE "orgId" = ${org}::uuid AND (
      ("kind" = 'deal' AND "ours" = ANY(${numbers.map(String)}::text[]))
      OR ("kind" IN ('visit', 'objection') AND "ours" = ANY(${rows}::text[])))`;
  await db.$executeRaw`
    UPDATE "ForeignRef" SET "hash" = '' WHERE "orgId" = ${org}::uuid AND "kind" = 'deal'
      AND "ours" = ANY(${changed.map((one) => String(one.number))}::text[])`;
  await db.import.update({ where: { orgId_id: { orgId: org, id } }, data: { undoneAt: now } });
}

/** A void opening leaves everything else of the row as it was: status, closing and version change. */
async function voidDeals(recording: Recording, created: readonly Undoing[]): Promise<void> {
  const { db, org, actorId, now, inputId } = recording;
  for (let at = 0; at < created.length; at += SLICE) {
    const slice = created.slice(at, at + SLICE);
    const numbers = slice.map((one) => one.number);
    await db.$queryRaw`
      SELECT 1 FROM "Deal" WHERE "orgId" = ${org}::uuid AND "number" = ANY(${numbers}::int[])
      ORDER BY "number" FOR NO KEY UPDATE`;
    const rows = await db.dealEvent.findMany({
      where: { orgId: org, dealNumber: { in: numbers } },
      orderBy: { seq: 'asc' },
    });
    const histories = new Map<number, ReturnType<typeof eventOf>[]>();
    for (const row of rows) {
      const history = histories.get(row.dealNumber) ?? [];
      history.push(eventOf(row));
      histories.set(row.dealNumber, history);
    }
    const voided = slice.map(({ number, version }) => {
      const history = histories.get(number) ?? [];
      if (history.length !== version) throw new Moved(number);
      const event = {
        kind: 'voided' as const,
        seq: version + 1,
        actorId,
        at: now,
        recordedAt: now,
        changes: {},
        detail: {},
        voids: 1,
        inputId,
      };
      const after = fold([...history, { ...event, teamId: '' }]);
      return { number, event: { ...event, teamId: after.teamId }, after };
    });
    const standing = voided.map(({ number, event, after }) => ({
      number,
      version: event.seq,
      status: after.status,
      closedAt: after.closedAt,
    }));
    await db.$executeRaw`
      UPDATE "Deal" d SET "version" = v."version", "status" = v."status", "closedAt" = v."closedAt",
        "updatedAt" = ${now}
      FROM jsonb_to_recordset(${JSON.stringify(jsonOf(standing))}::jsonb)
        AS v("number" int, "version" int, "status" text, "closedAt" timestamptz)
      WHERE d."orgId" = ${org}::uuid AND d."number" = v."number"`;
    await insertRows(
      recording,
      'DealEvent',
      voided.map(({ number, event, after }) => ({ orgId: org, dealNumber: number, ...event, after })),
    );
  }
}

const SLICE = 5_000;
