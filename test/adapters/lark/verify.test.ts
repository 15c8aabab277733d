import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReplays } from '../../../src/adapters/lark/replays.ts';
import { verify } from '../../../src/adapters/lark/verify.ts';
import { APP } from '../../support/fake-lark/platform.ts';
import { type Signed, seal, sealedAndSigned, sign } from '../../support/fake-lark/seal.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const app = { appId: APP.appId, encryptKey: APP.encryptKey, verificationToken: APP.verificationToken };
const header = {
  event_id: 'ev_1',
  token: APP.verificationToken,
  app_id: APP.appId,
  event_type: 'im.message.receive_v1',
};
const event = { schema: '2.0', header, event: { message: { content: '新商机 远景 48万' } } };
const challenge = { challenge: 'ajls384kdjx98XX', token: APP.verificationToken, type: 'url_verification' };

const decided = ({ headers, body }: { headers: Signed['headers']; body: string | Uint8Array }) =>
  verify({ headers, raw: Buffer.from(body), now: NOW }, app);
const sealedBody = (payload: unknown, key: string = APP.encryptKey) =>
  JSON.stringify({ encrypt: seal(JSON.stringify(payload), key) });

test('what the platform signs and seals is accepted', () => {
  const signed = sealedAndSigned(event, { encryptKey: APP.encryptKey, at: NOW });
  expect(decided(signed)).toMatchObject({ kind: 'event', body: event });
  for (const skew of [-300, 300]) {
    const at = new Date(NOW.getTime() + skew * 1000);
    expect(decided(sealedAndSigned(event, { encryptKey: APP.encryptKey, at })).kind).toBe('event');
  }
});

test('a challenge is answered only when it is sealed with our key and names our token', () => {
  expect(decided({ headers: {}, body: sealedBody(challenge) })).toMatchObject({
    kind: 'challenge',
    challenge: challenge.challenge,
  });
  expect(decided({ headers: {}, body: JSON.stringify(challenge) })).toMatchObject({ status: 401 });
  expect(decided({ headers: {}, body: sealedBody({ ...challenge, token: 'guessed' }) })).toMatchObject({
    status: 403,
  });
  expect(decided({ headers: {}, body: sealedBody(challenge, 'another key') })).toMatchObject({ status: 401 });
  expect(decided(sealedAndSigned(challenge, { encryptKey: APP.encryptKey, at: NOW })).kind).toBe('challenge');
  expect(decided(sealedAndSigned(challenge, { encryptKey: APP.encryptKey, at: new Date(0) })).kind).toBe(
    'refused',
  );
});

test('an event without a signature is nobody’s, also when it is sealed', () => {
  expect(decided({ headers: {}, body: sealedBody(event) })).toMatchObject({
    status: 401,
    reason: 'unsigned',
  });
});

test('signed for another app, or with another token, is refused', () => {
  const other = { ...event, header: { ...header, app_id: 'cli_ffffffffffffffff' } };
  expect(decided(sealedAndSigned(other, { encryptKey: APP.encryptKey, at: NOW }))).toMatchObject({
    status: 403,
    reason: 'app',
  });
  const token = { ...event, header: { ...header, token: 'guessed' } };
  expect(decided(sealedAndSigned(token, { encryptKey: APP.encryptKey, at: NOW }))).toMatchObject({
    status: 403,
    reason: 'token',
  });
});

test('a plain body is refused although its signature is right, and so is what cannot be read', () => {
  expect(decided(sign(JSON.stringify(event), { encryptKey: APP.encryptKey, at: NOW }))).toMatchObject({
    status: 400,
  });
  // What crashed the SDK's own challenge handling.
  expect(decided(sign('{"encrypt":"AAAA"}', { encryptKey: APP.encryptKey, at: NOW }))).toMatchObject({
    status: 400,
  });
  expect(decided({ headers: {}, body: '{"encrypt":"AAAA"}' })).toMatchObject({ status: 401 });
});

const good = sealedAndSigned(event, { encryptKey: APP.encryptKey, at: NOW });
const goodBody = Buffer.from(good.body);
const sealedChallenge = Buffer.from(sealedBody(challenge));

