import type { Change } from '../../domain/change.ts';
import { tell } from '../outbox.ts';
import { ADMITTED, hashOf } from '../reads/people.ts';
import { Moved, type Recording } from '../recording.ts';
import { rowOfDay } from '../rows.ts';

type PeopleChange = Extract<
  Change,
  {
    kind:
      | 'person.add'
      | 'person.set'
      | 'person.admit'
      | 'person.identify'
      | 'person.introduce'
      | 'person.withdraw'
      | 'person.join'
      | 'link.offer'
      | 'link.take'
      | 'leave.set'
      | 'leave.cancel'
      | 'team.add'
      | 'team.set'
      | 'team.home';
  }
>;

/** People, teams, leave. Role and team are kept with the instant they hold from. */
export async function recordPeople(recording: Recording, change: PeopleChange): Promise<void> {
  const { db, org, now } = recording;
  switch (change.kind) {
    case 'person.add': {
      const { person } = change;
      await db.person.create({ data: { orgId: org, ...person, createdAt: now } });
      await db.membership.create({
        data: { orgId: org, personId: person.id, from: now, teamId: person.teamId, role: person.role },
      });
      return;
    }
    case 'person.set': {
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
      return;
    }
    case 'person.admit':
      return admit(recording, change);
    case 'person.identify': {
      const { kind: _, id: personId, ...identity } = change;
      await db.identity.create({ data: { orgId: org, personId, since: now, ...identity } });
      return;
    }
    case 'person.introduce': {
      const { kind: _, ...identity } = change;
      await db.identity.updateMany({ where: { orgId: org, ...identity }, data: { introducedAt: now } });
      return;
    }
    case 'person.withdraw':
      return withdraw(recording, change.id);
    case 'person.join':
      await db.identity.updateMany({
        where: { orgId: org, personId: change.id },
        data: { personId: change.into, since: now },
      });
      await db.person.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: { sameAs: change.into, status: 'left' },
      });
      return;
    case 'link.offer': {
      const { code, personId, expiresAt } = change;
      await db.linkCode.deleteMany({
        where: { orgId: org, OR: [{ personId }, { expiresAt: { lte: now } }] },
      });
      await db.linkCode.create({ data: { orgId: org, hash: hashOf(code), personId, expiresAt } });
      return;
    }
    case 'link.take': {
      const { count } = await db.linkCode.deleteMany({
        where: { orgId: org, hash: hashOf(change.code), expiresAt: { gt: now } },
      });
      if (count === 0) throw new Moved(null);
      return;
    }
    case 'leave.set': {
      const { kind: _, from, until, ...leave } = change;
      await db.leave.create({ data: { orgId: org, ...leave, from: rowOfDay(from), until: rowOfDay(until) } });
      return;
    }
    case 'leave.cancel':
      await db.leave.update({
        where: { orgId_id: { orgId: org, id: change.id } },
        data: { cancelledAt: now },
      });
      return;
    case 'team.add': {
      const { kind: _, ...team } = change;
      await db.team.create({ data: { orgId: org, ...team } });
      return;
    }
    case 'team.set': {
      const { kind: _, id, ...set } = change;
      await db.team.update({ where: { orgId_id: { orgId: org, id } }, data: set });
      return;
    }
    case 'team.home': {
      const { id: teamId, at, channel } = change;
      const home = { orgId: org, teamId, ...at };
      await db.teamHome.deleteMany({ where: home });
      if (channel !== null) await db.teamHome.create({ data: { ...home, channel } });
    }
  }
}

/** Who waits has recorded nothing, so nothing points at them; whoever was let in meanwhile stays. */
async function withdraw({ db, org }: Recording, id: string): Promise<void> {
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
  await tell(recording, { kind: 'tell', key: `admitted:${auditId}`, personId: id, notice });
}
