import type { Met } from '../../domain/activity.ts';
import { SIGNALS, VISIT_KINDS } from '../../domain/activity.ts';
import { isUuid } from '../../domain/id.ts';
import type { Scope } from '../../domain/permission.ts';
import type { VisitView } from '../../domain/views.ts';
import type { Prisma, Visit as VisitRow } from '../generated/client.ts';
import { code, optionalDay, refOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { NAMED, visible, withMerged } from './deal-line.ts';
import { textReads } from './texts.ts';

const VISIT_STATUS = ['planned', 'done', 'attempt', 'void'] as const;

export type VisitQuery = {
  deal?: number;
  personId?: string;
  status?: 'planned';
  /** When they took place or are planned for: [from, to). */
  when?: { from: Date; to: Date };
  skip?: number;
  take?: number;
};

/** Visits, newest first; void ones only in the history. */
export function visitReads(at: ReadsAt) {
  const { db, org } = at;
  const { texts } = textReads(at);

  async function visitViews(
    rows: readonly (VisitRow & { deal: { name: { body: string | null } } | null })[],
  ) {
    const met = rows.flatMap((row) => row.met as Met[]);
    const [bodies, contacts, people] = await Promise.all([
      texts(rows.flatMap((row) => [row.summaryId, row.nextStepId]).concat(met.map(textOfMet))),
      db.contact.findMany({ where: { orgId: org, id: { in: met.flatMap(contactOfMet) } } }),
      db.person.findMany({ where: { orgId: org, id: { in: rows.map((row) => row.personId) } } }),
    ]);
    return rows.map((row): VisitView => {
      const present = row.met as Met[];
      return {
        id: row.id,
        deal: row.dealNumber,
        customerId: row.customerId,
        personId: row.personId,
        at: row.at,
        kind: code(VISIT_KINDS, row.kind),
        status: code(VISIT_STATUS, row.status),
        summaryId: row.summaryId,
        nextStepId: row.nextStepId,
        nextStepDue: optionalDay(row.nextStepDue),
        met: present,
        signals: row.signals.map((one) => code(SIGNALS, one)),
        summary: bodies.get(row.summaryId ?? '') ?? null,
        nextStep: bodies.get(row.nextStepId ?? '') ?? null,
        people: present.flatMap((one) =>
          'contactId' in one
            ? contacts.filter((contact) => contact.id === one.contactId).map((contact) => contact.name)
            : [bodies.get(one.textId) ?? ''],
        ),
        person: refOf(people.find((one) => one.id === row.personId) ?? { id: row.personId, name: '' }),
        dealName: row.deal?.name.body ?? null,
      };
    });
  }

  async function visitsWhere(where: Prisma.VisitWhereInput, query: VisitQuery) {
    const rows = await db.visit.findMany({
      where: {
        orgId: org,
        status: query.status ?? { not: 'void' },
        ...(query.deal === undefined ? {} : { AND: [{ deal: withMerged(query.deal) }] }),
        ...(query.personId === undefined ? {} : { personId: query.personId }),
        ...(query.when === undefined ? {} : { at: { gte: query.when.from, lt: query.when.to } }),
        ...where,
      },
      include: NAMED,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: query.skip ?? 0,
      take: query.take ?? 50,
    });
    return visitViews(rows);
  }

  return {
    /** Visits by id, the voided ones too: for a history. */
    async visitsTold(ids: readonly string[]): Promise<readonly VisitView[]> {
      if (ids.length === 0) return [];
      return visitViews(
        await db.visit.findMany({ where: { orgId: org, id: { in: [...ids] } }, include: NAMED }),
      );
    },

    /** The visits of one deal; whoever asks has been let in to the deal. */
    visitsOf: (query: VisitQuery & { deal: number }) => visitsWhere({}, query),

    async visits(query: VisitQuery, visibleTo: Scope) {
      // Where no person asks (a room), only what hangs on a visible deal is shown.
      const own = visibleTo.personId === '' ? [] : [{ personId: visibleTo.personId }];
      return visitsWhere({ OR: [...own, { deal: visible(visibleTo) }] }, query);
    },

    async visit(id: string): Promise<VisitView | null> {
      if (!isUuid(id)) return null;
      const row = await db.visit.findUnique({ where: { orgId_id: { orgId: org, id } }, include: NAMED });
      return row === null ? null : ((await visitViews([row]))[0] ?? null);
    },
  };
}

const textOfMet = (met: Met): string | null => ('textId' in met ? met.textId : null);
const contactOfMet = (met: Met): string[] => ('contactId' in met ? [met.contactId] : []);
