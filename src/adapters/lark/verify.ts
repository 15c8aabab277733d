import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { jsonIn } from '../../chat/json.ts';
import { LIMITS } from './limits.ts';
import type { Refusal, WebhookSecrets } from './ports.ts';

export type Webhook = {
  /** As they arrived; lower-case names. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  raw: Uint8Array;
  now: Date;
};

export type Verdict =
  /** `id` names this delivery for the replay window. */
  | { kind: 'event'; id: string; body: unknown }
  | { kind: 'challenge'; id: string; challenge: string }
  | { kind: 'refused'; status: 400 | 401 | 403; reason: Refusal };

const refused = (status: 400 | 401 | 403, reason: Refusal): Verdict => ({ kind: 'refused', status, reason });

const Sealed = z.object({ encrypt: z.string().min(1) });
const Challenge = z.object({
  type: z.literal('url_verification'),
  token: z.string(),
  // What comes out of a tampered seal is hardly ever printable.
  challenge: z.string().regex(/^[\x21-\x7e]{1,200}$/),
});
const Event = z.object({
  schema: z.literal('2.0'),
  header: z.looseObject({ token: z.string(), app_id: z.string() }),
});

/**
 * Decides whether a request comes from the platform; nothing in it is believed before. The SDK verifies over a
 * re-serialised body, knows no time window and answers 200 to forgeries.
 *
 * With an encrypt key the platform seals every body, so a plain one is nobody's. It is signed too, but for the
 * challenge of the console, which may carry no signature: that one is known by being sealed with our key and naming our
 * token, and only its own text is given back.
 */
export function verify({ headers, raw, now }: Webhook, app: WebhookSecrets & { appId: string }): Verdict {
  const timestamp = one(headers['x-lark-request-timestamp']);
  const nonce = one(headers['x-lark-request-nonce']);
  const signature = one(headers['x-lark-signature']);
  const signed = timestamp !== undefined && nonce !== undefined && signature !== undefined;
  if (!signed && (timestamp ?? nonce ?? signature) !== undefined) return refused(401, 'unsigned');
  if (signed) {
    if (!isFresh(timestamp, now)) return refused(401, 'stale');
    const hash = createHash('sha256')
      .update(`${timestamp}${nonce}${app.encryptKey}`)
      .update(raw)
      .digest('hex');
    if (!same(hash, signature)) return refused(401, 'signature');
  }
  const sealed = Sealed.safeParse(jsonIn(new TextDecoder().decode(raw)));
  if (!sealed.success) return signed ? refused(400, 'malformed') : refused(401, 'unsigned');
  const opened = unsealed(sealed.data.encrypt, app.encryptKey);
  if (opened === null) return signed ? refused(400, 'undecipherable') : refused(401, 'unsigned');
  const body = jsonIn(opened);

  const id = signed ? `${timestamp}:${nonce}:${signature}` : createHash('sha256').update(raw).digest('hex');
  const challenge = Challenge.safeParse(body);
  if (challenge.success) {
    if (!same(challenge.data.token, app.verificationToken)) return refused(403, 'token');
    return { kind: 'challenge', id, challenge: challenge.data.challenge };
  }
  if (!signed) return refused(401, 'unsigned');
  const event = Event.safeParse(body);
  if (!event.success) return refused(400, 'malformed');
  if (!same(event.data.header.token, app.verificationToken)) return refused(403, 'token');
  if (!same(event.data.header.app_id, app.appId)) return refused(403, 'app');
  return { kind: 'event', id, body };
}

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function isFresh(timestamp: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(now.getTime() - Number(timestamp) * 1000) <= LIMITS.skewMs;
}

/** Takes the same time wherever the two differ; hashing makes them equally long. */
function same(ours: string, theirs: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(ours), digest(theirs));
}

/** AES-256-CBC under the hashed key, the first block being the initial vector; null for what is no such thing. */
function unsealed(encrypted: string, key: string): string | null {
  try {
    const bytes = Buffer.from(encrypted, 'base64');
    const decipher = createDecipheriv(
      'aes-256-cbc',
      createHash('sha256').update(key).digest(),
      bytes.subarray(0, 16),
    );
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
