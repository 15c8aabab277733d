import { inspectWorkbook } from './archive.ts';
import { readRecords } from './csv.ts';
import {
  DEFAULT_LIMITS,
  headerAndRows,
  type Limits,
  type Refusal,
  type SheetFile,
  type Table,
} from './table.ts';
import { decodeText } from './text.ts';
import { readSheets } from './workbook.ts';

const TEXT_NAMES = new Set(['', 'csv', 'tsv', 'tab', 'txt', 'xls']);
const WORKBOOK_NAMES = new Set(['', 'xlsx', 'xlsm', 'xltx', 'csv', 'xls']);

/**
 * Reads a dropped file: .csv (or .tsv, .txt) and .xlsx. What the file is, its bytes say; its name only rules out
 * formats that we do not read. Never throws: a file that is no table is a {@link Refusal}.
 */
export async function readTable(file: SheetFile, limits: Limits = DEFAULT_LIMITS): Promise<Table | Refusal> {
  const { name, bytes } = file;
  if (bytes.length === 0) return { kind: 'refusal', name, code: 'empty' };
  if (bytes.length > limits.bytes) return tooLarge(name, 'bytes', limits);
  const format = extension(name);
  if (startsWith(bytes, COMPOUND))
    return { kind: 'refusal', name, code: 'unsupported', format: oldFormat(format) };
  if (startsWith(bytes, ZIP)) {
    return WORKBOOK_NAMES.has(format) ? readWorkbookFile(file, limits) : unsupported(name, format);
  }
  if (format.startsWith('xls') && !TEXT_NAMES.has(format))
    return { kind: 'refusal', name, code: 'unreadable' };
  return TEXT_NAMES.has(format) ? readTextFile(file, limits) : unsupported(name, format);
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of .xls, and also of an .xlsx that has a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function extension(name: string): string {
  return /\.([^./\\\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function oldFormat(format: string): string {
  if (format === 'xlsx' || format === 'xlsm') return 'encrypted';
  return format === '' || format === 'csv' ? 'xls' : format;
}

async function readWorkbookFile({ name, bytes }: SheetFile, limits: Limits): Promise<Table | Refusal> {
  const inspection = inspectWorkbook(bytes, limits);
  if (inspection.kind === 'tooLarge') return tooLarge(name, inspection.limit, limits);
  if (inspection.kind === 'other') return unsupported(name, 'zip');
  const sheets = inspection.kind === 'workbook' ? await readSheets(bytes) : null;
  if (!sheets) return { kind: 'refusal', name, code: 'unreadable' };
  const filled = sheets.flatMap((sheet) => {
    const found = headerAndRows(sheet.rows);
    return found ? [{ sheet: sheet.name, ...found }] : [];
  });
  const [first, ...others] = filled;
  if (!first) return { kind: 'refusal', name, code: 'empty' };
  const { sheet, header, rows } = first;
  return {
    kind: 'table',
    name,
    header,
    rows,
    source: { sheet },
    ignored: others.map((other) => other.sheet),
  };
}

async function readTextFile({ name, bytes }: SheetFile, limits: Limits): Promise<Table | Refusal> {
  const decoded = decodeText(bytes);
  if (!decoded || isMarkup(decoded.text)) return { kind: 'refusal', name, code: 'notTable' };
  const records = await readRecords(decoded.text, limits);
  if (!Array.isArray(records)) {
    return records.fault === 'unreadable'
      ? { kind: 'refusal', name, code: 'unreadable', line: records.line }
      : tooLarge(name, records.fault, limits);
  }
  const found = headerAndRows(records);
  if (!found) return { kind: 'refusal', name, code: 'empty' };
  return { kind: 'table', name, ...found, source: { encoding: decoded.encoding }, ignored: [] };
}

/** Many systems "export to Excel" by naming a web page .xls. PDF begins with text too. */
function isMarkup(text: string): boolean {
  return /^\s*(<(!doctype|html|\?xml|table|head|meta)\b|%PDF-)/i.test(text);
}

function tooLarge(name: string, limit: keyof Limits, limits: Limits): Refusal {
  return { kind: 'refusal', name, code: 'tooLarge', limit, most: limits[limit] };
}

function unsupported(name: string, format: string): Refusal {
  return { kind: 'refusal', name, code: 'unsupported', format };
}
