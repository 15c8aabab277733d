// The server's half of RFC 6455, as far as binary messages and their end need it.

import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export type Connection = { send(bytes: Uint8Array): void; close(): void; drop(): void };
type On = { message(bytes: Buffer): void; closed(): void };

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export function accept(request: IncomingMessage, socket: Duplex, on: On): Connection {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
  let held = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    for (let frame = read(held); frame !== null; frame = read(held)) {
      held = held.subarray(frame.size);
      if (frame.opcode === 8) socket.end(Buffer.from([0x88, 0]));
      else if (frame.opcode === 9) socket.write(header(10, frame.payload.length, frame.payload));
      else if (frame.opcode === 2 || frame.opcode === 1) on.message(frame.payload);
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => on.closed());
  return {
    send: (bytes) => socket.write(header(2, bytes.length, bytes)),
    close: () => socket.end(Buffer.from([0x88, 0])),
    drop: () => socket.destroy(),
  };
}

type Frame = { opcode: number; payload: Buffer; size: number };

/** One whole frame from the beginning of the bytes, unmasked; null while some of it is missing. */
function read(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null;
  const opcode = bytes.readUInt8(0) & 15;
  const second = bytes.readUInt8(1);
  const short = second & 127;
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = second >= 128;
  const start = 2 + wide + (masked ? 4 : 0);
  if (bytes.length < start) return null;
  const length = wide === 2 ? bytes.readUInt16BE(2) : wide === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < start + length) return null;
  const payload = Buffer.from(bytes.subarray(start, start + length));
  if (masked) {
    const mask = bytes.subarray(start - 4, start);
    for (let at = 0; at < length; at += 1)
      payload.writeUInt8(payload.readUInt8(at) ^ mask.readUInt8(at % 4), at);
  }
  return { opcode, payload, size: start + length };
}

function header(opcode: number, length: number, payload: Uint8Array): Buffer {
  const size = length < 126 ? Buffer.from([length]) : length < 65_536 ? Buffer.alloc(3) : Buffer.alloc(9);
  if (size.length === 3) {
    size.writeUInt8(126);
    size.writeUInt16BE(length, 1);
  } else if (size.length === 9) {
    size.writeUInt8(127);
    size.writeBigUInt64BE(BigInt(length), 1);
  }
  return Buffer.concat([Buffer.from([0x80 | opcode]), size, payload]);
}
