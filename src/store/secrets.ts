import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What must not be readable in the database or a copy of it. */
export type Secrets = {
  /** `about` names the place where the secret is kept: put anywhere else it cannot be opened. */
  seal(plain: string, about: string): string;
  /** Throws SecretUnreadable. */
  open(sealed: string, about: string): string;
};

/** No key opens it: SECRETS_KEY is another one, or somebody changed what was kept. Says nothing of the secret. */
export class SecretUnreadable extends Error {
  constructor() {
    super('a secret cannot be opened with SECRETS_KEY');
    this.name = 'SecretUnreadable';
  }
}

const CIPHER = 'aes-256-gcm';
/** Bytes of the nonce and the tag that NIST SP 800-38D recommends. */
const NONCE = 12;
const TAG = 16;

/** SECRETS_KEY: base64 of 32 bytes. Several, with commas: the first one seals, all of them open. Null for anything else. */
export function secretKeys(value: string): readonly Buffer[] | null {
  const keys = value.split(',').map((one) => Buffer.from(one.trim(), 'base64'));
  return keys.every((key) => key.length === 32) ? keys : null;
}

/**
 * AES-256-GCM. A sealed secret is `v1.key.nonce.body`: the key's id tells which key opens it, so that a new key can be
 * put before the old one and everything is sealed anew as it is written.
 */
export function secretsOf(keys: readonly Buffer[]): Secrets {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [current] = byId;
  if (current === undefined) throw new Error('there is no key to seal secrets with');
  const [id, key] = current;
  return {
    seal(plain, about) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['v1', id, nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed, about) {
      const [version, by = '', nonce = '', body = ''] = sealed.split('.');
      const opener = byId.get(by);
      const bytes = Buffer.from(body, 'base64url');
      if (version !== 'v1' || opener === undefined || bytes.length < TAG) throw new SecretUnreadable();
      try {
        const decipher = createDecipheriv(CIPHER, opener, Buffer.from(nonce, 'base64url'))
          .setAAD(Buffer.from(about))
          .setAuthTag(bytes.subarray(-TAG));
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]).toString('utf8');
      } catch {
        throw new SecretUnreadable();
      }
    },
  };
}

/** Names a key without telling anything of it. */
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);
