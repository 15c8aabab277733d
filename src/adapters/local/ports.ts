import type { Picture } from '../../chat/card.ts';
import type { Option } from '../../chat/form.ts';
import type { Input, Place } from '../../chat/input.ts';
import type { Log } from '../../chat/log.ts';
import type { Reply } from '../../chat/message.ts';
import type { Locale } from '../../domain/people.ts';

/** The same words in both languages, for what the workspace itself says about people and rooms. */
export type Pair = { en: string; zh: string };

export type MenuItem = { noun: string; verb: string; line: string; help: string; example: string };

export type PictureSize = 'wide' | 'narrow';

type SuggestQuery = { actor: string; place: Place; line: string; field: string; typed: string };

/** Everything the local workspace needs of the rest; main hands it in. */
export type LocalPorts = {
  /** External id of the local workspace. */
  workspace: string;
  /** Dispatch: the reply to the asker, already committed; null when there is nothing to say. */
  hear(input: Input): Promise<Reply | null>;
  /** Type-ahead of a form's search field. */
  suggest(query: SuggestQuery): Promise<readonly Option[]>;
  /** Every verb, in the same order in both languages. */
  menu(locale: Locale): readonly MenuItem[];
  /** A PNG; 'narrow' is laid out for a phone. */
  draw(picture: Picture, size: PictureSize): Promise<Uint8Array>;
  /** How large it is on the page, before anybody has drawn it. */
  sizeOf(picture: Picture, size: PictureSize): { width: number; height: number };
  /** `advance` moves the clock forward by `ms`, persists it and runs the heartbeat before it resolves. */
  clock: { now(): Date; advance(ms: number): Promise<Date> };
  /** The IANA zone in which the workspace reads "tomorrow 09:00" and shows its clock. */
  zone(): Promise<string>;
  store: LocalStore;
  log: Log;
};

export type LocalPerson = {
  id: string;
  name: string;
  email: string | null;
  locale: Locale;
  zone: string | null;
  kind: 'member' | 'guest';
  title: Pair;
  /** Null: in no team yet. */
  team: Pair | null;
};

export type LocalChannel = { id: string; kind: 'room' | 'direct'; name: string; topic: Pair | null };

export type LocalMessage = {
  id: string;
  channel: string;
  /** The root message of the thread it answers in. */
  thread: string | null;
  /** Null is the bot. */
  author: string | null;
  /** Set: only this person sees it. */
  audience: string | null;
  key: string | null;
  /** Order within the workspace. */
  seq: number;
  /** Order of the last change, for live readers. */
  revision: number;
  /** As given to `post`. */
  body: unknown;
  at: Date;
  editedAt: Date | null;
  files: readonly { name: string; size: number }[];
};

export type NewMessage = {
  channel: string;
  thread: string | null;
  author: string | null;
  audience: string | null;
  /** The same key posts once; a second post returns the first message. */
  key: string | null;
  body: object;
  at: Date;
  files: readonly { name: string; bytes: Uint8Array }[];
};

/** How many replies of a thread a person sees, who wrote them (null: the bot) and when the last came. */
export type ThreadSummary = {
  root: string;
  count: number;
  lastAt: Date;
  authors: readonly (string | null)[];
};

/** One page of a channel, or of a thread in it. At most `limit` messages, in order; the newest when neither bound is given. */
type PageOfMessages = {
  person: string;
  channel: string;
  thread: string | null;
  after?: number;
  before?: number;
  limit: number;
};

/** The local workspace's own tables, bound to one workspace. A person sees only rooms joined and what is not meant for another. */
export type LocalStore = {
  people(): Promise<readonly LocalPerson[]>;
  person(id: string): Promise<LocalPerson | null>;
  /** The conversation with the bot, made on first use; null for an unknown person. */
  direct(person: string): Promise<LocalChannel | null>;
  channel(id: string): Promise<LocalChannel | null>;
  channelsOf(person: string): Promise<readonly (LocalChannel & { unread: number; readTo: number })[]>;
  membersOf(channel: string): Promise<readonly string[]>;

  post(message: NewMessage): Promise<LocalMessage>;
  /** Null: there is no such message. */
  replace(change: { message: string; body: object; at: Date }): Promise<LocalMessage | null>;
  /** Lets everybody in the room see a message that was meant for one. */
  reveal(message: string): Promise<void>;
  message(id: string): Promise<LocalMessage | null>;
  messages(page: PageOfMessages): Promise<readonly LocalMessage[]>;
  threads(person: string, roots: readonly string[]): Promise<readonly ThreadSummary[]>;
  file(message: string, position: number): Promise<{ name: string; bytes: Uint8Array } | null>;
  markRead(read: { person: string; channel: string; seq: number }): Promise<void>;

  /** The workspace's last change. */
  revision(): Promise<number>;
  /** What changed for a person after a revision, in order of change. */
  changes(since: { person: string; revision: number; limit: number }): Promise<readonly LocalMessage[]>;
};
