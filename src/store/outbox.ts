import type { Change } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';
import type { Locale } from '../domain/people.ts';
import type { TroubleKind } from '../domain/trouble.ts';
import { firstChatOf } from './first-chat.ts';
import type { Db, Prisma } from './prisma.ts';
import { jsonOf, numberOf, type Recording } from './recording.ts';

/** Where a row goes. A deal's home is looked up when it is sent: its thread may not exist yet. */
export type OutboxAddress =
  | { kind: 'person'; workspace: string; person: string }
  | { kind: 'room'; workspace: string; channel: string; thread?: string }
  | { kind: 'home'; workspace: string; deal: number };

/** What a row says. All but `message` is rendered when it is sent, from what is then true. */
export type OutboxBody<M> =
  /** `twin`: the same in the other language, for a shared place on a platform that shows both. */
  | { kind: 'message'; message: M; locale: Locale; twin?: M }
  | { kind: 'deal.card'; deal: number }
  /** What one person did in one chat: the events by seq, and the platform (null: nobody said it). */
  | { kind: 'deal.line'; deal: number; seqs: readonly number[]; actorId: string; via: string | null }
  | { kind: 'notice'; notice: Notice; personId: string }
  /** The answer to an input that took too long to wait for; after `until` (ISO) it did not happen. See AnswerRoom. */
  | { kind: 'answer'; key: string; personId: string; until: string; room?: AnswerRoom };

/** Where it was asked: an answer that everybody there may see goes there, any other to whoever asked. */
export type AnswerRoom = OutboxAddress & { kind: 'room' };

export type OutboxRow<M> = {
  orgId: string;
  key: string;
  platform: string;
  address: OutboxAddress;
  body: OutboxBody<M>;
  /** Tries that failed since it last went out. */
  attempts: number;
  /** Since when it may have been posted without anybody having been told. */
  doubtedSince: Date | null;
  /** From 1; a message that was lost begins anew under another name. */
  edition: number;
  revision: number;
  claim: string;
  /** Until when nobody else takes it over. */
  claimedUntil: Date;
  createdAt: Date;
  receipt: Receipt | null;
};

export type Receipt = { channel: string; message: string };

type NewRow = {
  key: string;
  platform: string;
  address: OutboxAddress;
  body: OutboxBody<unknown>;
  dueAt?: Date;
};

/** Puts a row into the outbox; a row with the same key is there once. */
export async function send(db: Db, at: { org: string; now: Date }, row: NewRow): Promise<void> {
  await db.outbox.createMany({
    data: [
      {
        orgId: at.org,
        key: row.key,
        platform: row.platform,
        address: jsonOf(row.address),
        body: jsonOf(row.body),
        status: 'due',
        dueAt: row.dueAt ?? at.now,
        createdAt: at.now,
      },
    ],
    skipDuplicates: true,
  });
}

/** A notice goes to one of a person's chats: the one that they have been known in longest. */
export async function recordNotice(recording: Recording, change: Change & { kind: 'tell' }): Promise<void> {
  const { db, org } = recording;
  const chat = await firstChatOf(db, { org, personId: change.personId });
  if (chat === null) return;
  await send(db, recording, {
    key: change.key,
    platform: chat.platform,
    address: { kind: 'person', workspace: chat.workspace, person: chat.external },
    body: { kind: 'notice', notice: numbered(recording, change.notice), personId: change.personId },
  });
}

function numbered(recording: Recording, notice: Notice): Notice {
  return 'deal' in notice ? { ...notice, deal: numberOf(recording, notice.deal) } : notice;
}

/** How long a claim holds before another replica may take the row over. */
const CLAIM_MS = 60_000;

/** What a sender may claim: what it can send, of what was due when it began. */
export type Take = { most: number; dueBy: Date; platforms: readonly string[] };

/**
 * Claims due rows for one sender. `claim` fences: only its holder may complete them. Whoever held a row until their claim
 * ran out may have posted it.
 */
export async function claimDue<M>(
  db: Db,
  { now, claim, take }: { now: Date; claim: string; take: Take },
): Promise<readonly OutboxRow<M>[]> {
  const until = new Date(now.getTime() + CLAIM_MS);
  return db.$queryRaw<OutboxRow<M>[]>`
    WITH due AS (
      SELECT "orgId", "key" FROM "Outbox"
      WHERE "status" IN ('due', 'sending') AND "dueAt" <= ${take.dueBy}
        AND ("status" = 'due' OR "claimedUntil" < ${now}) AND "platform" = ANY (${[...take.platforms]})
      ORDER BY "dueAt", "createdAt", "key" LIMIT ${take.most} FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE "Outbox" o SET "status" = 'sending', "claim" = ${claim}::uuid, "claimedUntil" = ${until},
        "doubtedSince" = CASE WHEN o."status" = 'sending'
          THEN COALESCE(o."doubtedSince", o."claimedUntil" - ${CLAIM_MS}::int * interval '1 millisecond')
          ELSE o."doubtedSince" END
      FROM due WHERE o."orgId" = due."orgId" AND o."key" = due."key"
      RETURNING o.*
    )
    SELECT "orgId", "key", "platform", "address", "body", "attempts", "doubtedSince", "edition", "revision", "claim",
      "claimedUntil", "createdAt", "receipt"
    FROM claimed ORDER BY "dueAt", "createdAt", "key"`;
}

