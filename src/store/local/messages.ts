import { v7 as uuid } from 'uuid';
import type { LocalMessage as MessageRow, Prisma, PrismaClient } from '../generated/client.ts';

type NewMessage = {
  channel: string;
  thread: string | null;
  author: string | null;
  audience: string | null;
  key: string | null;
  body: object;
  at: Date;
  files: readonly { name: string; bytes: Uint8Array }[];
};
type PageOfMessages = {
  person: string;
  channel: string;
  thread: string | null;
  after?: number;
  before?: number;
  limit: number;
};
type Replies = { root: string; count: number; last_at: Date; authors: (string | null)[] };
type RowWithFiles = MessageRow & { files: readonly { name: string; size: number }[] };

const withFiles = { files: { select: { name: true, size: true }, orderBy: { position: 'asc' } } } as const;

/** What was said, in order of saying (`seq`) and of change (`revision`). A person sees what is meant for all or for them. */
export function createLocalMessages(prisma: PrismaClient, workspace: string) {
  const key = (id: string) => ({ workspace_id: { workspace, id } });
  const visibleTo = (person: string) => ({ OR: [{ audience: null }, { audience: person }] });

  /** Handed out under the workspace row's lock, so that a reader who saw one revision has missed none before it. */
  async function nextRevision(tx: Prisma.TransactionClient): Promise<number> {
    const data = { revision: { increment: 1 } };
    return (await tx.localWorkspace.update({ where: { id: workspace }, data })).revision;
  }

  /** False: there is no such message. */
  async function change(id: string, facts: Prisma.LocalMessageUncheckedUpdateManyInput): Promise<boolean> {
    return prisma.$transaction(async (tx) => {
      const data = { ...facts, revision: await nextRevision(tx) };
      const { count } = await tx.localMessage.updateMany({ where: { workspace, id }, data });
      return count > 0;
    });
  }

  async function message(id: string) {
    const row = await prisma.localMessage.findUnique({ where: key(id), include: withFiles });
    return row && messageOf(row);
  }

  return {
    /** The same key posts once: a second post returns the first message, whatever it carries. */
    async post({ files, ...facts }: NewMessage) {
      return prisma.$transaction(async (tx) => {
        // Taken first: whoever posts the same key waits here and then finds the row.
        const revision = await nextRevision(tx);
        if (facts.key !== null) {
          const where = { workspace_key: { workspace, key: facts.key } };
          const first = await tx.localMessage.findUnique({ where, include: withFiles });
          if (first) return messageOf(first);
        }
        const data = { workspace, id: uuid(), ...facts, seq: revision, revision };
        const row = await tx.localMessage.create({ data });
        const fileRows = files.map(({ name, bytes }, position) => {
          const content = new Uint8Array(bytes);
          return { workspace, message: row.id, position, name, size: content.byteLength, bytes: content };
        });
        await tx.localFile.createMany({ data: fileRows });
        return messageOf({ ...row, files: fileRows.map(({ name, size }) => ({ name, size })) });
      });
    },

    async replace({ message: id, body, at }: { message: string; body: object; at: Date }) {
      return (await change(id, { body, editedAt: at })) ? message(id) : null;
    },

    async reveal(id: string): Promise<void> {
      await change(id, { audience: null });
    },

    message,

    async messages({ person, channel, thread, after, before, limit }: PageOfMessages) {
      const seq = { ...(after !== undefined && { gt: after }), ...(before !== undefined && { lt: before }) };
      const rows = await prisma.localMessage.findMany({
        where: { workspace, channel, thread, seq, ...visibleTo(person) },
        orderBy: { seq: after === undefined ? 'desc' : 'asc' },
        take: limit,
        include: withFiles,
      });
      const page = rows.map(messageOf);
      return after === undefined ? page.reverse() : page;
    },

    async threads(person: string, roots: readonly string[]) {
      const rows = await prisma.$queryRaw<Replies[]>`
        SELECT thread AS root, count(*)::int AS count, max(at) AS last_at, array_agg(DISTINCT author) AS authors
        FROM "LocalMessage"
        WHERE workspace = ${workspace} AND thread = ANY(${[...roots]}) AND coalesce(audience, ${person}) = ${person}
        GROUP BY thread`;
      return rows.map(({ root, count, last_at, authors }) => ({ root, count, lastAt: last_at, authors }));
    },

    async file(id: string, position: number) {
      const where = { workspace_message_position: { workspace, message: id, position } };
      return prisma.localFile.findUnique({ where, select: { name: true, bytes: true } });
    },

    /** The workspace's last change. */
    async revision(): Promise<number> {
      const row = await prisma.localWorkspace.findUnique({ where: { id: workspace } });
      return row?.revision ?? 0;
    },

    /** What changed for a person after a revision, in order of change. */
    async changes(since: { person: string; revision: number; limit: number }) {
      const { person, revision, limit } = since;
      const rows = await prisma.localMessage.findMany({
        where: {
          workspace,
          revision: { gt: revision },
          room: { members: { some: { person } } },
          ...visibleTo(person),
        },
        orderBy: { revision: 'asc' },
        take: limit,
        include: withFiles,
      });
      return rows.map(messageOf);
    },
  };
}

function messageOf({ workspace: _, ...message }: RowWithFiles) {
  return message;
}
