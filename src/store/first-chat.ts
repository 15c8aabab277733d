import type { Db } from './prisma.ts';

/** Somebody's account in a chat. */
export type Account = { platform: string; workspace: string; external: string };

const ACCOUNT = { platform: true, workspace: true, external: true } as const;

/** First the one that has been theirs longest. */
const IN_ORDER = [{ since: 'asc' }, { platform: 'asc' }, { workspace: 'asc' }, { external: 'asc' }] as const;

type Whose = { org: string; personId: string };

/** Where a person can be written to, in the order in which they became known there. */
export const accountsOf = (db: Db, { org, personId }: Whose): Promise<readonly Account[]> =>
  db.identity.findMany({ where: { orgId: org, personId }, select: ACCOUNT, orderBy: [...IN_ORDER] });

/**
 * The one chat in which a person is told what goes to them alone: where they have been known longest. `away`: a workspace
 * in which the bot cannot speak. Null when there is no other.
 */
export async function firstChatOf(
  db: Db,
  whose: Whose,
  away: Pick<Account, 'platform' | 'workspace'> | null = null,
): Promise<Account | null> {
  const accounts = await accountsOf(db, whose);
  const there = accounts.filter((one) => one.platform !== away?.platform || one.workspace !== away.workspace);
  return there[0] ?? null;
}
