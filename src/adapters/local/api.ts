import type { Option } from '../../chat/form.ts';
import type { Message, Reply } from '../../chat/message.ts';
import type { Locale } from '../../domain/people.ts';
import type { MenuItem, Pair } from './ports.ts';

/** The shapes of the JSON API under /local/api. The page is written against them; README.md says them in prose. */

export type PersonView = { id: string; name: string; locale: Locale; title: Pair; team: Pair | null };

export type PeopleView = { people: readonly PersonView[] };

export type ChannelView = {
  id: string;
  kind: 'room' | 'direct';
  name: string;
  topic: Pair | null;
  /** Messages of others, outside threads, that `as` has not seen. */
  unread: number;
  /** The `seq` of the last message seen. */
  readTo: number;
  members: readonly string[];
};

/** `revision` is where the events of `as` go on from. */
export type ChannelsView = { channels: readonly ChannelView[]; revision: number };

export type ThreadView = { count: number; lastAt: string; authors: readonly (string | null)[] };

export type MessageView = {
  id: string;
  channel: string;
  thread: string | null;
  /** Null is the bot. */
  author: string | null;
  /** The `id` that its author said it with, when one was given. */
  said: string | null;
  /** Only the asker sees it. */
  private: boolean;
  seq: number;
  revision: number;
  /** ISO instant. */
  at: string;
  editedAt: string | null;
  body: Message;
  /** Of the card's pictures, in the order in which their addresses count them; in CSS pixels. */
  pictures: readonly PictureView[];
  files: readonly { name: string; size: number }[];
  /** Of a root with replies. */
  replies: ThreadView | null;
};

export type PictureView = Readonly<Record<'wide' | 'narrow', { width: number; height: number }>>;

/** `root` is what the thread is under, when a thread was asked for. */
export type MessagesView = { messages: readonly MessageView[]; more: boolean; root: MessageView | null };

/** A live event: the message, and what its thread's root now counts. */
export type MessageEvent = { message: MessageView; root: { id: string; replies: ThreadView } | null };

/** `now` is an ISO instant, `zone` an IANA name. */
export type ClockView = { now: string; zone: string };

/** The same verb in both languages. */
export type MenuView = { items: readonly { en: MenuItem; zh: MenuItem }[] };

export type SuggestView = { options: readonly Option[] };

/**
 * What became of something said: the person's own message (of `say`), the bot's messages posted or replaced, and the
 * reply itself, which carries the form to open. `reply` is null when the bot had nothing to say.
 */
export type HeardView = { said: MessageView | null; posted: MessageView | null; reply: Reply | null };

export type ErrorView = { error: { code: string; text: string } };
