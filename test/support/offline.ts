// Fails every test that reaches for another machine, also when the code under test swallows the error.

import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { afterEach, expect } from 'vitest';

const HERE = new Set(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::']);

const reached: string[] = [];

function refuse(target: string): Error {
  reached.push(target);
  return new Error(`a test reached for ${target}: only 127.0.0.1 is there`);
}

/** null for a path (Unix socket). The arguments are those of net.Socket.connect, or that array inside an array. */
function hostOf(args: readonly unknown[]): string | null {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return null;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return null;
  return typeof second === 'string' ? second : 'localhost';
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const host = hostOf(args);
  if (host !== null && !HERE.has(host)) return this.destroy(refuse(host));
  return Reflect.apply(connect, this, args);
};

const names = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse'] as const;

for (const name of names) {
  const byCallback = dns[name];
  Reflect.set(dns, name, (host: string, ...rest: unknown[]) => {
    if (HERE.has(host)) return Reflect.apply(byCallback, dns, [host, ...rest]);
    const error = refuse(host);
    const callback = rest.at(-1);
    if (typeof callback === 'function') process.nextTick(callback, error);
  });
  const byPromise = dns.promises[name];
  Reflect.set(dns.promises, name, async (host: string, ...rest: unknown[]) => {
    if (!HERE.has(host)) throw refuse(host);
    return Reflect.apply(byPromise, dns.promises, [host, ...rest]);
  });
}
syncBuiltinESMExports();

afterEach(() => {
  expect(reached.splice(0), 'machines this test reached for').toEqual([]);
});
