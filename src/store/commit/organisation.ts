import type { OrganisationChange } from '../../domain/change.ts';
import type { Recorders } from '../recording.ts';
import { rowOfDay } from '../rows.ts';

/** Settings, pipelines and targets. What can change has a `from`: a change adds a row. */
export const organisationRecorders: Recorders<OrganisationChange> = {
  async 'organisation.set'({ db, org }, change) {
    const { kind: _, ...set } = change;
    await db.organisation.update({ where: { id: org }, data: set });
  },
  async 'organisation.calendar'({ db, org }, change) {
    const from = rowOfDay(change.from);
    await db.organisationCalendar.upsert({
      where: { orgId_from: { orgId: org, from } },
      create: { orgId: org, from, calendar: change.calendar },
      update: { calendar: change.calendar },
    });
  },
  async 'pipeline.add'({ db, org, now }, change) {
    const { stages, from, ...pipeline } = change.pipeline;
    await db.pipeline.create({ data: { orgId: org, ...pipeline, createdAt: now } });
    for (const { id, key, criteria, ...facts } of stages) {
      await db.stage.create({ data: { orgId: org, id, pipelineId: pipeline.id, key } });
      await db.stageFact.create({ data: { orgId: org, stageId: id, from, ...facts } });
      await db.criterion.createMany({
        data: criteria.map((one, position) => ({
          orgId: org,
          id: one.id,
          stageId: id,
          position,
          textEn: one.en,
          textZh: one.zh,
        })),
      });
    }
  },
  async 'pipeline.default'({ db, org }, change) {
    await db.pipeline.updateMany({ where: { orgId: org }, data: { isDefault: false } });
    await db.pipeline.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { isDefault: true },
    });
  },
  async 'stage.set'({ db, org }, change) {
    const { stageId } = change;
    // What holds at that instant, or before the first fact the first one: a change planned for later stays as it is.
    const held =
      (await db.stageFact.findFirst({
        where: { orgId: org, stageId, from: { lte: change.from } },
        orderBy: { from: 'desc' },
      })) ??
      (await db.stageFact.findFirstOrThrow({ where: { orgId: org, stageId }, orderBy: { from: 'asc' } }));
    const next = { ...held, ...change.set, from: change.from };
    await db.stageFact.upsert({
      where: { orgId_stageId_from: { orgId: org, stageId: change.stageId, from: change.from } },
      create: next,
      update: change.set,
    });
  },
  async 'criterion.add'({ db, org }, change) {
    const { kind: _, en, zh, ...criterion } = change;
    const position = await db.criterion.count({ where: { orgId: org, stageId: change.stageId } });
    await db.criterion.create({ data: { orgId: org, ...criterion, position, textEn: en, textZh: zh } });
  },
  async 'criterion.retire'({ db, org, now }, change) {
    await db.criterion.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { retiredAt: now },
    });
  },
  async 'target.set'({ db, org, actorId, now }, change) {
    const { value, ...target } = change.target;
    await db.target.create({
      data: {
        orgId: org,
        ...target,
        value: value === null ? null : BigInt(value),
        from: now,
        setBy: actorId,
      },
    });
  },
};
