import type { Db } from './prisma.ts';

/**
 * What was said and sent is not kept for ever: answers, kept bodies, drafts that nobody came back to and messages go when
 * they are older than `before`. So do messages that still wait: whoever speaks to their platform gives up what is a week
 * old, so after a month nobody does. A deal's live card stays, because its receipt is what later updates need; it holds
 * no text. Returns how many rows went.
 */
export async function purgeBefore(db: Db, before: Date): Promise<number> {
  const inbox = await db.inbox.deleteMany({ where: { at: { lt: before } } });
  const kept = await db.kept.deleteMany({ where: { createdAt: { lt: before } } });
  const drafts = await db.draft.deleteMany({ where: { updatedAt: { lt: before } } });
  const outbox = await db.$executeRaw`
    DELETE FROM "Outbox"
    WHERE coalesce("sentAt", "createdAt") < ${before} AND "body"->>'kind' <> 'deal.card'`;
  return inbox.count + kept.count + drafts.count + outbox;
}
