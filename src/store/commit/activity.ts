import type { ActivityChange } from '../../domain/change.ts';
import { nameKey } from '../../domain/name.ts';
import { jsonOf, numberOf, type Recorders } from '../recording.ts';
import { optionalRow } from '../rows.ts';

/** Texts, customers and their people, visits, objections. */
export const activityRecorders: Recorders<ActivityChange> = {
  async 'text.write'({ db, org, actorId, now }, change) {
    await db.text.create({
      data: { orgId: org, id: change.id, body: change.body, authorId: actorId, createdAt: now },
    });
  },
  async 'customer.add'({ db, org, now }, change) {
    await db.customer.create({
      data: { orgId: org, id: change.id, name: change.name, nameKey: nameKey(change.name), createdAt: now },
    });
  },
  async 'customer.rename'({ db, org }, change) {
    await db.customer.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { name: change.name, nameKey: nameKey(change.name) },
    });
  },
  async 'contact.add'({ db, org, now }, change) {
    const { kind: _, ...contact } = change;
    await db.contact.create({ data: { orgId: org, createdAt: now, ...contact } });
  },
  async 'contact.role'({ db, org }, change) {
    await db.contact.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { buyingRole: change.buyingRole },
    });
  },
  async 'visit.add'(recording, change) {
    const { db, org, now } = recording;
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
  },
  async 'visit.set'({ db, org }, change) {
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
  },
  async 'objection.add'(recording, change) {
    const { db, org, now } = recording;
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
  },
  async 'objection.set'({ db, org, now }, change) {
    await db.objection.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: {
        changedAt: now,
        ...(change.status === undefined ? {} : { status: change.status }),
        ...(change.responseId === undefined ? {} : { responseId: change.responseId }),
        ...(change.deal === undefined ? {} : { dealNumber: change.deal }),
      },
    });
  },
};
