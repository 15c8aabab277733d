import type { PeopleChange } from '../../domain/change.ts';
import { recordNotice } from '../outbox.ts';
import { ADMITTED, hashOf } from '../reads/people.ts';
import { Moved, type Recorders, type Recording } from '../recording.ts';
import { rowOfDay } from '../rows.ts';

/** People, teams, leave. Role and team are kept with the instant they hold from. */
export const peopleRecorders: Recorders<PeopleChange> = {
  async 'person.add'({ db, org, now }, change) {
    const { person } = change;
    await db.person.create({ data: { orgId: org, ...person, createdAt: now } });
    await db.membership.create({
      data: { orgId: org, personId: person.id, from: now, teamId: person.teamId, role: person.role },
    });
  },
  async 'person.set'({ db, org, now }, change) {
    const { quiet, ...set } = change.set;
    const person = await db.person.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: {
        ...set,
        ...(quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }),
      },
    });
    if (set.role === undefined && set.teamId === undefined) return;
    const held = { teamId: person.teamId, role: person.role };
    await db.membership.upsert({
      where: { orgId_personId_from: { orgId: org, personId: change.id, from: now } },
      create: { orgId: org, personId: change.id, from: now, ...held },
      update: held,
    });
  },
  'person.admit': admit,
  async 'person.identify'({ db, org, now }, change) {
    const { kind: _, id: personId, ...identity } = change;
    await db.identity.create({ data: { orgId: org, personId, since: now, ...identity } });
  },
  async 'person.introduce'({ db, org, now }, change) {
    const { kind: _, ...identity } = change;
    await db.identity.updateMany({ where: { orgId: org, ...identity }, data: { introducedAt: now } });
  },
  'person.withdraw': withdraw,
  async 'person.join'({ db, org, now }, change) {
    await db.identity.updateMany({
      where: { orgId: org, personId: change.id },
      data: { personId: change.into, since: now },
    });
    await db.person.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { sameAs: change.into, status: 'left' },
    });
  },
  async 'link.offer'({ db, org, now }, change) {
    const { code, personId, expiresAt } = change;
    await db.linkCode.deleteMany({
      where: { orgId: org, OR: [{ personId }, { expiresAt: { lte: now } }] },
    });
    await db.linkCode.create({ data: { orgId: org, hash: hashOf(code), personId, expiresAt } });
  },
  async 'link.take'({ db, org, now }, change) {
    const { count } = await db.linkCode.deleteMany({
      where: { orgId: org, hash: hashOf(change.code), expiresAt: { gt: now } },
    });
    if (count === 0) throw new Moved(null);
  },
  async 'leave.set'({ db, org }, change) {
    const { kind: _, from, until, ...leave } = change;
    await db.leave.create({ data: { orgId: org, ...leave, from: rowOfDay(from), until: rowOfDay(until) } });
  },
  async 'leave.cancel'({ db, org, now }, change) {
    await db.leave.update({
      where: { orgId_id: { orgId: org, id: change.id } },
      data: { cancelledAt: now },
    });
  },
  async 'team.add'({ db, org }, change) {
    const { kind: _, ...team } = change;
    await db.team.create({ data: { orgId: org, ...team } });
  },
  async 'team.set'({ db, org }, change) {
    const { kind: _, id, ...set } = change;
    await db.team.update({ where: { orgId_id: { orgId: org, id } }, data: set });
  },
  async 'team.home'({ db, org }, change) {
    const { id: teamId, at, channel } = change;
    const home = { orgId: org, teamId, ...at };
    await db.teamHome.deleteMany({ where: home });
    if (channel !== null) await db.teamHome.create({ data: { ...home, channel } });
  },
};

/** Who waits has recorded nothing, so nothing points at them; whoever was let in meanwhile stays. */
async function withdraw(
  { db, org }: Recording,
  { id }: PeopleChange & { kind: 'person.withdraw' },
): Promise<void> {
  const waiting = { orgId: org, id, status: 'pending' };
  const theirs = { orgId: org, personId: id, person: { is: waiting } };
  await db.identity.deleteMany({ where: theirs });
  await db.membership.deleteMany({ where: theirs });
  await db.person.deleteMany({ where: waiting });
}

/** Two managers may press at once: the row's status decides who was first, and only that one is kept as who did it. */
async function admit(
  recording: Recording,
  { id, teamId, role, auditId }: PeopleChange & { kind: 'person.admit' },
): Promise<void> {
  const { db, org, actorId, now } = recording;
  const first = await db.person.updateMany({
    where: { orgId: org, id, status: 'pending' },
    data: { status: 'active', teamId, role },
  });
  if (first.count === 0) return;
  const held = { teamId, role };
  await db.membership.upsert({
    where: { orgId_personId_from: { orgId: org, personId: id, from: now } },
    create: { orgId: org, personId: id, from: now, ...held },
    update: held,
  });
  await db.audit.create({
    data: { orgId: org, id: auditId, actorId, action: ADMITTED, detail: { personId: id }, at: now },
  });
  const notice = { kind: 'admitted', by: actorId, personId: id } as const;
  await recordNotice(recording, { kind: 'tell', key: `admitted:${auditId}`, personId: id, notice });
}
