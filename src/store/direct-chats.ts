import type { Account } from './first-chat.ts';
import type { Db } from './prisma.ts';

type Whose = Account & { org: string };

/** Somebody spoke to the bot alone, in `chat`. Whoever is not known stays so. */
export async function keepDirectChat(db: Db, { org, ...account }: Whose, chat: string): Promise<void> {
  await db.identity.updateMany({
    where: { orgId: org, ...account, OR: [{ direct: null }, { direct: { not: chat } }] },
    data: { direct: chat },
  });
}

/** The chat in which somebody last spoke to the bot alone; null when they never did. */
export async function directChatOf(db: Db, { org, ...account }: Whose): Promise<string | null> {
  const known = await db.identity.findFirst({ where: { orgId: org, ...account }, select: { direct: true } });
  return known?.direct ?? null;
}
