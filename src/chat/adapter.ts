import type { Locale } from '../domain/people.ts';
import type { TroubleKind } from '../domain/trouble.ts';
import type { PostedAt } from './desk.ts';
import type { Platform } from './input.ts';
import type { Message } from './message.ts';

/** Where a message goes. A person is addressed by external id, a room by channel and perhaps thread. */
export type Address =
  | { kind: 'person'; workspace: string; person: string }
  | { kind: 'room'; workspace: string; channel: string; thread?: string };

/** Where a message went, enough to update it or to thread under it. */
export type Receipt = { channel: string; message: string };

export type Outgoing = {
  /** Names this message for ever: a second try with the same key must not post twice. */
  key: string;
  to: Address;
  message: Message;
  locale: Locale;
  /** The same message in the other language, for a shared place of a bilingual platform. */
  twin?: Message;
  /** Set when it may have been posted already, at this time at the earliest: then it must not be posted twice. */
  doubtedSince?: Date;
  /** Aborted when it takes too long; nothing may be posted after that. */
  signal?: AbortSignal;
};

/** What deliver and the composition root need of a platform. */
export type Adapter = {
  platform: Platform;
  /** A message can carry both languages there, and each reader sees theirs. */
  bilingual?: true;
  post(out: Outgoing): Promise<Receipt>;
  /** Replaces a message in place; gives the new receipt where the platform made it post anew. */
  update(receipt: Receipt, out: Outgoing): Promise<Receipt | undefined>;
  /** Where digests are not posted on the minute, when they are. */
  postedAt?: PostedAt;
  /** What somebody has to mend, by the code of a refusal. Of any other code nobody in a chat can mend anything. */
  troubles: ReadonlyMap<string, TroubleKind>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** The code of a message that waits for its turn: no failure, and nothing was sent. */
export const PACED = 'paced';

/**
 * `gone`: the platform refused, and will as long as things are as they are. `later`: it was not posted, and may be after
 * `retryAfter` ms. `unknown`: it may have been posted, and is tried again with `doubtedSince`. `unconfirmed`: it may have
 * been posted, and nobody can find out any more.
 */
export type DeliveryOutcome = 'gone' | 'later' | 'unknown' | 'unconfirmed';

/** The platform did not say that it took the message. */
export class DeliveryError extends Error {
  readonly outcome: DeliveryOutcome;
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(outcome: DeliveryOutcome, code: string, retryAfter?: number) {
    super(code);
    this.outcome = outcome;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
