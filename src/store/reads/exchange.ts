import type { Met } from '../../domain/activity.ts';
import type { ForeignKind } from '../../domain/change.ts';
import type { KnownDeal } from '../../domain/exchange.ts';
import type { Scope } from '../../domain/permission.ts';
import { eventOf, optionalDay, stateOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { visible } from './deal-line.ts';
import { textReads } from './texts.ts';

export type ImportRow = {
  id: string;
  personId: string;
  source: string;
  report: unknown;
  at: Date;
  undoneAt: Date | null;
};

/** What import and export ask: by lists that may be long, so each list is one parameter. */
export function exchangeReads(at: ReadsAt) {
  const { db, org } = at;
  const { texts } = textReads(at);

  return {
    /** The number of the last deal; 0 while there is none. */
    async lastDeal(): Promise<number> {
      const { lastDeal } = await db.organisation.findUniqueOrThrow({
        where: { id: org },
        select: { lastDeal: true },
      });
      return lastDeal;
    },

    /** Customers by name key. */
    async customersByKey(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await db.$queryRaw<{ id: string; nameKey: string }[]>`
        SELECT "id", "nameKey" FROM "Customer" WHERE "orgId" = ${org}::uuid AND "nameKey" = ANY(${keys}::text[])`;
      return new Map(rows.map((row) => [row.nameKey, row.id]));
    },

    async contactsAt(customerIds: readonly string[]) {
      return db.$queryRaw<{ id: string; customerId: string; name: string }[]>`
        SELECT "id", "customerId", "name" FROM "Contact"
        WHERE "orgId" = ${org}::uuid AND "customerId" = ANY(${customerIds}::uuid[]) ORDER BY "createdAt", "id"`;
    },

    /** What rows of a source became, by their id there. */
    async foreignRefs(source: string, of: ForeignKind, externals: readonly string[]) {
      const rows = await db.$queryRaw<{ external: string; ours: string; hash: string }[]>`
        SELECT "external", "ours", "hash" FROM "ForeignRef" WHERE "orgId" = ${org}::uuid AND "source" = ${source}
          AND "kind" = ${of} AND "external" = ANY(${externals}::text[])`;
      return new Map(rows.map((row) => [row.external, { ours: row.ours, hash: row.hash }]));
    },

    /** Deals by number, void ones too, whoever owns them: for imports, which change only what their person may. */
    async knownDeals(numbers: readonly number[]): Promise<readonly KnownDeal[]> {
      const found: KnownDeal[] = [];
      for (let at = 0; at < numbers.length; at += SLICE) {
        const rows = await db.deal.findMany({
          where: { orgId: org, number: { in: numbers.slice(at, at + SLICE) } },
          include: { name: { select: { body: true } } },
        });
        const steps = await texts(rows.map((row) => row.nextStepId));
        for (const row of rows) {
          found.push({
            number: row.number,
            version: row.version,
            name: row.name.body ?? '',
            nextStep: steps.get(row.nextStepId ?? '') ?? null,
            state: stateOf(row),
          });
        }
      }
      return found;
    },

    /** Numbers of the deals that are called exactly so, but for case; not void. */
    async dealsCalled(names: readonly string[]): Promise<readonly { number: number; name: string }[]> {
      return db.$queryRaw<{ number: number; name: string }[]>`
        SELECT d."number", t."body" AS "name" FROM "Deal" d
        JOIN "Text" t ON t."orgId" = d."orgId" AND t."id" = d."nameId"
        WHERE d."orgId" = ${org}::uuid AND d."status" <> 'void'
          AND lower(t."body") = ANY(SELECT lower(unnest(${names}::text[])))
        ORDER BY d."number"`;
    },

    /** Which of these visits and objections are there already. */
    async presentIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Visit" WHERE "orgId" = ${org}::uuid AND "id" = ANY(${ids}::uuid[])
        UNION SELECT "id" FROM "Objection" WHERE "orgId" = ${org}::uuid AND "id" = ANY(${ids}::uuid[])`;
      return new Set(rows.map((row) => row.id));
    },

    /** Imports, newest first; `touched` is left out, it may be long. */
    async imports(take: number): Promise<readonly ImportRow[]> {
      return db.$queryRaw<ImportRow[]>`
        SELECT "id", "personId", "source", "report" - 'touched' AS "report", "at", "undoneAt"
        FROM "Import" WHERE "orgId" = ${org}::uuid ORDER BY "at" DESC, "id" DESC LIMIT ${take}`;
    },

    async import(id: string): Promise<ImportRow | null> {
      return db.import.findUnique({ where: { orgId_id: { orgId: org, id } } });
    },

    /** Everything that an export writes about deals, in order of number; void deals too, for their history. */
    async exported(visibleTo: Scope) {
      const where = { orgId: org, ...visible(visibleTo) };
      const [deals, events, visits, objections] = await Promise.all([
        db.deal.findMany({
          where,
          orderBy: { number: 'asc' },
          include: { name: { select: { body: true } } },
        }),
        db.dealEvent.findMany({
          where: { orgId: org, deal: visible(visibleTo) },
          orderBy: [{ dealNumber: 'asc' }, { seq: 'asc' }],
          omit: { after: true },
        }),
        db.visit.findMany({
          where: { orgId: org, OR: [{ deal: visible(visibleTo) }, { dealNumber: null, ...own(visibleTo) }] },
          orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
        }),
        db.objection.findMany({
          where: { orgId: org, deal: visible(visibleTo) },
          orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
        }),
      ]);
      return {
        deals: deals.map((row) => ({ number: row.number, name: row.name.body ?? '', state: stateOf(row) })),
        events: events.map((row) => ({ deal: row.dealNumber, ...eventOf({ ...row, after: null }) })),
        visits: visits.map((row) => ({
          ...row,
          // Written by commit from the same type.
          met: row.met as Met[],
          nextStepDue: optionalDay(row.nextStepDue),
        })),
        objections,
      };
    },

    /** Names that an export writes in place of ids. */
    async exportedNames() {
      const [customers, contacts, refs, stages, criteria] = await Promise.all([
        db.customer.findMany({ where: { orgId: org }, select: { id: true, name: true } }),
        db.contact.findMany({ where: { orgId: org } }),
        db.foreignRef.findMany({ where: { orgId: org, kind: 'deal' }, orderBy: { source: 'asc' } }),
        db.stage.findMany({ where: { orgId: org } }),
        db.criterion.findMany({ where: { orgId: org } }),
      ]);
      return { customers, contacts, refs, stages, criteria };
    },
  };
}

/** Below the number of parameters that a statement may have. */
const SLICE = 10_000;

const own = (scope: Scope) =>
  scope.teams === 'all' ? {} : { personId: scope.personId === '' ? NOBODY : scope.personId };
const NOBODY = '00000000-0000-0000-0000-000000000000';
