import iconv from 'iconv-lite';
import type { Encoding } from './table.ts';

export type Decoded = { text: string; encoding: Encoding };

/**
 * Bytes to text without being told the encoding: a byte order mark decides; otherwise valid UTF-8 is UTF-8,
 * what is valid GB18030 is that (Chinese Excel saves .csv so), and the rest is Western European.
 * Null when the bytes are no text at all.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const decoded = byMark(bytes) ?? asUtf8(bytes) ?? asGb18030(bytes) ?? asWestern(bytes);
  // No text file holds NUL; every picture, archive and PDF of some size does.
  return decoded.text.includes('\0') ? null : decoded;
}

function byMark(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return read(bytes.subarray(2), 'utf-16be');
  return null;
}

function asUtf8(bytes: Uint8Array): Decoded | null {
  try {
    // `fatal` is the detection; the decoder also takes the byte order mark away.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return null;
  }
}

function asGb18030(bytes: Uint8Array): Decoded | null {
  const decoded = read(bytes, 'gb18030');
  return decoded.text.includes('\ufffd') ? null : decoded;
}

function asWestern(bytes: Uint8Array): Decoded {
  return read(bytes, 'windows-1252');
}

function read(bytes: Uint8Array, encoding: Encoding): Decoded {
  return { text: iconv.decode(bytes, encoding), encoding };
}
