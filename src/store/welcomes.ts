import type { RoomAddress } from '../domain/people.ts';
import { Prisma } from './generated/client.ts';
import { type OutboxBody, send } from './outbox.ts';
import type { Db } from './prisma.ts';
import { jsonOf } from './recording.ts';

type Whose = { org: string; room: RoomAddress };

const keyOf = ({ platform, workspace, channel }: RoomAddress): string =>
  `welcome:${platform}:${workspace}:${channel}`;

/** Why a welcome is gone that may be said again. */
const REMOVED = 'removed';

/** Says in a room what the bot can do there, once until it is taken out of it. */
export async function welcomeOnce<M>(
  db: Db,
  { org, room, now }: Whose & { now: Date },
  body: OutboxBody<M>,
): Promise<void> {
  const { platform, workspace, channel } = room;
  const key = keyOf(room);
  await send(db, { org, now }, { key, platform, address: { kind: 'room', workspace, channel }, body });
  await db.outbox.updateMany({
    where: { orgId: org, key, status: 'gone', problem: REMOVED },
    data: { status: 'due', problem: null, dueAt: now, createdAt: now, body: jsonOf(body) },
  });
}

/** The bot was taken out of a room: invited again, it says it again. Under its first name the platform would not. */
export async function forgetWelcome(db: Db, { org, room }: Whose): Promise<void> {
  await db.outbox.updateMany({
    where: { orgId: org, key: keyOf(room) },
    data: {
      status: 'gone',
      problem: REMOVED,
      claim: null,
      receipt: Prisma.DbNull,
      sentAt: null,
      doubtedSince: null,
      attempts: 0,
      edition: { increment: 1 },
    },
  });
}
