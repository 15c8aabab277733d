import type { Locale } from '../../domain/people.ts';
import { type LocalPerson as PersonRow, Prisma, type PrismaClient } from '../generated/client.ts';
import { code } from '../rows.ts';

/** The same words in both languages. */
type Pair = { en: string; zh: string };

const LOCALES = ['en', 'zh'] as const;
const KINDS = ['member', 'guest'] as const;
const ROOMS = ['room', 'direct'] as const;

type Person = {
  id: string;
  name: string;
  email: string | null;
  locale: Locale;
  zone: string | null;
  kind: 'member' | 'guest';
  title: Pair;
  /** Null: in no team. */
  team: Pair | null;
};
type Room = { id: string; name: string; topic: Pair | null };

/** Who is there, where they talk, what they have read, and the workspace's clock. */
export function createLocalRooms(prisma: PrismaClient, workspace: string) {
  const key = (id: string) => ({ workspace_id: { workspace, id } });

  async function person(id: string): Promise<Person | null> {
    const row = await prisma.localPerson.findUnique({ where: key(id) });
    return row && personOf(row);
  }

  async function channel(id: string) {
    const row = await prisma.localChannel.findUnique({ where: key(id) });
    return row && { id, kind: code(ROOMS, row.kind), name: row.name, topic: pairOf(row.topic) };
  }

  async function join(room: string, who: string): Promise<void> {
    const data = [{ workspace, channel: room, person: who }];
    await prisma.localMember.createMany({ data, skipDuplicates: true });
  }

  async function direct(who: string) {
    const id = `direct-${who}`;
    const known = await channel(id);
    if (known) return known;
    if (!(await person(who))) return null;
    const row = { workspace, id, kind: 'direct', name: 'Stagepost', position: 0 };
    await prisma.localChannel.createMany({ data: [row], skipDuplicates: true });
    await join(id, who);
    return channel(id);
  }

  return {
    /** Makes the workspace itself; everything else needs it. Harmless when it is there. */
    async ensureWorkspace(): Promise<void> {
      await prisma.localWorkspace.createMany({ data: [{ id: workspace }], skipDuplicates: true });
    },

    /** Makes a person, with a direct conversation with the bot, or changes one; `position` is the order in the list. */
    async ensurePerson({ id, team, ...facts }: Person & { position: number }): Promise<void> {
      const data = { ...facts, team: team ?? Prisma.DbNull };
      await prisma.localPerson.upsert({ where: key(id), create: { workspace, id, ...data }, update: data });
      await direct(id);
    },

    /** Makes a room or changes its name and topic. */
    async ensureChannel({ id, topic, ...facts }: Room & { position: number }): Promise<void> {
      const data = { ...facts, topic: topic ?? Prisma.DbNull };
      const create = { workspace, id, kind: 'room', ...data };
      await prisma.localChannel.upsert({ where: key(id), create, update: data });
    },

    /** Lets a person into a room; harmless when they are in. */
    join,

    /** How far the clock was moved forward, in milliseconds; 0 for a workspace that is not there yet. */
    async clockOffset(): Promise<number> {
      const row = await prisma.localWorkspace.findUnique({ where: { id: workspace } });
      return Number(row?.clockOffset ?? 0n);
    },

    async keepClockOffset(ms: number): Promise<void> {
      await prisma.localWorkspace.update({ where: { id: workspace }, data: { clockOffset: BigInt(ms) } });
    },

    async people(): Promise<readonly Person[]> {
      const orderBy = [{ position: 'asc' }, { id: 'asc' }] as const;
      const rows = await prisma.localPerson.findMany({ where: { workspace }, orderBy: [...orderBy] });
      return rows.map(personOf);
    },

    person,
    channel,
    direct,

    async channelsOf(who: string) {
      const rows = await prisma.localMember.findMany({
        where: { workspace, person: who },
        include: { room: true },
        orderBy: [{ room: { position: 'asc' } }, { channel: 'asc' }],
      });
      const unread = await prisma.$queryRaw<{ channel: string; count: number }[]>`
        SELECT m.channel, count(*)::int AS count
        FROM "LocalMember" mine
        JOIN "LocalMessage" m ON m.workspace = mine.workspace AND m.channel = mine.channel AND m.seq > mine."readTo"
        WHERE mine.workspace = ${workspace} AND mine.person = ${who}
          AND m.thread IS NULL AND m.author IS DISTINCT FROM ${who} AND coalesce(m.audience, ${who}) = ${who}
        GROUP BY m.channel`;
      const counts = new Map(unread.map((row) => [row.channel, row.count]));
      return rows.map(({ room, readTo }) => ({
        id: room.id,
        kind: code(ROOMS, room.kind),
        name: room.name,
        topic: pairOf(room.topic),
        unread: counts.get(room.id) ?? 0,
        readTo,
      }));
    },

    async membersOf(room: string): Promise<readonly string[]> {
      const where = { workspace, channel: room };
      const rows = await prisma.localMember.findMany({ where, orderBy: { person: 'asc' } });
      return rows.map((row) => row.person);
    },

    /** Never moves back: two windows of one person may report in any order. */
    async markRead(read: { person: string; channel: string; seq: number }): Promise<void> {
      const { person: who, channel: room, seq } = read;
      const where = { workspace, channel: room, person: who, readTo: { lt: seq } };
      await prisma.localMember.updateMany({ where, data: { readTo: seq } });
    },
  };
}

function personOf({ workspace: _, position: __, locale, kind, title, team, ...row }: PersonRow): Person {
  const words = { title: pairOf(title) ?? { en: '', zh: '' }, team: pairOf(team) };
  return { ...row, locale: code(LOCALES, locale), kind: code(KINDS, kind), ...words };
}

/** `ensurePerson` and `ensureChannel` are the only writers of these columns. */
function pairOf(json: Prisma.JsonValue): Pair | null {
  return json as Pair | null;
}
