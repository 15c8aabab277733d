import type { Change } from '../../domain/change.ts';
import { jsonOf, numberOf, type Recording } from '../recording.ts';

type RoutineChange = Extract<
  Change,
  {
    kind:
      | 'request.open'
      | 'request.decide'
      | 'schedule.add'
      | 'schedule.set'
      | 'draft.save'
      | 'draft.drop'
      | 'foreign.keep'
      | 'audit';
  }
>;

/** Requests, schedules, drafts and the audit trail. */
export async function recordRoutine(recording: Recording, change: RoutineChange): Promise<void> {
  const { db, org, actorId, now } = recording;
  switch (change.kind) {
    case 'request.open': {
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
      return;
    }
    case 'request.decide':
      await db.request.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: { status: change.status, decidedAt: now },
      });
      return;
    case 'schedule.add': {
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
      return;
    }
    case 'schedule.set':
      await db.schedule.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: {
          ...(change.paused === undefined ? {} : { paused: change.paused }),
          ...(change.removed === undefined ? {} : { removedAt: now }),
        },
      });
      return;
    case 'draft.save': {
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
      return;
    }
    case 'draft.drop':
      await db.draft.deleteMany({ where: { orgId: org, id: change.id } });
      return;
    case 'foreign.keep': {
      const { source, of, external, hash } = change;
      const ours = typeof change.ours === 'string' ? change.ours : String(numberOf(recording, change.ours));
      await db.foreignRef.upsert({
        where: { orgId_source_kind_external: { orgId: org, source, kind: of, external } },
        create: { orgId: org, source, kind: of, external, ours, hash },
        update: { ours, hash },
      });
      return;
    }
    case 'audit':
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
  }
}
