/** A sheet as people see it: one header row and the rows below it. Cells are text; day.ts and decimal.ts read them. */
export type Table = {
  kind: 'table';
  /** The file's name. */
  name: string;
  header: readonly string[];
  rows: readonly TableRow[];
  /** How the text was encoded, or which sheet of the workbook was read: shown in a preview. */
  source: { encoding: Encoding } | { sheet: string };
  /** Other sheets of the workbook that hold something and were not read. */
  ignored: readonly string[];
};

export type TableRow = {
  /** Where the record starts: the line of the text file, or the row number of the sheet. Both count from 1. */
  line: number;
  /** At least as many cells as the header has; more when the record is longer than the header. */
  cells: readonly string[];
};

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** Why a file is not a table. */
export type Refusal =
  | { kind: 'refusal'; name: string; code: 'empty' | 'notTable' }
  /** `limit` is the first limit that was passed. */
  | { kind: 'refusal'; name: string; code: 'tooLarge'; limit: keyof Limits; most: number }
  /** Damaged. `line` is where reading stopped, when it is known. */
  | { kind: 'refusal'; name: string; code: 'unreadable'; line?: number }
  /** A format we do not read: 'xls', 'numbers', 'pdf', 'encrypted' (a workbook with a password) … */
  | { kind: 'refusal'; name: string; code: 'unsupported'; format: string };

export type Limits = {
  bytes: number;
  rows: number;
  columns: number;
  /** Rows times the widest row, over all sheets: what the table costs in memory. */
  cells: number;
  /** Bytes of a workbook once unpacked: a small file can unpack to a very large one. */
  unpacked: number;
};

export const DEFAULT_LIMITS: Limits = {
  bytes: 20 * 1024 * 1024,
  rows: 200_000,
  columns: 500,
  cells: 8_000_000,
  unpacked: 200 * 1024 * 1024,
};

export type SheetFile = { name: string; bytes: Uint8Array };

/** What a reader found before anybody decided which row is the header. */
export type RawRow = { line: number; cells: readonly string[] };

/** A title row ("2025 sales list" over everything) may stand above the header; it is looked for in these many rows. */
const TITLE_ROWS = 10;

/**
 * Finds the header and shapes the rows below it. Rows whose cells are all blank are left out. The header is the
 * first row with anything in it, except that rows with a single filled cell above a wider row are titles.
 */
export function headerAndRows(raw: readonly RawRow[]): Pick<Table, 'header' | 'rows'> | null {
  const filled = raw.filter((row) => filledCells(row) > 0);
  const first = filled[0];
  if (!first) return null;
  const wide = filled.slice(0, TITLE_ROWS).findIndex((row) => filledCells(row) > 1);
  const at = Math.max(wide, 0);
  const header = trimEnd((filled[at] ?? first).cells.map((cell) => storable(cell).trim()));
  const rows = filled
    .slice(at + 1)
    .map((row) => ({ line: row.line, cells: fitted(row.cells, header.length) }));
  return { header, rows };
}

function filledCells(row: RawRow): number {
  return row.cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0);
}

/** Pads to the header's width and drops empty cells beyond it; filled ones stay, so that they can be warned about. */
function fitted(cells: readonly string[], width: number): string[] {
  const kept = trimEnd(cells, width).map(storable);
  while (kept.length < width) kept.push('');
  return kept;
}

/** Without what no database keeps as text: NUL, and halves of surrogate pairs, which damaged UTF-16 has. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '');

function trimEnd(cells: readonly string[], keep = 0): string[] {
  let end = cells.length;
  while (end > keep && cells[end - 1]?.trim() === '') end -= 1;
  return cells.slice(0, end);
}
