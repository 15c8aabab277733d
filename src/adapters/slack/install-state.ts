import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Slack's own states live as long. */
const STATE_MS = 600_000;

/** A secret of a browser's own, kept in its cookie. */
export const newBrowser = (): string => randomBytes(24).toString('base64url');
export const isBrowser = (value: string): boolean => /^[\w-]{32}$/.test(value);

/**
 * The state of an installation: an id, when it ends, and a signature over both and the browser it began in. Nothing is
 * kept until it comes back, so asking for states fills no table.
 */
export function newState(secret: string, { browser, now }: { browser: string; now: Date }): string {
  const id = randomBytes(16).toString('base64url');
  const ends = String(now.getTime() + STATE_MS);
  return [id, ends, signed(secret, [id, ends, browser])].join('.');
}

/** The id of a state that this browser began and that is not over; null for any other. */
export function stateIn(
  secret: string,
  { state, browser, now }: { state: string; browser: string; now: Date },
): { id: string; expiresAt: Date } | null {
  const [id = '', ends = '', given = ''] = state.split('.');
  const expected = Buffer.from(signed(secret, [id, ends, browser]));
  const said = Buffer.from(given);
  if (said.length !== expected.length || !timingSafeEqual(said, expected)) return null;
  const expiresAt = new Date(Number(ends));
  return expiresAt > now ? { id, expiresAt } : null;
}

const signed = (secret: string, parts: readonly string[]): string =>
  createHmac('sha256', secret).update(parts.join('.')).digest('base64url');
