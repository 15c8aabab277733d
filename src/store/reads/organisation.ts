import { dayOf } from '../../domain/day.ts';
import type { Organisation } from '../../domain/people.ts';
import type { Pipeline, Stage } from '../../domain/stage.ts';
import { CATEGORIES, PHASES } from '../../domain/stage.ts';
import type { Db } from '../prisma.ts';
import { code, dayOfRow, optionalCode } from '../rows.ts';
import type { ReadsAt } from './at.ts';

/** Has nothing been recorded yet that another organisation could not take over by name? */
export async function isUntouched(db: Db, org: string): Promise<boolean> {
  const row = await db.organisation.findUniqueOrThrow({ where: { id: org }, select: { lastDeal: true } });
  return row.lastDeal === 0 && (await db.visit.count({ where: { orgId: org } })) === 0;
}

/** The organisation and its pipelines with the facts that hold at `now`. */
export function organisationReads(at: ReadsAt) {
  const { db, org } = at;
  // One input reads them many times; they cannot change under a set of reads bound to one instant.
  let itself: Promise<Organisation> | undefined;
  let loaded: Promise<readonly Pipeline[]> | undefined;

  const pipelines = (): Promise<readonly Pipeline[]> => {
    loaded ??= loadPipelines(at);
    return loaded;
  };

  return {
    organisation(): Promise<Organisation> {
      itself ??= loadOrganisation(at);
      return itself;
    },

    /** Neither a deal nor a visit was ever recorded. */
    untouched: (): Promise<boolean> => isUntouched(db, org),

    /** Default pipeline first. */
    pipelines,

    async pipeline(id: string): Promise<Pipeline> {
      const found = (await pipelines()).find((one) => one.id === id);
      if (found === undefined) throw new Error(`no pipeline ${id}`);
      return found;
    },
  };
}

export type OrganisationReads = ReturnType<typeof organisationReads>;

async function loadOrganisation({ db, org, now }: ReadsAt): Promise<Organisation> {
  const row = await db.organisation.findUniqueOrThrow({
    where: { id: org },
    include: { calendars: { orderBy: { from: 'desc' } } },
  });
  // A calendar holds from a day in the organisation's own zone.
  const today = dayOf(now, row.zone);
  const held = row.calendars.find((one) => dayOfRow(one.from) <= today) ?? row.calendars.at(-1);
  return {
    id: row.id,
    name: row.name,
    locale: code(['en', 'zh'] as const, row.locale),
    zone: row.zone,
    currency: row.currency,
    calendar: held?.calendar ?? 'none',
    template: row.template,
  };
}

async function loadPipelines({ db, org, now }: ReadsAt): Promise<readonly Pipeline[]> {
  const rows = await db.pipeline.findMany({
    where: { orgId: org },
    orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }],
    include: {
      stages: {
        include: {
          // The earliest row stands in for instants before the first fact, so that history always has a name.
          facts: { orderBy: { from: 'desc' } },
          criteria: { where: { retiredAt: null }, orderBy: { position: 'asc' } },
        },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    template: row.template,
    isDefault: row.isDefault,
    stages: row.stages
      .flatMap((stage): Stage[] => {
        const facts = stage.facts.find((fact) => fact.from <= now) ?? stage.facts.at(-1);
        if (facts === undefined || facts.mergedInto !== null) return [];
        return [
          {
            id: stage.id,
            pipelineId: row.id,
            key: stage.key,
            name: { en: facts.nameEn, zh: facts.nameZh },
            position: facts.position,
            probability: facts.probability,
            patience: facts.patience,
            benchmark: facts.benchmark,
            part: code(['open', 'wins', 'after'] as const, facts.part),
            category: code(CATEGORIES, facts.category),
            admits: code(['any', 'all'] as const, facts.admits),
            criteria: stage.criteria.map((one) => ({ id: one.id, text: { en: one.textEn, zh: one.textZh } })),
            leastPhase: optionalCode(PHASES, facts.leastPhase),
          },
        ];
      })
      .sort((a, b) => a.position - b.position),
  }));
}
