import type { Notice } from '../domain/notice.ts';
import type { RoomAddress } from '../domain/people.ts';
import { isWide, type TroubleKind } from '../domain/trouble.ts';
import { firstChatOf } from './first-chat.ts';
import type { PrismaClient } from './generated/client.ts';
import { type OutboxRow, type Settlement, send, settle } from './outbox.ts';
import type { Db } from './prisma.ts';

type About = (Notice & { kind: 'trouble' })['about'];
type Workspace = Pick<RoomAddress, 'platform' | 'workspace'>;

/** Settles a row, and tells those whom it concerns when a place cannot be written to any more. */
export async function settleAndTell<M>(
  prisma: PrismaClient,
  row: OutboxRow<M>,
  { settlement, now }: { settlement: Settlement; now: Date },
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const settled = await settle(tx, row, settlement);
    if (!settled) return false;
    if (settlement.kind === 'sent') await worksAgain(tx, row, now);
    if (settlement.kind === 'gone' && settlement.trouble !== undefined)
      await failed(tx, row, { reason: settlement.trouble, now });
    return true;
  });
}

async function failed<M>(
  db: Db,
  row: OutboxRow<M>,
  { reason, now }: { reason: TroubleKind; now: Date },
): Promise<void> {
  const room = await placeOf(db, row);
  // A notice of trouble that cannot be sent is no news, or two of them would go on for ever.
  if (room === null || row.body.kind === 'notice') return;
  if (reason === 'root') await forgetRoot(db, row, now);
  const about = aboutOf(row);
  await tellOnce(db, { org: row.orgId, now }, { reason, room, about });
}

/** Where a row goes. What is for one person alone is found again under '@' and their external id. */
async function placeOf<M>(db: Db, row: OutboxRow<M>): Promise<RoomAddress | null> {
  const { orgId, platform, address } = row;
  const { workspace } = address;
  switch (address.kind) {
    case 'person':
      return { platform, workspace, channel: `@${address.person}` };
    case 'room':
      return { platform, workspace, channel: address.channel };
    case 'home': {
      const deal = { orgId, platform, workspace, dealNumber: address.deal };
      const home = await db.placement.findUnique({
        where: { orgId_platform_workspace_dealNumber: deal },
      });
      return home === null ? null : { platform, workspace, channel: home.channel };
    }
  }
}

/**
 * The card is posted anew, now, and that is the deal's home from then on: what waits for its thread waits for that. Under
 * its first name the platform would only give back the message that was lost.
 */
async function forgetRoot<M>(db: Db, row: OutboxRow<M>, now: Date): Promise<void> {
  const { orgId, platform, address, body, receipt } = row;
  if (body.kind !== 'deal.card' && body.kind !== 'deal.line') return;
  // A card that was not posted has lost nothing: it waits for news.
  if (body.kind === 'deal.card' && receipt === null) return;
  const { workspace } = address;
  const { deal: dealNumber } = body;
  await db.placement.updateMany({
    where: { orgId, platform, workspace, dealNumber },
    data: { thread: null },
  });
  await db.$executeRaw`
    UPDATE "Outbox" SET "receipt" = NULL, "edition" = "edition" + 1, "doubtedSince" = NULL, "attempts" = 0,
      "revision" = "revision" + 1, "dueAt" = ${now},
      "status" = CASE WHEN "status" = 'sending' THEN 'sending' ELSE 'due' END
    WHERE "orgId" = ${orgId}::uuid AND "key" = ${`card:${dealNumber}:${platform}:${workspace}`}`;
}

/** What could not be sent: a digest, something of a deal, or anything else. */
function aboutOf<M>({ key, body, address }: OutboxRow<M>): About {
  const schedule = /^digest:([0-9a-f-]{36}):/.exec(key)?.[1];
  if (schedule !== undefined) return { schedule };
  if (body.kind === 'deal.card' || body.kind === 'deal.line') return { deal: body.deal };
  return address.kind === 'home' ? { deal: address.deal } : null;
}

type At = { org: string; now: Date };
type Trouble = { reason: TroubleKind; room: RoomAddress; about: About };

/** Tells the owner of what could not be sent, and one administrator, each once until it works again. */
async function tellOnce(db: Db, at: At, { reason, room, about }: Trouble): Promise<void> {
  const where = { ...room, channel: isWide(reason) ? WIDE : room.channel };
  for (const personId of await concerned(db, at.org, about)) {
    const { count } = await db.trouble.createMany({
      data: [{ orgId: at.org, ...where, reason, personId, at: at.now }],
      skipDuplicates: true,
    });
    const notice = { kind: 'trouble' as const, reason, about };
    if (count > 0) await tell(db, at, { personId, notice, away: isWide(reason) ? room : null });
  }
}