const someByte = fc.integer({ min: 1, max: 255 });
const position = fc.nat({ max: 100_000 });
const names = fc.constantFrom('x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature');
const key = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => one !== APP.encryptKey);

const flipped = (bytes: Buffer, at: number, by: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at % copy.length) ^ by, at % copy.length);
  return copy;
};

/** Everything that is not exactly what the platform sends. */
const tampered = fc.oneof(
  fc.tuple(position, someByte).map(([at, by]) => ({ ...good, body: flipped(goodBody, at, by) })),
  position.map((at) => ({ ...good, body: goodBody.subarray(0, at % goodBody.length) })),
  fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((more) => ({ ...good, body: Buffer.concat([goodBody, more]) })),
  names.map((name) => ({ ...good, headers: { ...good.headers, [name]: '' } })),
  fc.tuple(names, position, fc.constantFrom('0', 'f', 'x', ' ')).map(([name, at, letter]) => {
    const value = good.headers[name] ?? '';
    const cut = at % value.length;
    const changed = value.slice(0, cut) + letter + value.slice(cut + 1);
    return { ...good, headers: { ...good.headers, [name]: changed === value ? `${value}0` : changed } };
  }),
  // Past the first block: what is changed in that one changes the echoed text only.
  fc.tuple(position, someByte).map(([at, by]) => ({
    headers: {},
    body: flipped(sealedChallenge, 40 + (at % (sealedChallenge.length - 40)), by),
  })),
);
const forged = fc.oneof(
  fc
    .tuple(key, fc.boolean())
    .map(([other, both]) =>
      sign(sealedBody(event, both ? other : APP.encryptKey), { encryptKey: other, at: NOW }),
    ),
  fc
    .integer({ min: 301, max: 10_000_000 })
    .chain((off) =>
      fc
        .constantFrom(off, -off)
        .map((skew) =>
          sealedAndSigned(event, { encryptKey: APP.encryptKey, at: new Date(NOW.getTime() + skew * 1000) }),
        ),
    ),
  fc
    .tuple(fc.uint8Array({ maxLength: 200 }), fc.dictionary(names, fc.string({ maxLength: 40 })))
    .map(([body, headers]) => ({ headers, body: Buffer.from(body) })),
  fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => sign(JSON.stringify(value) ?? '', { encryptKey: APP.encryptKey, at: NOW })),
  fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => sealedAndSigned(value, { encryptKey: APP.encryptKey, at: NOW })),
);
/** Forging, with its encryption, takes most of the time. */
const bad = fc.oneof({ weight: 6, arbitrary: tampered }, { weight: 1, arbitrary: forged });

test('of 100,000 forged, stale, truncated and mutated webhooks none is accepted and none throws', () => {
  let refused = 0;
  fc.assert(
    fc.property(bad, (request) => {
      const verdict = decided(request);
      if (verdict.kind !== 'refused') return isSame(request, verdict);
      refused += 1;
      return [400, 401, 403].includes(verdict.status);
    }),
    { numRuns: 100_000 },
  );
  expect(refused).toBeGreaterThan(98_000);
}, 60_000);

/** Base64 has bits that mean nothing, and a seal without a signature says the same then: only that is let through. */
const isSame = (request: { headers: Record<string, string> }, verdict: ReturnType<typeof verify>): boolean =>
  Object.keys(request.headers).length === 0 &&
  verdict.kind === 'challenge' &&
  verdict.challenge === challenge.challenge;

test('a replay is refused within the window of its signature, and what failed may come again', () => {
  const replays = createReplays();
  const start = NOW.getTime();
  expect(replays.accept('a', start)).toBe(true);
  expect(replays.accept('a', start + 599_000)).toBe(false);
  replays.forget('a');
  expect(replays.accept('a', start + 599_001)).toBe(true);
  expect(replays.accept('b', start + 1_300_000)).toBe(true);
  expect(replays.accept('a', start + 1_300_000)).toBe(true);
});
