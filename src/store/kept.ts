import { randomUUID } from 'node:crypto';
import { isUuid } from '../domain/id.ts';
import type { Db } from './prisma.ts';
import { jsonOf } from './recording.ts';

/** Keeps a body for a month and names it with an id that nobody can guess. */
export async function keep(db: Db, at: { org: string; now: Date }, body: unknown): Promise<string> {
  const id = randomUUID();
  await db.kept.create({ data: { orgId: at.org, id, body: jsonOf(body), createdAt: at.now } });
  return id;
}

/** A kept body; null when it is gone, or never was. */
export async function kept(db: Db, org: string, id: string): Promise<unknown> {
  if (!isUuid(id)) return null;
  const row = await db.kept.findUnique({ where: { orgId_id: { orgId: org, id } } });
  return row?.body ?? null;
}
