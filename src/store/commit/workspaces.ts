import type { WorkspaceChange } from '../../domain/change.ts';
import type { Db } from '../prisma.ts';
import { isUntouched } from '../reads/organisation.ts';
import { hashOf } from '../reads/people.ts';
import { Moved, type Recorders, type Recording } from '../recording.ts';

/** Which workspaces belong to the organisation. */
export const workspaceRecorders: Recorders<WorkspaceChange> = {
  async 'workspace.invite'({ db, org, now }, change) {
    const { code, personId, expiresAt } = change;
    await db.workspaceCode.deleteMany({
      where: { OR: [{ orgId: org, personId }, { expiresAt: { lte: now } }] },
    });
    await db.workspaceCode.create({ data: { hash: hashOf(code), orgId: org, personId, expiresAt } });
  },
  'workspace.join': join,
};

async function join(
  { db, org, now }: Recording,
  { code, from }: WorkspaceChange & { kind: 'workspace.join' },
): Promise<void> {
  const taken = await db.workspaceCode.deleteMany({
    where: { orgId: org, hash: hashOf(code), expiresAt: { gt: now } },
  });
  // Opening a deal changes this row too: whichever of the two is later waits, and finds what the other did.
  const open = await db.$executeRaw`
    SELECT 1 FROM "Organisation" WHERE "id" = ${from}::uuid AND "joinedId" IS NULL FOR UPDATE`;
  if (taken.count === 0 || open === 0 || !(await isUntouched(db, from))) throw new Moved(null);
  await db.workspace.updateMany({ where: { orgId: from }, data: { orgId: org } });
  await db.organisation.update({ where: { id: from }, data: { joinedId: org } });
  await empty(db, from, now);
}

/**
 * Nobody speaks in a closed organisation any more, and nothing runs in it. Its people are met anew in the other one; what
 * is kept here says nothing of them, because what was done (audit, slots) is never removed.
 */
async function empty(db: Db, orgId: string, now: Date): Promise<void> {
  const all = { where: { orgId } };
  await db.identity.deleteMany(all);
  await db.linkCode.deleteMany(all);
  await db.workspaceCode.deleteMany(all);
  await db.teamHome.deleteMany(all);
  await db.draft.deleteMany(all);
  await db.kept.deleteMany(all);
  await db.trouble.deleteMany(all);
  await db.person.updateMany({ ...all, data: { name: '', email: null, status: 'left' } });
  await db.schedule.updateMany({ where: { orgId, removedAt: null }, data: { removedAt: now } });
  await db.outbox.updateMany({
    where: { orgId, status: 'due' },
    data: { status: 'gone', problem: 'joined' },
  });
}
