import { createHash } from 'node:crypto';
import { kept } from './kept.ts';
import type { Db } from './prisma.ts';

/** An open form, by the platform's own name of it. */
type Open = { org: string; form: string };

/**
 * Keeps what stands in an open form, for a month; `typedAt` is the platform's time of the last touch. What was typed
 * last holds, in whatever order it arrives.
 */
export async function keepDraft(db: Db, open: Open & { typedAt: Date }, body: unknown): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Kept" ("orgId", "id", "body", "createdAt")
    VALUES (${open.org}::uuid, ${idOf(open)}::uuid, ${JSON.stringify(body)}::jsonb, ${open.typedAt})
    ON CONFLICT ("orgId", "id") DO UPDATE SET "body" = excluded."body", "createdAt" = excluded."createdAt"
    WHERE "Kept"."createdAt" <= excluded."createdAt"`;
}

export const draftOf = (db: Db, open: Open): Promise<unknown> => kept(db, open.org, idOf(open));

/** A form has one draft, so its id is made of the form's name. */
function idOf({ org, form }: Open): string {
  const hash = createHash('sha256').update(`${org} ${form}`).digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
