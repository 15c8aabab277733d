import type { Change } from '../domain/change.ts';
import type { RoomAddress } from '../domain/people.ts';
import { importRecorders } from './bulk.ts';
import { activityRecorders } from './commit/activity.ts';
import { dealRecorders, lockDeals } from './commit/deals.ts';
import { organisationRecorders } from './commit/organisation.ts';
import { peopleRecorders } from './commit/people.ts';
import { routineRecorders } from './commit/routine.ts';
import { workspaceRecorders } from './commit/workspaces.ts';
import { Prisma } from './generated/client.ts';
import { announce, recordHome } from './homes.ts';
import { recordNotice } from './outbox.ts';
import type { Db } from './prisma.ts';
import { type Reads, readsOf } from './reads.ts';
import { jsonOf, Moved, type Progress, type Recorders, type Recording } from './recording.ts';

/** One input's decision: everything here is recorded, or nothing. */
export type Decision<R> = {
  /** platform:workspace:input id; a second commit with it changes nothing and gets the first reply. */
  key: string;
  actorId: string;
  now: Date;
  changes: readonly Change[];
  /** The platform where it was said, where somebody said it: a deal's threads elsewhere name it. */
  via?: string;
  /** The thread in which the answer itself is the line; no second one is posted there. */
  answeredIn: (RoomAddress & { thread: string }) | null;
  /** Built inside the transaction from what is then true, and stored with the key. */
  reply(after: Reads, made: Made): Promise<R>;
};

/** Numbers given to new deals, by their ref. */
export type Made = ReadonlyMap<string, number>;

export type Committed<R> =
  | { kind: 'done'; reply: R; made: Made }
  /** The input was answered before. */
  | { kind: 'repeated'; reply: R | null }
  /** A deal moved on since the decision was made, or somebody took the same name at the same moment; nothing was recorded. */
  | { kind: 'conflict'; deal: number | null };

export type Commit = <R>(org: string, decision: Decision<R>) => Promise<Committed<R>>;

export function commitTo(
  prisma: {
    $transaction: <T>(
      run: (tx: Prisma.TransactionClient) => Promise<T>,
      options?: { timeout?: number; maxWait?: number },
    ) => Promise<T>;
  },
  { progress = () => {} }: { progress?: Progress } = {},
): Commit {
  return async function commit<R>(org: string, decision: Decision<R>): Promise<Committed<R>> {
    try {
      return await prisma.$transaction((tx) => record({ db: tx, org, progress }, decision), {
        timeout: 120_000,
        maxWait: 10_000,
      });
    } catch (error) {
      if (error instanceof Moved) return { kind: 'conflict', deal: error.deal };
      if (isClash(error)) return { kind: 'conflict', deal: null };
      throw error;
    }
  };
}

/** A unique key that was taken meanwhile, or two that waited for each other: SQLSTATE 23505 and 40P01. */
const isClash = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2002' || error.code === 'P2034' || /23505|40P01/.test(JSON.stringify(error.meta ?? {})));

async function record<R>(
  { db, org, progress }: { db: Db; org: string; progress: Progress },
  decision: Decision<R>,
): Promise<Committed<R>> {
  const { key, actorId, now, changes } = decision;
  const fresh = await db.$executeRaw`
    INSERT INTO "Inbox" ("orgId", "key", "personId", "at") VALUES (${org}::uuid, ${key}, ${actorId}::uuid, ${now})
    ON CONFLICT DO NOTHING`;
  if (fresh === 0) {
    const first = await db.inbox.findUniqueOrThrow({ where: { orgId_key: { orgId: org, key } } });
    return { kind: 'repeated', reply: first.reply as R | null };
  }
  const recording: Recording = {
    ...{ db, org, actorId, now, progress },
    inputId: key,
    made: new Map(),
    touched: new Map(),
  };
  await lockDeals(recording, changes);
  for (const change of changes) await recordChange(recording, change);
  await announce(recording, { via: decision.via ?? null, answeredIn: decision.answeredIn });
  const reply = await decision.reply(readsOf({ db, org, now }), recording.made);
  await db.inbox.update({ where: { orgId_key: { orgId: org, key } }, data: { reply: jsonOf(reply) } });
  return { kind: 'done', reply, made: recording.made };
}

/** Every kind of change and what records it: the compiler misses whichever is not here. */
const RECORDERS: Recorders<Change> = {
  ...dealRecorders,
  ...activityRecorders,
  ...peopleRecorders,
  ...workspaceRecorders,
  ...organisationRecorders,
  ...routineRecorders,
  ...importRecorders,
  'place.home': recordHome,
  tell: recordNotice,
};

type Kind = Change['kind'];

/** A change of one of the kinds K, written so that its kind leads to its own recorder. */
type ChangeOf<K extends Kind> = { [One in K]: { kind: One } & Extract<Change, { kind: One }> }[K];

const recordChange = <K extends Kind>(recording: Recording, change: ChangeOf<K>): Promise<void> =>
  RECORDERS[change.kind](recording, change);
