import type { Change, Notice } from '../domain/change.ts';
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
  | { kind: 'message'; message: M; locale: 'en' | 'zh'; twin?: M }
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
  attempts: number;
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

/** A notice goes to one of a person's chats: the one they were seen in first. */
export async function tell(recording: Recording, change: Change & { kind: 'tell' }): Promise<void> {
  const { db, org } = recording;
  const identity = await db.identity.findFirst({ where: { orgId: org, personId: change.personId } });
  if (identity === null) return;
  await send(db, recording, {
    key: change.key,
    platform: identity.platform,
    address: { kind: 'person', workspace: identity.workspace, person: identity.external },
    body: { kind: 'notice', notice: numbered(recording, change.notice), personId: change.personId },
  });
}

function numbered(recording: Recording, notice: Notice): Notice {
  return 'deal' in notice ? { ...notice, deal: numberOf(recording, notice.deal) } : notice;
}

/** How long a claim holds before another replica may take the row over. */
const CLAIM_MS = 60_000;

/** Claims due rows for one sender. `claim` fences: only its holder may complete them. */
export async function claimDue<M>(
  db: Db,
  { now, claim, take }: { now: Date; claim: string; take: number },
): Promise<readonly OutboxRow<M>[]> {
  const until = new Date(now.getTime() + CLAIM_MS);
  const rows = await db.$queryRaw<(OutboxRow<M> & { dueAt: Date })[]>`
    UPDATE "Outbox" o SET "status" = 'sending', "claim" = ${claim}::uuid, "claimedUntil" = ${until},
      "attempts" = o."attempts" + 1
    FROM (
      SELECT "orgId", "key" FROM "Outbox"
      WHERE "status" IN ('due', 'sending') AND "dueAt" <= ${now}
        AND ("status" = 'due' OR "claimedUntil" < ${now})
      ORDER BY "dueAt", "createdAt", "key" LIMIT ${take} FOR UPDATE SKIP LOCKED
    ) due
    WHERE o."orgId" = due."orgId" AND o."key" = due."key"
    RETURNING o."orgId", o."key", o."platform", o."address", o."body", o."attempts", o."revision", o."claim", o."claimedUntil", o."receipt", o."dueAt", o."createdAt"`;
  // RETURNING keeps no order.
  return rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.key < b.key ? -1 : 1));
}

export type Settlement =
  | { kind: 'sent'; receipt: Receipt; now: Date }
  | { kind: 'later'; dueAt: Date; problem: string }
  | { kind: 'gone' | 'unconfirmed'; problem: string };

/** Completes a claimed row. Returns false when the claim was lost meanwhile. */
export async function settle<M>(db: Db, row: OutboxRow<M>, settlement: Settlement): Promise<boolean> {
  const held = { orgId: row.orgId, key: row.key, claim: row.claim };
  if (settlement.kind !== 'sent') {
    const { count } = await db.outbox.updateMany({
      where: held,
      data:
        settlement.kind === 'later'
          ? { status: 'due', dueAt: settlement.dueAt, claim: null, problem: settlement.problem }
          : { status: settlement.kind, claim: null, problem: settlement.problem },
    });
    return count === 1;
  }
  const receipt: Prisma.InputJsonValue = settlement.receipt;
  // News that were collapsed into the row while it was being sent make it due again.
  const done = await db.outbox.updateMany({
    where: { ...held, revision: row.revision },
    data: { status: 'sent', claim: null, receipt, sentAt: settlement.now, problem: null },
  });
  if (done.count === 0) {
    const again = await db.outbox.updateMany({ where: held, data: { status: 'due', claim: null, receipt } });
    if (again.count === 0) return false;
  }
  if (row.body.kind === 'deal.card' && row.address.kind === 'room') {
    await db.placement.updateMany({
      where: {
        orgId: row.orgId,
        dealNumber: row.body.deal,
        platform: row.platform,
        workspace: row.address.workspace,
        thread: null,
      },
      data: { thread: settlement.receipt.message, channel: settlement.receipt.channel },
    });
  }
  return true;
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
