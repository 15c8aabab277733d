// The other end of Socket Mode: hands out an address, takes one WebSocket at a time, sends envelopes and remembers what
// was acknowledged. Only what the bot uses of RFC 6455: text frames in one piece, ping, close.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { listening } from './slack-api.ts';

export type SocketServer = Awaited<ReturnType<typeof socketServer>>;

export async function socketServer() {
  const open = new Set<Duplex>();
  const acknowledged = new Map<string, unknown>();
  const waiting: (() => void)[] = [];
  const tokens: string[] = [];
  let connections = 0;
  let envelopes = 0;

  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? '');
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url: `${url.replace('http', 'ws')}/link` }));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    );
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => open.delete(socket));
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      for (let frame = frameIn(rest); frame !== null; frame = frameIn(rest)) {
        rest = rest.subarray(frame.length);
        if (frame.opcode === 8) socket.end(frameOf(8, Buffer.alloc(0)));
        if (frame.opcode === 9) socket.write(frameOf(10, frame.payload));
        if (frame.opcode === 1) heard(JSON.parse(frame.payload.toString()) as Acknowledgement);
      }
    });
    say(socket, { type: 'hello', num_connections: 1 });
    for (const wake of waiting.splice(0)) wake();
  });
  const url = await listening(server);

  function heard({ envelope_id: id, payload }: Acknowledgement): void {
    acknowledged.set(id, payload);
    for (const wake of waiting.splice(0)) wake();
  }
  const say = (socket: Duplex, body: object): void => {
    socket.write(frameOf(1, Buffer.from(JSON.stringify(body))));
  };

  /** Resolves when it holds; the test's own time limit ends what never does. */
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  return {
    url: `${url}/api/`,
    tokens,
    connections: (): number => connections,
    connected: (times: number): Promise<void> => until(() => connections >= times && open.size > 0),
    /** Delivers a payload and gives what it was acknowledged with. */
    async deliver(type: 'events_api' | 'slash_commands' | 'interactive', payload: object): Promise<unknown> {
      envelopes += 1;
      const id = `envelope-${envelopes}`;
      for (const socket of open)
        say(socket, { type, envelope_id: id, payload, accepts_response_payload: type !== 'events_api' });
      await until(() => acknowledged.has(id));
      return acknowledged.get(id);
    },
    /** Slack sends one elsewhere every few hours. */
    refresh(): void {
      for (const socket of open) say(socket, { type: 'disconnect', reason: 'refresh_requested' });
    },
    /** Cuts the line without a word. */
    cut(): void {
      for (const socket of open) socket.destroy();
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Acknowledgement = { envelope_id: string; payload?: unknown };

function frameOf(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, payload]);
}

/** The first whole frame, as clients send it: masked. */
function frameIn(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 127;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + extra + 4) return null;
  const size = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const start = 2 + extra + 4;
  if (bytes.length < start + size) return null;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + size)).map(
    (byte, index) => byte ^ (mask[index % 4] ?? 0),
  );
  return { opcode: (bytes[0] ?? 0) & 15, payload: Buffer.from(payload), length: start + size };
}
