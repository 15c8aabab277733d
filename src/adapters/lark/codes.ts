import { DeliveryError } from '../../chat/adapter.ts';

/** What the open platform answered: HTTP 200 with a code other than 0 is a refusal too. */
export class LarkError extends Error {
  /** The platform's code, or `http_502`, `timeout`, `unreachable`. */
  readonly code: string;
  /** Milliseconds until the limit that was hit is lifted. */
  readonly resetMs: number | undefined;
  /** The platform's own words, which name the fault of a card. Never shown to people. */
  readonly detail: string;

  constructor(
    code: string,
    { resetMs, detail = '' }: { resetMs?: number | undefined; detail?: string } = {},
  ) {
    super(`lark ${code}`);
    this.code = code;
    this.resetMs = resetMs;
    this.detail = detail;
  }
}

/** The tenant token is no longer good: a new one is fetched, once. When that is refused too, the app was taken away. */
export const TOKEN_INVALID: ReadonlySet<string> = new Set(['99991663', '99991661', '99991668', '99991677']);

/** The app's id or secret is wrong, or the app is disabled or not installed. */
export const TURNED_AWAY: ReadonlySet<string> = new Set([
  '10003',
  '10014',
  '99991543',
  '99991662',
  '99991673',
]);

export const isTurnedAway = (error: unknown): error is LarkError =>
  error instanceof LarkError && TURNED_AWAY.has(error.code);

/** Refused for now: nothing was sent. */
const BUSY = new Set(['99991400', '230020', '11232', '11233', '11247', '99991401']);

/**
 * "Sending messages to users is temporarily unavailable". The documentation does not have it. Where it was reported (2026,
 * many apps) it stayed for as long as one sent to an open_id, and the chat of the same person took the same message.
 */
const FOR_CHAT_ONLY = '230101';

export const isForChatOnly = (error: unknown): boolean =>
  error instanceof LarkError && error.code === FOR_CHAT_ONLY;

/** Neither sent nor refused as far as we know: asked again with the same uuid. 230049: it is being sent. */
const PENDING = new Set(['230049', 'timeout']);

/** The card is not taken as it is; its plain line still may be. */
const BAD_CARD = new Set(['230099', '230025', '200621', '200861', '200550', '200570', '300305', '11310']);

/** The card can no longer be changed where it is: older than 14 days, or edited too often. */
const FROZEN = new Set(['230031', '230072']);

const LOCKED = /card action is lock/i;

/** A card is not changed while its own callback is being answered. */
export const isLocked = (error: unknown): boolean => error instanceof LarkError && LOCKED.test(error.detail);

export const isBadCard = (error: unknown): boolean =>
  error instanceof LarkError && BAD_CARD.has(error.code) && !isLocked(error);

export const isFrozen = (error: unknown): boolean => error instanceof LarkError && FROZEN.has(error.code);

/** May it have been sent although no answer says so? */
export const isPending = (error: unknown): boolean =>
  error instanceof LarkError && (PENDING.has(error.code) || error.code.startsWith('http_5'));

/** What delivery does about a failure: again later, or never, and tell someone. */
export function deliveryError(error: unknown): unknown {
  if (!(error instanceof LarkError)) return error;
  if (isPending(error)) return new DeliveryError('unknown', error.code, error.resetMs);
  const later =
    BUSY.has(error.code) || error.code === 'unreachable' || isForChatOnly(error) || isLocked(error);
  return new DeliveryError(later ? 'later' : 'gone', error.code, error.resetMs);
}
