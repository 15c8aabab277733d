import type { Message } from '../../chat/message.ts';
import type { MessageView, ThreadView } from './api.ts';
import { picturesOf } from './page/pictures.ts';
import type { LocalMessage, LocalPorts, LocalStore, ThreadSummary } from './ports.ts';

/** The body comes back from the store as the JSON that `post` gave it. */
export function bodyOf(message: LocalMessage): Message {
  return message.body as Message;
}

/** Marks that turn the direction of what follows them. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * The bot puts people's words into its own sentences. A mark in them would turn the bot's words too, and with them
 * numbers and names: in what the bot says there are none.
 */
export function legible<M extends Message>(message: M): M {
  const text = JSON.stringify(message);
  const plain = text.replace(TURNS, '');
  return plain === text ? message : JSON.parse(plain);
}

type Viewing = Pick<LocalPorts, 'store' | 'sizeOf'>;

function messageView(
  message: LocalMessage,
  replies: ThreadView | null,
  sizeOf: LocalPorts['sizeOf'],
): MessageView {
  const body = message.author === null ? legible(bodyOf(message)) : bodyOf(message);
  return {
    id: message.id,
    channel: message.channel,
    thread: message.thread,
    author: message.author,
    said: message.author === null ? null : saidId(message.key ?? '', message.author),
    private: message.audience !== null,
    seq: message.seq,
    revision: message.revision,
    at: message.at.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
    body,
    pictures: body.card
      ? picturesOf(body.card).map((one) => ({ wide: sizeOf(one, 'wide'), narrow: sizeOf(one, 'narrow') }))
      : [],
    files: message.files,
    replies,
  };
}

/** The key under which something said is posted. Ids that callers choose are theirs alone. */
export function sayKey(author: string, id: string): string {
  return `say:${author}:${id}`;
}

function saidId(key: string, author: string): string | null {
  const prefix = sayKey(author, '');
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

/** Views of messages as one person sees them, with what their threads hold. */
export async function messageViews(
  { store, sizeOf }: Viewing,
  person: string,
  messages: readonly LocalMessage[],
): Promise<readonly MessageView[]> {
  const roots = messages.filter((message) => message.thread === null).map((message) => message.id);
  const threads = await threadViews(store, person, roots);
  return messages.map((message) => messageView(message, threads.get(message.id) ?? null, sizeOf));
}

export async function threadViews(
  store: LocalStore,
  person: string,
  roots: readonly string[],
): Promise<ReadonlyMap<string, ThreadView>> {
  if (roots.length === 0) return new Map();
  const summaries = await store.threads(person, roots);
  return new Map(summaries.map((summary) => [summary.root, threadView(summary)]));
}

function threadView(summary: ThreadSummary): ThreadView {
  return { count: summary.count, lastAt: summary.lastAt.toISOString(), authors: summary.authors };
}
