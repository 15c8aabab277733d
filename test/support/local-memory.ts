import type {
  LocalChannel,
  LocalMessage,
  LocalPerson,
  LocalStore,
  NewMessage,
} from '../../src/adapters/local/ports.ts';

type Kept = LocalMessage & { key: string | null; bytes: readonly Uint8Array[] };

/** The local workspace's tables in memory, for tests of the adapter and the page that need no database. */
export function createMemoryStore(
  people: readonly LocalPerson[],
  rooms: readonly (LocalChannel & { members: readonly string[] })[],
) {
  const channels = new Map<string, LocalChannel>();
  const members = new Map<string, Map<string, number>>();
  const messages: Kept[] = [];
  let revision = 0;

  for (const { members: inRoom, ...room } of rooms) {
    channels.set(room.id, room);
    members.set(room.id, new Map(inRoom.map((person) => [person, 0])));
  }

  for (const { id } of people) {
    channels.set(`direct-${id}`, { id: `direct-${id}`, kind: 'direct', name: 'Stagepost', topic: null });
    members.set(`direct-${id}`, new Map([[id, 0]]));
  }

  const visible = (person: string) => (message: Kept) =>
    message.audience === null || message.audience === person;

  function change(id: string, facts: Partial<Kept>): LocalMessage | null {
    const at = messages.findIndex((message) => message.id === id);
    const found = messages[at];
    if (!found) return null;
    revision += 1;
    const next = { ...found, ...facts, revision };
    messages[at] = next;
    return next;
  }

  const store: LocalStore = {
    people: async () => people,
    person: async (id) => people.find((person) => person.id === id) ?? null,
    direct: async (person) => channels.get(`direct-${person}`) ?? null,
    channel: async (id) => channels.get(id) ?? null,
    async channelsOf(person) {
      return [...channels.values()].flatMap((channel) => {
        const readTo = members.get(channel.id)?.get(person);
        if (readTo === undefined) return [];
        const unread = messages.filter(
          (message) =>
            message.channel === channel.id &&
            message.thread === null &&
            message.author !== person &&
            message.seq > readTo &&
            visible(person)(message),
        ).length;
        return [{ ...channel, unread, readTo }];
      });
    },
    membersOf: async (channel) => [...(members.get(channel)?.keys() ?? [])].sort(),
    async post({ files, key, ...facts }: NewMessage) {
      const first = key === null ? undefined : messages.find((message) => message.key === key);
      if (first) return first;
      revision += 1;
      const kept: Kept = {
        id: `m${revision}`,
        ...facts,
        key,
        seq: revision,
        revision,
        editedAt: null,
        files: files.map(({ name, bytes }) => ({ name, size: bytes.byteLength })),
        bytes: files.map((file) => file.bytes),
      };
      messages.push(kept);
      return kept;
    },
    replace: async ({ message, body, at }) => change(message, { body, editedAt: at }),
    async reveal(message) {
      change(message, { audience: null });
    },
    message: async (id) => messages.find((message) => message.id === id) ?? null,
    async messages({ person, channel, thread, after, before, limit }) {
      const found = messages.filter(
        (message) =>
          message.channel === channel &&
          message.thread === thread &&
          visible(person)(message) &&
          (after === undefined || message.seq > after) &&
          (before === undefined || message.seq < before),
      );
      return after === undefined ? found.slice(-limit) : found.slice(0, limit);
    },
    async threads(person, roots) {
      return roots.flatMap((root) => {
        const replies = messages.filter((message) => message.thread === root && visible(person)(message));
        const last = replies.at(-1);
        const authors = [...new Set(replies.map((reply) => reply.author))];
        return last ? [{ root, count: replies.length, lastAt: last.at, authors }] : [];
      });
    },
    async file(id, position) {
      const message = messages.find((one) => one.id === id);
      const bytes = message?.bytes[position];
      const name = message?.files[position]?.name;
      return bytes && name !== undefined ? { name, bytes } : null;
    },
    async markRead({ person, channel, seq }) {
      const readers = members.get(channel);
      readers?.set(person, Math.max(seq, readers.get(person) ?? 0));
    },
    revision: async () => revision,
    async changes({ person, revision: since, limit }) {
      return messages
        .filter(
          (message) =>
            message.revision > since && visible(person)(message) && members.get(message.channel)?.has(person),
        )
        .sort((a, b) => a.revision - b.revision)
        .slice(0, limit);
    },
  };
  return { store, messages: messages as readonly LocalMessage[] };
}
