import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SecretUnreadable, secretKeys, secretsOf } from '../../src/store/secrets.ts';

const KEY = Buffer.alloc(32, 1);
const NEWER = Buffer.alloc(32, 2);
const ABOUT = 'installation:slack:T1:token';

describe('a secret', () => {
  test('comes back as it was, and is never the same twice', () => {
    const secrets = secretsOf([KEY]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        const whole = Buffer.from(plain).toString();
        const sealed = secrets.seal(whole, ABOUT);
        expect(secrets.open(sealed, ABOUT)).toBe(whole);
        expect(secrets.seal(whole, ABOUT)).not.toBe(sealed);
      }),
    );
  });

  test('is not in what is kept', () => {
    const sealed = secretsOf([KEY]).seal('xoxb-123', ABOUT);
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('xoxb');
  });

  test('opens nowhere else, with no other key, and not when a single bit was changed', () => {
    const secrets = secretsOf([KEY]);
    const sealed = secrets.seal('xoxb-123', ABOUT);
    expect(() => secrets.open(sealed, 'installation:slack:T2:token')).toThrow(SecretUnreadable);
    expect(() => secretsOf([NEWER]).open(sealed, ABOUT)).toThrow(SecretUnreadable);
    const [version, key, nonce, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const whole = [version, key, nonce, changed.toString('base64url')].join('.');
      expect(() => secrets.open(whole, ABOUT)).toThrow(SecretUnreadable);
    }
    for (const junk of ['', 'v1', 'v1.a.b.c', sealed.replace('v1', 'v2'), `${sealed.slice(0, 40)}`])
      expect(() => secrets.open(junk, ABOUT)).toThrow(SecretUnreadable);
  });

  test('of an older key is opened while that key is still there', () => {
    const sealed = secretsOf([KEY]).seal('xoxb-123', ABOUT);
    const turned = secretsOf([NEWER, KEY]);
    expect(turned.open(sealed, ABOUT)).toBe('xoxb-123');
    expect(secretsOf([NEWER]).open(turned.seal('xoxb-123', ABOUT), ABOUT)).toBe('xoxb-123');
  });
});

describe('SECRETS_KEY', () => {
  test('is 32 bytes, once or several times', () => {
    const one = randomBytes(32).toString('base64');
    const two = randomBytes(32).toString('base64');
    expect(secretKeys(one)?.length).toBe(1);
    expect(secretKeys(`${one}, ${two}`)?.map((key) => key.toString('base64'))).toEqual([one, two]);
    for (const bad of ['', 'secret', randomBytes(16).toString('base64'), `${one},x`, `${one},`])
      expect(secretKeys(bad), bad).toBeNull();
  });
});
