import type { Db } from './prisma.ts';

/**
 * What was said and sent is not kept for ever: answers, kept bodies and settled messages older than `before` go. A deal's live card
 * stays, because its receipt is what later updates need; it holds no text. Returns how many rows went.
 */
export async function purgeBefore(db: Db, before: Date): Promise<number> {
  const inbox = await db.inbox.deleteMany({ where: { at: { lt: before } } });
  const kept = await db.kept.deleteMany({ where: { createdAt: { lt: before } } });
  const outbox = await db.$executeRaw`
    DELETE FROM "Outbox"
    WHERE "status" IN ('sent', 'gone') AND "createdAt" < ${before} AND "body"->>'kind' <> 'deal.card'`;
  return inbox.count + kept.count + outbox;
}
