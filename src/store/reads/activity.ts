import type { Met, ObjectionCategory } from '../../domain/activity.ts';
import { NATURES, OBJECTION_CATEGORIES, SIGNALS, VISIT_KINDS } from '../../domain/activity.ts';
import type { Scope } from '../../domain/permission.ts';
import type { ObjectionView, VisitView } from '../../domain/views.ts';
import type { Objection as ObjectionRow, Prisma, Visit as VisitRow } from '../generated/client.ts';
import { code, optionalCode, optionalDay, refOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { visible } from './deal-line.ts';

const VISIT_STATUS = ['planned', 'done', 'attempt', 'void'] as const;
const OBJECTION_STATUS = ['open', 'answered', 'resolved', 'lost', 'void'] as const;

export type VisitQuery = {
  deal?: number;
  personId?: string;
  status?: 'planned';
  /** When they took place or are planned for: [from, to). */
  when?: { from: Date; to: Date };
  skip?: number;
  take?: number;
};
export type ObjectionQuery = {
  status?: 'open' | 'answered' | 'resolved' | 'lost';
  deal?: number;
  skip?: number;
  teamIds?: readonly string[];
  category?: ObjectionCategory;
  take?: number;
};

/** An answer that has resolved an objection, with one case of it and how its cases ended. */
export type GoodResponse = {
  responseId: string;
  response: string;
  from: ObjectionView;
  resolved: number;
  lost: number;
};

/** Visits and objections, newest first; void ones only in the history. */
export function activityReads({ db, org }: ReadsAt) {
  async function visitViews(
    rows: readonly (VisitRow & { deal: { name: { body: string | null } } | null })[],
  ) {
    const met = rows.flatMap((row) => row.met as Met[]);
    const [texts, contacts, people] = await Promise.all([
      textsById(rows.flatMap((row) => [row.summaryId, row.nextStepId]).concat(met.map(textOfMet))),
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
        summary: texts.get(row.summaryId ?? '') ?? null,
        nextStep: texts.get(row.nextStepId ?? '') ?? null,
        people: present.flatMap((one) =>
          'contactId' in one
            ? contacts.filter((contact) => contact.id === one.contactId).map((contact) => contact.name)
            : [texts.get(one.textId) ?? ''],
        ),
        person: refOf(people.find((one) => one.id === row.personId) ?? { id: row.personId, name: '' }),
        dealName: row.deal?.name.body ?? null,
      };
    });
  }

  async function objectionViews(
    rows: readonly (ObjectionRow & { deal: { name: { body: string | null } } })[],
  ): Promise<readonly ObjectionView[]> {
    const [texts, people] = await Promise.all([
      textsById(rows.flatMap((row) => [row.wordsId, row.responseId])),
      db.person.findMany({ where: { orgId: org, id: { in: rows.map((row) => row.authorId) } } }),
    ]);
    return rows.map((row) => ({
      id: row.id,
      deal: row.dealNumber,
      visitId: row.visitId,
      category: code(OBJECTION_CATEGORIES, row.category),
      nature: optionalCode(NATURES, row.nature),
      wordsId: row.wordsId,
      saidBy: row.saidBy,
      status: code(OBJECTION_STATUS, row.status),
      responseId: row.responseId,
      authorId: row.authorId,
      at: row.at,
      words: texts.get(row.wordsId ?? '') ?? null,
      response: texts.get(row.responseId ?? '') ?? null,
      author: refOf(people.find((one) => one.id === row.authorId) ?? { id: row.authorId, name: '' }),
      dealName: row.deal.name.body ?? '',
    }));
  }

  async function textsById(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.flatMap((id) => (id === null ? [] : [id])))];
    if (wanted.length === 0) return new Map();
    const rows = await db.text.findMany({ where: { orgId: org, id: { in: wanted } } });
    return new Map(rows.map((row) => [row.id, row.body ?? '']));
  }

  const withDeal = { deal: { include: { name: true } } } as const;

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
      include: withDeal,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: query.skip ?? 0,
      take: query.take ?? 50,
    });
    return visitViews(rows);
  }

  return {
    texts: textsById,

    /** Visits by id, the voided ones too: for a history. */
    async visitsTold(ids: readonly string[]): Promise<readonly VisitView[]> {
      if (ids.length === 0) return [];
      return visitViews(
        await db.visit.findMany({ where: { orgId: org, id: { in: [...ids] } }, include: withDeal }),
      );
    },

    /** Objections by id, the voided ones too. */
    async objectionsTold(ids: readonly string[]): Promise<readonly ObjectionView[]> {
      if (ids.length === 0) return [];
      return objectionViews(
        await db.objection.findMany({ where: { orgId: org, id: { in: [...ids] } }, include: withDeal }),
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
      const row = await db.visit.findUnique({ where: { orgId_id: { orgId: org, id } }, include: withDeal });
      return row === null ? null : ((await visitViews([row]))[0] ?? null);
    },

    /** The objections of one deal, open ones first. */
    async objectionsOf(deal: number): Promise<readonly ObjectionView[]> {
      const rows = await db.objection.findMany({
        where: { orgId: org, deal: withMerged(deal), status: { not: 'void' } },
        include: withDeal,
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
      });
      return objectionViews(rows);
    },

    async objections(query: ObjectionQuery, visibleTo: Scope): Promise<readonly ObjectionView[]> {
      const rows = await db.objection.findMany({
        where: {
          orgId: org,
          status: query.status ?? { not: 'void' },
          ...(query.category === undefined ? {} : { category: query.category }),
          deal: {
            AND: [
              visible(visibleTo),
              query.deal === undefined ? {} : withMerged(query.deal),
              query.teamIds === undefined ? {} : { teamId: { in: [...query.teamIds] } },
            ],
          },
        },
        include: withDeal,
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        skip: query.skip ?? 0,
        take: query.take ?? 50,
      });
      return objectionViews(rows);
    },

    /**
     * Answers that resolved an objection of this category, the one that did so most often first. One answer given
     * to several objections is one case each.
     */
    async goodResponses(
      of: { category: ObjectionCategory; besides: string },
      visibleTo: Scope,
    ): Promise<readonly GoodResponse[]> {
      const rows = await db.objection.findMany({
        where: {
          orgId: org,
          category: of.category,
          status: { in: ['resolved', 'lost'] },
          responseId: { not: null },
          id: { not: of.besides },
          deal: { AND: [{ status: { not: 'void' } }, visible(visibleTo)] },
        },
        include: withDeal,
        orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
        take: 200,
      });
      const cases = await objectionViews(rows);
      return bestFirst(cases);
    },

    async objection(id: string): Promise<ObjectionView | null> {
      if (!isUuid(id)) return null;
      const row = await db.objection.findUnique({
        where: { orgId_id: { orgId: org, id } },
        include: withDeal,
      });
      return row === null ? null : ((await objectionViews([row]))[0] ?? null);
    },
  };
}

function bestFirst(cases: readonly ObjectionView[]): GoodResponse[] {
  const found = new Map<string, GoodResponse>();
  for (const one of cases) {
    const { responseId, response } = one;
    if (responseId === null || response === null || response === '') continue;
    const known = found.get(responseId) ?? { responseId, response, from: one, resolved: 0, lost: 0 };
    found.set(responseId, {
      ...known,
      // The newest case that it resolved stands for it.
      from: known.from.status === 'resolved' ? known.from : one,
      resolved: known.resolved + (one.status === 'resolved' ? 1 : 0),
      lost: known.lost + (one.status === 'lost' ? 1 : 0),
    });
  }
  return [...found.values()].filter((one) => one.resolved > 0).sort((a, b) => b.resolved - a.resolved);
}

/** An id comes from a button, and a button can be made up. */
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id);

/** A deal and those that were merged into it: what happened with them stays reachable. */
const withMerged = (deal: number): Prisma.DealWhereInput => ({
  OR: [{ number: deal }, { mergedInto: deal, status: 'void' }],
});

const textOfMet = (met: Met): string | null => ('textId' in met ? met.textId : null);
const contactOfMet = (met: Met): string[] => ('contactId' in met ? [met.contactId] : []);
