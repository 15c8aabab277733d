import type { CardElement, Picture, Words } from '../../chat/card.ts';
import type { FormControl, Option } from '../../chat/form.ts';
import type { Input, Place } from '../../chat/input.ts';
import type { Log } from '../../chat/log.ts';
import type { Reply } from '../../chat/message.ts';
import type { Typing } from '../../chat/suggest.ts';
import type { Locale } from '../../domain/people.ts';

/** One self-built app. `domain` is feishu, lark or the root URL of an open platform. */
export type LarkSettings = {
  appId: string;
  appSecret: string;
  domain: string;
  events: { by: 'socket' } | ({ by: 'webhook' } & WebhookSecrets);
};

export type WebhookSecrets = { encryptKey: string; verificationToken: string };

/** A form that was sent to its owner's direct chat. The card carries its id only. */
export type FormDraft = {
  kind: 'form';
  /** open_id: nobody else may submit it. */
  owner: string;
  /** The input that asked for it, through all its refills: submitted twice, it is done once. */
  origin: string;
  says: Words;
  controls: Readonly<Record<string, FormControl['kind']>>;
  /** Where it was asked for: the result is shown there. */
  place: Place;
  /** The message that the result answers. */
  anchor: Anchor | null;
};

/** The message that an answer hangs under, and whether people are talking in a thread there. */
export type Anchor = { message: string; threaded: boolean };

/** What is too long or too private for a card and is kept on our side; the card carries its id. */
export type Kept =
  | FormDraft
  | { kind: 'words'; words: Words }
  /** `twin` for those who read the other language of a card in both. */
  | ({ kind: 'rest'; twin?: Rest & { locale: Locale } } & Rest);

/** What a card had no room for. */
export type Rest = { title: string; elements: readonly CardElement[] };

/** Everything the adapter needs of the rest; main hands it in. */
export type LarkPorts = {
  /** Dispatch: the reply to the asker, already committed; null when there is nothing to say. */
  hear(input: Input): Promise<Reply | null>;
  /**
   * Answers by the outbox, once: with what `reply` resolves to while this process lives, else with the reply that the
   * commit stored, else by saying that nothing was changed.
   */
  later(input: Input, reply: Promise<Reply | null>): Promise<void>;
  /** Options of a form's search field. */
  suggest(typing: Omit<Typing, 'platform'>): Promise<readonly Option[]>;
  /** Our id of the person that a picker named; null for somebody the organisation does not know. */
  personOf(who: { workspace: string; external: string }): Promise<string | null>;
  /** The chat in which somebody last spoke to the bot alone; null when they never did. */
  directChat(who: { workspace: string; external: string }): Promise<string | null>;
  /** The language of somebody, or of the organisation when they are not known. */
  localeOf(who: { workspace: string; actor: string }): Promise<Locale>;
  /** Somebody invited the bot, or perhaps another one, into a room: `by` says who and where. */
  invited(by: Input): Promise<void>;
  /** The bot was taken out of a room. */
  dismissed(from: { workspace: string; channel: string }): Promise<void>;
  /** Somebody left the tenant: access ends, their deals open a hand-over. `id` names that for ever. */
  left(who: { workspace: string; external: string; id: string }): Promise<void>;
  /** Keeps a body for a month and names it; ids are unguessable. */
  keep(workspace: string, body: Kept): Promise<string>;
  kept(workspace: string, id: string): Promise<Kept | null>;
  /** A PNG. */
  draw(picture: Picture): Promise<Uint8Array>;
  now(): Date;
  /** Resolves after `ms`. */
  wait(ms: number): Promise<void>;
  /** Counts a refused request, for /metrics. */
  refused(reason: Refusal): void;
  log: Log;
};

export type Refusal =
  | 'oversized'
  | 'unsigned'
  | 'stale'
  | 'signature'
  | 'replayed'
  | 'malformed'
  | 'undecipherable'
  | 'token'
  | 'app';
