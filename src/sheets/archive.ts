import { inflateRawSync } from 'node:zlib';
import type { Limits } from './table.ts';

/** What kind of zip archive this is, and whether its sheets stay within the limits. */
export type Inspection =
  | { kind: 'workbook' }
  | { kind: 'tooLarge'; limit: keyof Limits }
  | { kind: 'other' }
  | { kind: 'unreadable' };

/** `size`: of what it unpacks to, as declared. */
type Entry = { path: string; method: number; packed: Uint8Array; size: number };

/**
 * Looks at a workbook before a reader is let near it. An upload of a few kilobytes can unpack to gigabytes, or name
 * row 1,000,000,000, and the reader would fill memory up to there; sizes declared in the archive may lie, so every
 * sheet is unpacked here once, with a hard stop. Zip layout: PKWARE APPNOTE 4.3.
 */
export function inspectWorkbook(bytes: Uint8Array, limits: Limits): Inspection {
  const entries = readEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!entries) return { kind: 'unreadable' };
  if (!entries.some((entry) => entry.path === 'xl/workbook.xml')) return { kind: 'other' };
  let left = limits.unpacked;
  let cells = 0;
  for (const entry of entries.filter((one) => /\.(xml|rels)$/.test(one.path))) {
    const content = unpack(entry, left);
    if (content === 'tooLarge') return { kind: 'tooLarge', limit: 'unpacked' };
    if (content === 'unreadable' || content.length !== entry.size) return { kind: 'unreadable' };
    left -= content.length;
    const extent = entry.path.includes('worksheets/')
      ? extentOf(content, limits)
      : { rows: 0, columns: 0, cells: 0 };
    // One row above the limit is the header's.
    if (extent.rows > limits.rows + 1) return { kind: 'tooLarge', limit: 'rows' };
    if (extent.columns > limits.columns) return { kind: 'tooLarge', limit: 'columns' };
    cells += Math.max(extent.cells, extent.rows * extent.columns);
    if (cells > limits.cells) return { kind: 'tooLarge', limit: 'cells' };
  }
  return { kind: 'workbook' };
}

function unpack(entry: Entry, most: number): Uint8Array | 'tooLarge' | 'unreadable' {
  if (entry.method === 0) return entry.packed.length > most ? 'tooLarge' : entry.packed;
  if (entry.method !== 8) return 'unreadable';
  try {
    return inflateRawSync(entry.packed, { maxOutputLength: Math.max(most, 1) });
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return tooLarge ? 'tooLarge' : 'unreadable';
  }
}

/**
 * How far a sheet reaches by what it says of itself. Rows and cells may or may not name their place. The patterns
 * stop at the next tag, so that they stay linear on any text. Counting ends where it is too much already.
 */
function extentOf(content: Uint8Array, limits: Limits): { rows: number; columns: number; cells: number } {
  const xml = Buffer.from(content).toString('latin1');
  const extent = { rows: 0, columns: 0, cells: 0 };
  for (const [, number] of xml.matchAll(/<(?:\w+:)?row\b(?:[^<>]*?\sr\s*=\s*["'](\d+)["'])?/g)) {
    extent.rows = Math.max(extent.rows + 1, Number(number ?? 0));
    if (extent.rows > limits.rows + 1) return extent;
  }
  for (const [, letters, row] of xml.matchAll(
    /<(?:\w+:)?c\b(?:[^<>]*?\sr\s*=\s*["']([A-Za-z]+)(\d+)["'])?/g,
  )) {
    extent.cells += 1;
    if (extent.cells > limits.cells) return extent;
    extent.rows = Math.max(extent.rows, Number(row ?? 0));
    extent.columns = Math.max(extent.columns, columnNumber(letters ?? ''));
  }
  return extent;
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

const END = { signature: 0x06054b50, length: 22, longestComment: 0xffff };
const DIRECTORY = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const SIZES_FOLLOW = 0x8;

/** The archive's directory, or null when it does not hold together. */
function readEntries(file: Buffer): Entry[] | null {
  const end = endOfDirectory(file);
  if (end === null) return null;
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + DIRECTORY.length > file.length || file.readUInt32LE(at) !== DIRECTORY.signature) return null;
    const entry = entryAt(file, at);
    if (!entry) return null;
    entries.push(entry);
    at +=
      DIRECTORY.length + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function entryAt(file: Buffer, at: number): Entry | null {
  const local = file.readUInt32LE(at + 42);
  if (local + LOCAL.length > file.length || file.readUInt32LE(local) !== LOCAL.signature) return null;
  const start = local + LOCAL.length + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const end = start + file.readUInt32LE(at + 20);
  if (end > file.length || !sizesAgree(file, at, local)) return null;
  const name = file.subarray(at + DIRECTORY.length, at + DIRECTORY.length + file.readUInt16LE(at + 28));
  return {
    path: name.toString('utf8'),
    method: file.readUInt16LE(at + 10),
    packed: file.subarray(start, end),
    size: file.readUInt32LE(at + 24),
  };
}

/**
 * Sizes stand in the directory and again before the content, unless a flag says that they follow it. The reader goes by
 * the latter: one damaged byte there keeps it busy for a minute.
 */
function sizesAgree(file: Buffer, at: number, local: number): boolean {
  const follow = (file.readUInt16LE(local + 6) & SIZES_FOLLOW) !== 0;
  return [0, 4].every((by) => {
    const declared = file.readUInt32LE(local + 18 + by);
    return declared === file.readUInt32LE(at + 20 + by) || (follow && declared === 0);
  });
}

function endOfDirectory(file: Buffer): number | null {
  const lowest = Math.max(0, file.length - END.length - END.longestComment);
  for (let at = file.length - END.length; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) === END.signature) return at;
  }
  return null;
}
