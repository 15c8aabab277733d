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
  locale: 'en' | 'zh';
  /** The same message in the other language, for a shared place of a bilingual platform. */
  twin?: Message;
  /** Which try this is, from 1; a second one looks first whether the first arrived. */
  attempt?: number;
  /** Since when it has waited. */
  since?: Date;
};

/** What deliver and the composition root need of a platform. */
export type Adapter = {
  platform: Platform;
  /** A message can carry both languages there, and each reader sees theirs. */
  bilingual?: true;
  post(out: Outgoing): Promise<Receipt>;
  /** Replaces a message in place; gives the new receipt where the platform made it post anew. */
  update(receipt: Receipt, out: Outgoing): Promise<Receipt | undefined>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** The code of a message that waits for its turn: no failure, and nothing was sent. */
export const PACED = 'paced';

/** The platform refused: `gone` never works again as it is, `later` may (after `retryAfter` ms), `unknown` may have posted. */
export class DeliveryError extends Error {
  readonly outcome: 'gone' | 'later' | 'unknown';
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(outcome: 'gone' | 'later' | 'unknown', code: string, retryAfter?: number) {
    super(code);
    this.outcome = outcome;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
