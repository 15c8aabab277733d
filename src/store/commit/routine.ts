import type { RoutineChange } from '../../domain/change.ts';
import { jsonOf, numberOf, type Recorders } from '../recording.ts';

/** Requests, schedules, drafts and the audit trail. */
export const routineRecorders: Recorders<RoutineChange> = {
  async 'request.open'({ db, org, actorId, now }, change) {
    const { id, what, deal, askedOf } = change.request;
    await db.request.create({
      data: {
        orgId: org,
        id,
        kind: what,
        dealNumber: deal,
        askedBy: actorId,
        askedOf,
        detail: {},
        status: 'open',
        createdAt: now,
      },
    });
  },
  async 'request.decide'({ db, org, now }, change) {
    await db.request.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { status: change.status, decidedAt: now },
    });
  },
  async 'schedule.add'({ db, org, actorId, now }, change) {
    const { room, cadence, ...schedule } = change.schedule;
    await db.schedule.create({
      data: {
        orgId: org,
        ...schedule,
        ...room,
        cadence: cadence.kind,
        weekday: cadence.kind === 'weekly' ? cadence.weekday : null,
        monthday: cadence.kind === 'monthly' ? cadence.day : null,
        decidedTo: now,
        createdBy: actorId,
        createdAt: now,
      },
    });
  },
  async 'schedule.set'({ db, org, now }, change) {
    await db.schedule.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: {
        ...(change.paused === undefined ? {} : { paused: change.paused }),
        ...(change.removed === undefined ? {} : { removedAt: now }),
      },
    });
  },
  async 'draft.save'({ db, org, actorId, now }, change) {
    const body = jsonOf(change.body);
    await db.draft.upsert({
      where: { orgId_id: { orgId: org, id: change.id } },
      create: {
        orgId: org,
        id: change.id,
        personId: actorId,
        kind: change.draftKind,
        body,
        createdAt: now,
        updatedAt: now,
      },
      update: { body, updatedAt: now },
    });
  },
  async 'draft.drop'({ db, org }, change) {
    await db.draft.deleteMany({ where: { orgId: org, id: change.id } });
  },
  async 'foreign.keep'(recording, change) {
    const { db, org } = recording;
    const { source, of, external, hash } = change;
    const ours = typeof change.ours === 'string' ? change.ours : String(numberOf(recording, change.ours));
    await db.foreignRef.upsert({
      where: { orgId_source_kind_external: { orgId: org, source, kind: of, external } },
      create: { orgId: org, source, kind: of, external, ours, hash },
      update: { ours, hash },
    });
  },
  async audit({ db, org, actorId, now }, change) {
    await db.audit.create({
      data: {
        orgId: org,
        id: change.id,
        actorId,
        action: change.action,
        detail: jsonOf(change.detail),
        at: now,
      },
    });
  },
};
