import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import type { Limits, RawRow } from './table.ts';

export type CsvFault = { fault: keyof Limits } | { fault: 'unreadable'; line: number };

const DELIMITERS = [',', ';', '\t'] as const;
/** Pieces small enough that reading a large file does not hold up everything else. */
const PIECE = 64 * 1024;

/**
 * Text to records. Stops at the first limit that is passed. Cells that {@link writeCsv} has marked as text are
 * unmarked again.
 */
export async function readRecords(text: string, limits: Limits): Promise<RawRow[] | CsvFault> {
  const { body, firstLine, declared } = withoutDelimiterLine(text);
  const delimiter = declared ?? (await sniffDelimiter(body));
  const rows: RawRow[] = [];
  let line = firstLine;
  let cells = 0;
  try {
    for await (const { record, raw } of records(body, { delimiter, quotes: 'relaxed' })) {
      if (rows.length > limits.rows) return { fault: 'rows' };
      if (record.length > limits.columns) return { fault: 'columns' };
      cells += record.length;
      if (cells > limits.cells) return { fault: 'cells' };
      rows.push({ line, cells: record.map(unmarked) });
      line += newlines(raw);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: 'unreadable', line: firstLine + newlines(body.slice(0, body.length - unread(error))) };
  }
  return rows;
}

function newlines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** What the parser fails on is a quote that is never closed; `raw` is the text from the start of that record. */
function unread(error: CsvError): number {
  return typeof error.raw === 'string' ? error.raw.length : 0;
}

type Dialect = { delimiter: string; quotes: 'strict' | 'relaxed' };
type Parsed = { record: string[]; raw: string; info: Info };

/**
 * `raw` counts the lines: the parser's own line number is that of the end of a record, and counts CRLF twice
 * inside quotes.
 */
function records(text: string, { delimiter, quotes }: Dialect): AsyncIterable<Parsed> {
  return Readable.from(pieces(text)).pipe(
    parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: quotes === 'relaxed',
      info: true,
      raw: true,
    }),
  );
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = at + PIECE;
    // A piece is encoded by itself, so it must not end inside a surrogate pair.
    if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end += 1;
    yield text.slice(at, end);
    at = end;
  }
}

/** Excel's own way of naming the delimiter: a first line `sep=;`. */
function withoutDelimiterLine(text: string): { body: string; firstLine: number; declared?: string } {
  const match = /^"?sep=([,;\t|])"?(\r\n|\r|\n)/i.exec(text);
  if (!match?.[1]) return { body: text, firstLine: 1 };
  return { body: text.slice(match[0].length), firstLine: 2, declared: match[1] };
}

/**
 * The delimiter under which the first records agree on the most columns; a comma when none says anything. Strict
 * quotes first: under a wrong delimiter a quoted cell usually breaks, which is the best sign that it is wrong.
 */
async function sniffDelimiter(text: string): Promise<string> {
  const sample = text.slice(0, SAMPLE.characters);
  for (const quotes of ['strict', 'relaxed'] as const) {
    let best = { delimiter: '', score: 0 };
    for (const delimiter of DELIMITERS) {
      const score = await agreement(sample, { delimiter, quotes });
      if (score > best.score) best = { delimiter, score };
    }
    if (best.delimiter !== '') return best.delimiter;
  }
  return ',';
}

const SAMPLE = { characters: 32 * 1024, records: 25 };

/** How much a sample looks like a table: how many records have the commonest width, then how wide that is. */
async function agreement(sample: string, dialect: Dialect): Promise<number> {
  const widths = new Map<number, number>();
  let seen = 0;
  try {
    for await (const { record } of records(sample, dialect)) {
      if (record.length > 1) widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
      seen += 1;
      if (seen === SAMPLE.records) break;
    }
  } catch (error) {
    // The sample may end inside quotes; what was read until there still counts.
    if (!(error instanceof CsvError)) throw error;
  }
  return Math.max(0, ...[...widths].map(([width, count]) => count + width / 1000));
}

/** A number is ours and stays a number; text may have been typed by anybody. */
export type CsvCell = string | number | null;

/**
 * Writes comma-separated UTF-8 with CRLF.
 *
 * A spreadsheet runs a cell that starts with `=`, `+`, `-`, `@` (or a tab, a return, or their full-width forms)
 * as a formula. Text that starts so is marked with a leading apostrophe, unless it is a plain number. Text that
 * starts with apostrophes before such a sign gets one more, so that {@link readRecords}, which takes one away,
 * gives back exactly what was written. Not kept: NUL characters and rows in which every cell is blank.
 *
 * `bom: true` adds the mark by which Excel knows UTF-8.
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  { bom = false }: { bom?: boolean } = {},
): Promise<string> {
  const records = [header, ...rows].map((cells) => cells.map(written));
  return new Promise((resolve, reject) => {
    const options = { bom, record_delimiter: '\r\n', quoted_match: /[\r\n;\t]|^\s|\s$|^sep=/i };
    stringify(records, options, (error, text) => (error ? reject(error) : resolve(text)));
  });
}

const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const MARKED = /^'+[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

function written(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replaceAll('\0', '');
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function unmarked(cell: string): string {
  return MARKED.test(cell) ? cell.slice(1) : cell;
}