export type Settlement =
  | { kind: 'sent'; receipt: Receipt; now: Date }
  /** It was not its turn: nothing was tried. */
  | { kind: 'waits'; dueAt: Date; problem: string }
  /** It was not posted. */
  | { kind: 'later'; dueAt: Date; problem: string }
  /** It may have been posted, in the try that began at `since`. */
  | { kind: 'unknown'; dueAt: Date; problem: string; since: Date }
  /** Never again as it is; `trouble`: until somebody mends that. */
  | { kind: 'gone'; problem: string; trouble?: TroubleKind }
  /** It may have been posted, and nobody can find out any more. */
  | { kind: 'unconfirmed'; problem: string };

/** Completes a claimed row. Returns false when the claim was lost meanwhile. */
export async function settle<M>(db: Db, row: OutboxRow<M>, settlement: Settlement): Promise<boolean> {
  const held = { orgId: row.orgId, key: row.key, claim: row.claim };
  if ('dueAt' in settlement) {
    const data = { ...putOff(row, settlement), status: 'due', claim: null };
    return (await db.outbox.updateMany({ where: held, data })).count === 1;
  }
  const data = { ...over(settlement), claim: null, attempts: 0 };
  const done = await db.outbox.updateMany({
    where: { ...held, revision: row.revision },
    data: { ...data, status: settlement.kind },
  });
  if (done.count === 0) {
    // News that were collapsed into the row meanwhile make it due again, whatever became of what it said before.
    const again = await db.outbox.updateMany({ where: held, data: { ...data, status: 'due' } });
    if (again.count === 0) return false;
  }
  if (settlement.kind === 'sent') await root(db, row, settlement.receipt);
  return true;
}

type PutOff = Extract<Settlement, { dueAt: Date }>;

function putOff<M>(row: OutboxRow<M>, settlement: PutOff): Prisma.OutboxUpdateManyMutationInput {
  const { kind, dueAt, problem } = settlement;
  if (kind === 'waits') return { dueAt, problem };
  const attempts = row.attempts + 1;
  if (kind === 'later') return { dueAt, problem, attempts };
  return { dueAt, problem, attempts, doubtedSince: row.doubtedSince ?? settlement.since };
}

function over(settlement: Exclude<Settlement, PutOff>): Prisma.OutboxUpdateManyMutationInput {
  switch (settlement.kind) {
    case 'sent': {
      const { receipt, now: sentAt } = settlement;
      return { receipt, sentAt, problem: null, doubtedSince: null };
    }
    case 'gone':
      return { problem: settlement.problem };
    case 'unconfirmed':
      // Only news bring it back, and they are another message.
      return { problem: settlement.problem, doubtedSince: null, edition: { increment: 1 } };
  }
}

/** A deal's first card begins the thread of its home: the lines that waited for it are due since they were said. */
async function root<M>(db: Db, { orgId, platform, address, body }: OutboxRow<M>, receipt: Receipt) {
  if (body.kind !== 'deal.card' || address.kind !== 'room') return;
  const { workspace } = address;
  const { count } = await db.placement.updateMany({
    where: { orgId, dealNumber: body.deal, platform, workspace, thread: null },
    data: { thread: receipt.message, channel: receipt.channel },
  });
  if (count === 0) return;
  await db.$executeRaw`
    UPDATE "Outbox" SET "dueAt" = "createdAt"
    WHERE "orgId" = ${orgId}::uuid AND "body"->>'kind' = 'deal.line' AND "body"->>'deal' = ${String(body.deal)}
      AND "platform" = ${platform} AND "address"->>'workspace' = ${workspace} AND "status" = 'due'`;
}

/** The thread of a deal's home; null while its card is not posted yet. */
export async function homeOf(
  db: Db,
  row: { orgId: string; platform: string; workspace: string; deal: number },
) {
  return db.placement.findUnique({
    where: {
      orgId_platform_workspace_dealNumber: {
        orgId: row.orgId,
        platform: row.platform,
        workspace: row.workspace,
        dealNumber: row.deal,
      },
    },
  });
}

/** How many rows are in which state. */
export async function outboxByStatus(db: Db): Promise<readonly { status: string; rows: number }[]> {
  const groups = await db.outbox.groupBy({ by: ['status'], _count: true });
  return groups.map((one) => ({ status: one.status, rows: one._count }));
}