/** Stands for every room of a workspace. */
const WIDE = '';

/** The owner of the digest or deal, and the administrator who has been there longest. */
async function concerned(db: Db, orgId: string, about: About): Promise<readonly string[]> {
  const active = { orgId, status: 'active' };
  const [digest, deal, admin] = await Promise.all([
    about === null || !('schedule' in about)
      ? null
      : db.schedule.findUnique({ where: { orgId_id: { orgId, id: about.schedule } } }),
    about === null || !('deal' in about)
      ? null
      : db.deal.findUnique({ where: { orgId_number: { orgId, number: about.deal } } }),
    db.person.findFirst({ where: { ...active, role: 'admin' }, orderBy: { createdAt: 'asc' } }),
  ]);
  const ids = [digest?.createdBy, deal?.ownerId, admin?.id].flatMap((id) => id ?? []);
  const people = await db.person.findMany({ where: { ...active, id: { in: ids } }, select: { id: true } });
  return people.map((one) => one.id);
}

type Telling = { personId: string; notice: Notice; away: Workspace | null };

/** A person is told in another chat than the one that is away; who has none is told when it is back. */
async function tell(db: Db, at: At, { personId, notice, away }: Telling): Promise<void> {
  const chat = await firstChatOf(db, { org: at.org, personId }, away);
  if (chat === null) return;
  const { platform, workspace, external } = chat;
  const what = notice.kind === 'trouble' ? notice.reason : notice.kind;
  await send(db, at, {
    key: `trouble:${what}:${personId}:${at.now.toISOString()}`,
    platform,
    address: { kind: 'person', workspace, person: external },
    body: { kind: 'notice', notice, personId },
  });
}

/** Something arrived: whoever was told that nothing does is told again the next time. */
async function worksAgain<M>(db: Db, row: OutboxRow<M>, now: Date): Promise<void> {
  const room = await placeOf(db, row);
  if (room === null) return;
  const { platform, workspace, channel } = room;
  const { count } = await db.trouble.deleteMany({
    where: { orgId: row.orgId, platform, workspace, channel: { in: [WIDE, channel] } },
  });
  if (count > 0) await drawCards(db, room, now);
}

/** The bot is in a room again. False when nobody had noticed that it was not. */
export async function roomBack(db: Db, room: RoomAddress, now: Date): Promise<boolean> {
  const { count } = await db.trouble.deleteMany({ where: room });
  if (count > 0) await drawCards(db, room, now);
  return count > 0;
}

/** A live card says what is true when it is sent, so one that was held back goes out as things stand now. */
async function drawCards(db: Db, at: RoomAddress, now: Date): Promise<void> {
  const { platform, workspace, channel } = at;
  await db.$executeRaw`
    UPDATE "Outbox" SET "status" = 'due', "dueAt" = ${now}
    WHERE "status" = 'gone' AND "platform" = ${platform} AND "address"->>'workspace' = ${workspace}
      AND (${channel} = ${WIDE} OR "address"->>'channel' = ${channel})
      AND "body"->>'kind' = 'deal.card'`;
}

/** The bot was taken away from a workspace, and with it all that waited to be sent there. */
export async function workspaceGone(db: Db, at: Workspace, now: Date): Promise<void> {
  const { platform, workspace } = at;
  await db.outbox.updateMany({
    where: {
      platform,
      status: { in: ['due', 'sending'] },
      address: { path: ['workspace'], equals: workspace },
    },
    data: { status: 'gone', claim: null, problem: 'not_installed' },
  });
  const home = await db.workspace.findUniqueOrThrow({
    where: { platform_external: { platform, external: workspace } },
  });
  const room = { platform, workspace, channel: WIDE };
  await tellOnce(db, { org: home.orgId, now }, { reason: 'token', room, about: null });
}

/** The bot is in a workspace again: its administrators hear since when it was away. */
export async function workspaceBack(db: Db, at: Workspace, now: Date): Promise<void> {
  const { platform, workspace } = at;
  const room = { platform, workspace, channel: WIDE };
  const over = await db.trouble.findMany({
    where: { ...room, person: { status: 'active', role: 'admin' } },
    orderBy: { at: 'asc' },
    distinct: ['orgId', 'personId'],
  });
  await db.trouble.deleteMany({ where: room });
  await drawCards(db, room, now);
  for (const { orgId: org, personId, at: since } of over) {
    const notice: Notice = { kind: 'trouble.over', since: since.toISOString() };
    await tell(db, { org, now }, { personId, notice, away: null });
  }
}
