import { NATURES, OBJECTION_CATEGORIES, type ObjectionCategory } from '../../domain/activity.ts';
import { isUuid } from '../../domain/id.ts';
import type { Scope } from '../../domain/permission.ts';
import type { ObjectionView } from '../../domain/views.ts';
import type { Objection as ObjectionRow } from '../generated/client.ts';
import { code, optionalCode, refOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { NAMED, visible, withMerged } from './deal-line.ts';
import { textReads } from './texts.ts';

const OBJECTION_STATUS = ['open', 'answered', 'resolved', 'lost', 'void'] as const;

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

/** Objections, newest first; void ones only in the history. */
export function objectionReads(at: ReadsAt) {
  const { db, org } = at;
  const { texts } = textReads(at);

  async function objectionViews(
    rows: readonly (ObjectionRow & { deal: { name: { body: string | null } } })[],
  ): Promise<readonly ObjectionView[]> {
    const [bodies, people] = await Promise.all([
      texts(rows.flatMap((row) => [row.wordsId, row.responseId])),
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
      words: bodies.get(row.wordsId ?? '') ?? null,
      response: bodies.get(row.responseId ?? '') ?? null,
      author: refOf(people.find((one) => one.id === row.authorId) ?? { id: row.authorId, name: '' }),
      dealName: row.deal.name.body ?? '',
    }));
  }

  return {
    /** Objections by id, the voided ones too. */
    async objectionsTold(ids: readonly string[]): Promise<readonly ObjectionView[]> {
      if (ids.length === 0) return [];
      return objectionViews(
        await db.objection.findMany({ where: { orgId: org, id: { in: [...ids] } }, include: NAMED }),
      );
    },

    /** The objections of one deal, open ones first. */
    async objectionsOf(deal: number): Promise<readonly ObjectionView[]> {
      const rows = await db.objection.findMany({
        where: { orgId: org, deal: withMerged(deal), status: { not: 'void' } },
        include: NAMED,
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
        include: NAMED,
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
        include: NAMED,
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
        include: NAMED,
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
