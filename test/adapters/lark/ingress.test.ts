import { createServer, request as http } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ingress } from '../../../src/adapters/lark/ingress.ts';
import { APP } from '../../support/fake-lark/platform.ts';
import { seal, sealedAndSigned } from '../../support/fake-lark/seal.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const { encryptKey, verificationToken } = APP;
const payload = (id: string) => ({
  schema: '2.0',
  header: { event_id: id, token: verificationToken, app_id: APP.appId },
  event: {},
});

let port = 0;
let received: unknown[] = [];
let refused: string[] = [];
let fails = false;
let close = async () => {};

beforeEach(async () => {
  received = [];
  refused = [];
  fails = false;
  const route = ingress({
    app: { appId: APP.appId, encryptKey, verificationToken },
    now: () => NOW,
    refused: (reason) => void refused.push(reason),
    log: { info() {}, warn() {}, error() {} },
    async receive(body) {
      if (fails) throw new Error('the database is away');
      received.push(body);
      return { heard: true };
    },
  });
  const server = createServer(async (request, response) => {
    if (!(await route(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

async function post(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}/lark/events`, {
    method: 'POST',
    body: Buffer.from(body),
    headers,
  });
  return { status: response.status, text: await response.text() };
}

test('an event is handed on once: its replay is refused and counted', async () => {
  const { body, headers } = sealedAndSigned(payload('ev_1'), { encryptKey, at: NOW });
  expect(await post(body, headers)).toEqual({ status: 200, text: '{"heard":true}' });
  expect(await post(body, headers)).toEqual({ status: 401, text: '{}' });
  expect(received).toEqual([payload('ev_1')]);
  expect(refused).toEqual(['replayed']);
});

test('what could not be handled is a 500, and the same request may come again', async () => {
  const { body, headers } = sealedAndSigned(payload('ev_1'), { encryptKey, at: NOW });
  fails = true;
  expect((await post(body, headers)).status).toBe(500);
  fails = false;
  expect((await post(body, headers)).status).toBe(200);
});

test('a verified challenge gets its own text back', async () => {
  const sealed = JSON.stringify({
    encrypt: seal(
      JSON.stringify({ challenge: 'abc', token: verificationToken, type: 'url_verification' }),
      encryptKey,
    ),
  });
  expect(await post(sealed)).toEqual({ status: 200, text: '{"challenge":"abc"}' });
  expect((await post('{"challenge":"abc","type":"url_verification"}')).status).toBe(401);
  expect(received).toEqual([]);
});

test('a body over 1 MiB is not read, whether it says so or not', async () => {
  expect((await post('x'.repeat(1024 * 1024 + 1)).catch(() => ({ status: 400 }))).status).toBe(400);
  const status = await new Promise<number>((resolve, reject) => {
    const asking = http({ port, host: '127.0.0.1', path: '/lark/events', method: 'POST' }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(400) : reject(error),
    );
    for (let part = 0; part < 20; part += 1) asking.write('x'.repeat(100_000));
    asking.end();
  });
  expect(status).toBe(400);
  expect(refused).toEqual(['oversized', 'oversized']);
});

test('a body that breaks off leaves the server standing', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('POST /lark/events HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"enc', () =>
        socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  const { body, headers } = sealedAndSigned(payload('ev_2'), { encryptKey, at: NOW });
  expect((await post(body, headers)).status).toBe(200);
});

test('of 500 generated requests over HTTP none is answered 200', async () => {
  const { body, headers } = sealedAndSigned(payload('ev_3'), { encryptKey, at: NOW });
  const mutated = fc.oneof(
    fc.nat(body.length - 1).map((at) => ({ body: Buffer.from(body.slice(0, at)), headers })),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ body: Buffer.from(bytes), headers })),
    fc
      .constantFrom(...Object.keys(headers).slice(1))
      .map((name) => ({ body: Buffer.from(body), headers: { ...headers, [name]: '1' } })),
    fc.json().map((json) => ({ body: Buffer.from(json), headers: {} })),
  );
  await fc.assert(
    fc.asyncProperty(mutated, async (request) => {
      const { status } = await post(request.body, request.headers);
      return [400, 401, 403].includes(status);
    }),
    { numRuns: 500 },
  );
  expect(received).toEqual([]);
  expect(refused).toHaveLength(500);
});
