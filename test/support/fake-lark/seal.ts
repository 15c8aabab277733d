// How the platform signs and encrypts what it sends to a webhook, written from its documentation.

import { createCipheriv, createHash, randomBytes } from 'node:crypto';

export type Signed = { headers: Record<string, string>; body: string };

export function seal(text: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

export function sign(
  body: string,
  {
    encryptKey,
    at,
    nonce = randomBytes(8).toString('hex'),
  }: { encryptKey: string; at: Date; nonce?: string },
): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHash('sha256')
    .update(timestamp + nonce + encryptKey + body)
    .digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  };
}

export const sealedAndSigned = (payload: unknown, on: { encryptKey: string; at: Date }): Signed =>
  sign(JSON.stringify({ encrypt: seal(JSON.stringify(payload), on.encryptKey) }), on);
