import type { CardElement, Picture, Words } from '../../chat/card.ts';
import type { Option } from '../../chat/form.ts';
import type { Input } from '../../chat/input.ts';
import type { Log } from '../../chat/log.ts';
import type { Reply } from '../../chat/message.ts';
import type { Typing } from '../../chat/suggest.ts';
import type { Locale } from '../../domain/people.ts';

/** The bot in one workspace. */
export type Installation = { botToken: string; botId: string; botUserId: string };

/** What is too long for a button, a field or a message and is kept on our side; the button carries its id. */
export type Kept =
  | { kind: 'words'; words: Words }
  /** What a message had no room for, shown in a modal. */
  | { kind: 'rest'; title: string; elements: readonly CardElement[] }
  /** A form that was closed before it was sent, with what was filled in. The body is a view as Slack takes it. */
  | { kind: 'view'; view: unknown };

/** Everything the adapter needs of the rest; main hands it in. */
export type SlackPorts = {
  /** Dispatch: the reply to the asker, already committed; null when there is nothing to say. */
  hear(input: Input): Promise<Reply | null>;
  /**
   * Answers by the outbox, once, under the key `answerKey(input)`: with what `reply` resolves to while this process
   * lives, else with the reply that the commit stored, else by saying that nothing was changed. Throws when whoever
   * said it is not known yet: nobody's outbox holds an answer for them.
   */
  later(input: Input, reply: Promise<Reply | null>): Promise<void>;
  /** Type-ahead of a form's search field. */
  suggest(typing: Omit<Typing, 'platform'>): Promise<readonly Option[]>;
  /** A PNG. */
  draw(picture: Picture): Promise<Uint8Array>;
  /** Is this thread the home of a deal? Plain lines are heard only there. */
  isHome(at: { workspace: string; channel: string; thread: string }): Promise<boolean>;
  /** The language of somebody, or of the organisation when they are not known. */
  localeOf(who: { workspace: string; actor: string }): Promise<Locale>;
  /** Keeps a body for a month and names it with a UUID, which nobody can guess. */
  keep(workspace: string, body: Kept): Promise<string>;
  kept(workspace: string, id: string): Promise<Kept | null>;
  /** Keeps what stands in an open modal, by the modal's id; what was typed last holds. */
  keepDraft(workspace: string, view: string, draft: { state: unknown; at: Date }): Promise<void>;
  /** The state that was kept last, or null. */
  draftOf(workspace: string, view: string): Promise<unknown>;
  /** The bot in a workspace, or null when it is not installed there. */
  installationOf(workspace: string): Promise<Installation | null>;
  /** Somebody pressed something in their Home: it may show something else now. */
  pressedAtHome(who: { workspace: string; actor: string }): Promise<void>;
  now(): Date;
  /** Counts a refused request, for /metrics. */
  refused(reason: Refusal): void;
  log: Log;
};

export type Refusal = 'signature' | 'stale' | 'oversized' | 'malformed' | 'not installed';
