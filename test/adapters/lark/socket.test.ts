import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventType } from '../../../src/adapters/lark/events.ts';
import { createSocket, type Socket } from '../../../src/adapters/lark/socket.ts';
import { APP, type FakeLark, openFakeLark } from '../../support/fake-lark/platform.ts';

let lark: FakeLark;
let sockets: Socket[] = [];
let heard: { by: number; type: EventType }[] = [];
let logged: { fields: object; message: string }[] = [];
let receive: () => Promise<object> = async () => ({});

beforeEach(async () => {
  lark = await openFakeLark({ now: () => new Date('2026-11-21T02:00:00Z'), ackMs: 1000 });
  lark.user('ou_li');
  sockets = [];
  heard = [];
  logged = [];
  receive = async () => ({});
});
afterEach(async () => {
  for (const one of sockets) await one.stop();
  await lark.close();
});

async function connected(): Promise<void> {
  const before = lark.connection.pings();
  await replica();
  // The client pings as soon as it is open, and listens from then on.
  await until(() => lark.connection.pings() > before);
}

async function replica(settings: Partial<typeof APP> = {}, pongSeconds = 30): Promise<void> {
  const by = sockets.length;
  const log = (fields: object, message: string) => void logged.push({ fields, message });
  const socket = createSocket({
    settings: { ...APP, ...settings, domain: lark.url },
    receive: async (type) => {
      heard.push({ by, type });
      return receive();
    },
    wait: async (ms) => void (await pause(ms / 100, undefined, { ref: false })),
    pongSeconds,
    log: { info: log, warn: log, error: log },
  });
  sockets.push(socket);
  await socket.start();
}

/** Waits for something that is bound to happen; the test's own time limit ends a wait in vain. */
async function until(true_: () => boolean): Promise<void> {
  while (!true_()) await pause(20);
}

test('an event is acknowledged after it was handled, with what the handler gave', async () => {
  await connected();
  receive = async () => ({ toast: { type: 'info', content: '好' } });
  const { outcome } = await lark.say('ou_li', '你好');
  expect(outcome).toEqual({ status: 200, body: { toast: { type: 'info', content: '好' } } });
  expect(heard).toEqual([{ by: 0, type: 'im.message.receive_v1' }]);
});

test('an event in pieces is put together', async () => {
  await connected();
  const { outcome } = await lark.say('ou_li', '长'.repeat(500), { fragments: 5 });
  expect(outcome.status).toBe(200);
});

test('what failed is not acknowledged, and is heard when it is brought again', async () => {
  await connected();
  receive = async () => {
    throw new Error('the database is away');
  };
  const { outcome } = await lark.say('ou_li', '你好');
  expect(outcome.status).toBe(500);
  receive = async () => ({});
  for (const one of lark.sending.waiting) one.due = 0;
  expect(await lark.redeliver()).toMatchObject([{ status: 200 }]);
});

test('each event goes to one of several replicas', async () => {
  await connected();
  await connected();
  for (let each = 0; each < 6; each += 1) await lark.say('ou_li', '你好');
  expect(heard).toHaveLength(6);
  expect(new Set(heard.map((one) => one.by))).toEqual(new Set([0, 1]));
});

test('a connection that breaks is made again, and events are heard on it', async () => {
  await connected();
  lark.connection.drop();
  await until(() => logged.some((one) => one.message === 'lark connected again'));
  expect((await lark.say('ou_li', '你好')).outcome.status).toBe(200);
  expect(lark.connection.connections()).toBe(1);
});

test('a connection on which nothing is heard any more is given up and made again', async () => {
  lark.connection.deafen();
  await replica({}, 1);
  await until(() => logged.some((one) => one.message === 'lark connected again'));
});

test('a refusal is told, without the secret, and tried again at leisure', async () => {
  await replica({ appSecret: 'wrong-secret' as typeof APP.appSecret });
  await until(() => logged.some((one) => one.message === 'lark refuses the long connection'));
  expect(JSON.stringify(logged)).not.toContain('wrong-secret');
  expect(logged.find((one) => one.message === 'lark refuses the long connection')?.fields).toEqual({
    code: '514',
  });
  const first = logged.filter((one) => one.message === 'lark refuses the long connection').length;
  await until(
    () => logged.filter((one) => one.message === 'lark refuses the long connection').length > first,
  );
});

test('an app id that the SDK would silently ignore is refused at start', async () => {
  await expect(replica({ appId: 'cli_123' as typeof APP.appId })).rejects.toThrow('LARK_APP_ID');
});
