import type { Change, Notice } from '../domain/change.ts';
import type { RoomAddress } from '../domain/people.ts';
import type { Db, Prisma } from './prisma.ts';
import { jsonOf, numberOf, type Recording } from './recording.ts';

/** Where a row goes. A deal's home is looked up when it is sent: its thread may not exist yet. */
export type OutboxAddress =
  | { kind: 'person'; workspace: string; person: string }
  | { kind: 'room'; workspace: string; channel: string; thread?: string }
  | { kind: 'home'; workspace: string; deal: number };

/** What a row says. All but `message` is rendered when it is sent, from what is then true. */
export type OutboxBody<M> =
  | { kind: 'message'; message: M; locale: 'en' | 'zh' }
  | { kind: 'deal.card'; deal: number }
  | { kind: 'deal.line'; deal: number; from: number; to: number; actorId: string }
  | { kind: 'notice'; notice: Notice; personId: string }
  /** The answer to an input that took too long to wait for; after `until` (ISO) it did not happen. */
  | { kind: 'answer'; key: string; personId: string; until: string };

export type OutboxRow<M> = {
  orgId: string;
  key: string;
  platform: string;
  address: OutboxAddress;
  body: OutboxBody<M>;
  attempts: number;
  revision: number;
  claim: string;
  createdAt: Date;
  receipt: Receipt | null;
};

export type Receipt = { channel: string; message: string };

/** Edits of one deal by one person within this time become one line in its thread. */
const ONE_LINE_MS = 120_000;

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

/** Refreshes the live card and adds the line in the thread of every deal that the input touched. */
export async function announce(recording: Recording, answeredIn: (RoomAddress & { thread: string }) | null) {
  const { db, org } = recording;
  if (recording.touched.size === 0) return;
  const homes = await db.placement.findMany({
    where: { orgId: org, dealNumber: { in: [...recording.touched.keys()] } },
  });
  for (const home of homes) {
    await refreshCard(recording, home);
    const here =
      answeredIn !== null &&
      answeredIn.platform === home.platform &&
      answeredIn.workspace === home.workspace &&
      answeredIn.channel === home.channel &&
      answeredIn.thread === home.thread;
    const seqs = recording.touched.get(home.dealNumber);
    if (!here && seqs !== undefined) await addLine(recording, home, seqs);
  }
}

type Home = { platform: string; workspace: string; dealNumber: number; channel: string };

/** The live card is one row for ever; what changed is sent with its next delivery. */
async function refreshCard({ db, org, now }: Recording, home: Home): Promise<void> {
  const key = `card:${home.dealNumber}:${home.platform}:${home.workspace}`;
  const address: OutboxAddress = { kind: 'room', workspace: home.workspace, channel: home.channel };
  const body: OutboxBody<never> = { kind: 'deal.card', deal: home.dealNumber };
  await db.$executeRaw`
    INSERT INTO "Outbox" ("orgId", "key", "platform", "address", "body", "status", "dueAt", "createdAt")
    VALUES (${org}::uuid, ${key}, ${home.platform}, ${jsonOf(address)}, ${jsonOf(body)}, 'due', ${now}, ${now})
    ON CONFLICT ("orgId", "key") DO UPDATE SET
      "revision" = "Outbox"."revision" + 1, "dueAt" = ${now},
      "status" = CASE WHEN "Outbox"."status" = 'sending' THEN 'sending' ELSE 'due' END`;
}

async function addLine(recording: Recording, home: Home, seqs: { from: number; to: number }): Promise<void> {
  const { db, org, now, actorId } = recording;
  const prefix = `line:${home.dealNumber}:${home.platform}:${home.workspace}:`;
  const recent = await db.outbox.findFirst({
    where: {
      orgId: org,
      key: { startsWith: prefix },
      createdAt: { gt: new Date(now.getTime() - ONE_LINE_MS) },
      body: { path: ['actorId'], equals: actorId },
    },
    orderBy: { createdAt: 'desc' },
  });
  const body = (from: number): OutboxBody<never> => ({
    kind: 'deal.line',
    deal: home.dealNumber,
    from,
    to: seqs.to,
    actorId,
  });
  if (recent === null) {
    await send(db, recording, {
      key: `${prefix}${seqs.from}`,
      platform: home.platform,
      address: { kind: 'home', workspace: home.workspace, deal: home.dealNumber },
      body: body(seqs.from),
    });
    return;
  }
  const first = Number(recent.key.slice(prefix.length));
  await db.outbox.update({
    where: { orgId_key: { orgId: org, key: recent.key } },
    data: {
      body: jsonOf(body(first)),
      revision: { increment: 1 },
      dueAt: now,
      ...(recent.status === 'sending' ? {} : { status: 'due' }),
    },
  });
}

/** Gives a deal its home in a room: one per deal and workspace; the first one stays. */
export async function recordHome(
  recording: Recording,
  change: Change & { kind: 'place.home' },
): Promise<void> {
  const { db, org, now } = recording;
  const dealNumber = numberOf(recording, change.deal);
  const home = { ...change.home, dealNumber };
  const placed = await db.placement.createMany({
    data: [{ orgId: org, ...home, createdAt: now }],
    skipDuplicates: true,
  });
  if (placed.count > 0) await refreshCard(recording, home);
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
    RETURNING o."orgId", o."key", o."platform", o."address", o."body", o."attempts", o."revision", o."claim", o."receipt", o."dueAt", o."createdAt"`;
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
