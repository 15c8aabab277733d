// The long connection's server: where to connect, ping and pong, events to one connection at random, and the
// acknowledgement read back.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { decode, encode } from './frames.ts';
import type { FakeState } from './state.ts';
import { accept, type Connection } from './websocket.ts';

export type Acknowledged = { code: number; data: unknown };

export type LongConnection = {
  /** The answer of POST /callback/ws/endpoint. */
  endpoint(body: { AppID?: unknown; AppSecret?: unknown }, host: string): object;
  upgrade(request: IncomingMessage, socket: Duplex): void;
  /** Null when nobody is connected, or nobody acknowledged in time. */
  send(payload: unknown, options?: { fragments?: number }): Promise<Acknowledged | null>;
  connections(): number;
  pings(): number;
  /** Cuts every connection as a broken network does. */
  drop(): void;
  /** From now on pings are not answered. */
  deafen(): void;
};

const SERVICE = 123;
/** Of one app. */
const MOST_CONNECTIONS = 50;

export function longConnection(state: FakeState, { ackMs }: { ackMs: number }): LongConnection {
  const open = new Set<Connection>();
  const waiting = new Map<string, (ack: Acknowledged) => void>();
  let turn = 0;
  let count = 0;
  let pings = 0;
  let deaf = false;

  function heard(bytes: Buffer, connection: Connection): void {
    const frame = decode(bytes);
    if (frame.method === 'control') {
      pings += 1;
      if (frame.service !== SERVICE) throw new Error(`the client calls itself service ${frame.service}`);
      if (deaf) return;
      const payload = Buffer.from(JSON.stringify(config));
      connection.send(encode({ method: 'control', service: SERVICE, headers: { type: 'pong' }, payload }));
      return;
    }
    const { code, data } = JSON.parse(frame.payload.toString('utf8')) as { code: number; data?: string };
    const id = frame.headers.message_id ?? '';
    waiting.get(id)?.({
      code,
      data: data === undefined ? null : JSON.parse(Buffer.from(data, 'base64').toString('utf8')),
    });
    waiting.delete(id);
  }

  return {
    endpoint(body, host) {
      if (body.AppID !== state.appId || body.AppSecret !== state.appSecret)
        return { code: 514, msg: `auth failed: ${body.AppSecret} is not the secret of ${body.AppID}` };
      if (open.size >= MOST_CONNECTIONS) return { code: 1000040350, msg: 'exceed_conn_limit', data: {} };
      return {
        code: 0,
        msg: '',
        data: {
          URL: `ws://${host}/ws?fpid=1&device_id=7&service_id=${SERVICE}&access_key=k`,
          ClientConfig: config,
        },
      };
    },
    upgrade(request, socket) {
      const connection: Connection = accept(request, socket, {
        message: (bytes) => heard(bytes, connection),
        closed: () => open.delete(connection),
      });
      open.add(connection);
    },
    async send(payload, { fragments = 1 } = {}) {
      const all = [...open];
      turn += 1;
      const connection = all[turn % all.length];
      if (connection === undefined) return null;
      count += 1;
      const id = `frame-${count}`;
      const bytes = Buffer.from(JSON.stringify(payload));
      const size = Math.ceil(bytes.length / fragments);
      const acknowledged = new Promise<Acknowledged | null>((resolve) => {
        waiting.set(id, resolve);
        setTimeout(() => resolve(null), ackMs).unref();
      });
      for (let seq = 0; seq < fragments; seq += 1) {
        const headers = {
          type: 'event',
          message_id: id,
          sum: String(fragments),
          seq: String(seq),
          trace_id: id,
        };
        connection.send(
          encode({
            method: 'data',
            service: SERVICE,
            headers,
            payload: bytes.subarray(seq * size, (seq + 1) * size),
          }),
        );
      }
      return acknowledged;
    },
    connections: () => open.size,
    pings: () => pings,
    drop() {
      for (const one of open) one.drop();
    },
    deafen() {
      deaf = true;
    },
  };
}

/** Seconds; short, so that a test sees a reconnection. */
const config = { PingInterval: 1, ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0 };
