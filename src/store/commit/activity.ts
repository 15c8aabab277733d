import type { Change } from '../../domain/change.ts';
import { nameKey } from '../../domain/name.ts';
import { jsonOf, numberOf, type Recording } from '../recording.ts';
import { optionalRow } from '../rows.ts';

type ActivityChange = Extract<
  Change,
  {
    kind:
      | 'text.write'
      | 'customer.add'
      | 'customer.rename'
      | 'contact.add'
      | 'contact.role'
      | 'visit.add'
      | 'visit.set'
      | 'objection.add'
      | 'objection.set';
  }
>;

/** Texts, customers and their people, visits, objections. */
export async function recordActivity(recording: Recording, change: ActivityChange): Promise<void> {
  const { db, org, actorId, now } = recording;
  switch (change.kind) {
    case 'text.write':
      await db.text.create({
        data: { orgId: org, id: change.id, body: change.body, authorId: actorId, createdAt: now },
      });
      return;
    case 'customer.add':
      await db.customer.create({
        data: { orgId: org, id: change.id, name: change.name, nameKey: nameKey(change.name), createdAt: now },
      });
      return;
    case 'customer.rename':
      await db.customer.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: { name: change.name, nameKey: nameKey(change.name) },
      });
      return;
    case 'contact.add': {
      const { kind: _, ...contact } = change;
      await db.contact.create({ data: { orgId: org, createdAt: now, ...contact } });
      return;
    }
    case 'contact.role':
      await db.contact.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: { buyingRole: change.buyingRole },
      });
      return;
    case 'visit.add': {
      const { deal, met, signals, nextStepDue, ...visit } = change.visit;
      await db.visit.create({
        data: {
          orgId: org,
          ...visit,
          dealNumber: deal === null ? null : numberOf(recording, deal),
          nextStepDue: optionalRow(nextStepDue),
          met: jsonOf(met),
          signals: [...signals],
          recordedAt: now,
        },
      });
      return;
    }
    case 'visit.set': {
      const { deal, met, signals, nextStepDue, ...set } = change.set;
      await db.visit.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: {
          ...set,
          ...(deal === undefined ? {} : { dealNumber: deal }),
          ...(met === undefined ? {} : { met: jsonOf(met) }),
          ...(signals === undefined ? {} : { signals: [...signals] }),
          ...(nextStepDue === undefined ? {} : { nextStepDue: optionalRow(nextStepDue) }),
        },
      });
      return;
    }
    case 'objection.add': {
      const { deal, ...objection } = change.objection;
      await db.objection.create({
        data: {
          orgId: org,
          ...objection,
          dealNumber: numberOf(recording, deal),
          recordedAt: now,
          changedAt: now,
        },
      });
      return;
    }
    case 'objection.set':
      await db.objection.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: {
          changedAt: now,
          ...(change.status === undefined ? {} : { status: change.status }),
          ...(change.responseId === undefined ? {} : { responseId: change.responseId }),
          ...(change.deal === undefined ? {} : { dealNumber: change.deal }),
        },
      });
  }
}
