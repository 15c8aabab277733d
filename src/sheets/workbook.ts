import readWorkbook from 'read-excel-file/node';
import { plainDecimal } from './decimal.ts';
import type { RawRow } from './table.ts';

export type Sheet = { name: string; rows: RawRow[] };

/**
 * The sheets of an .xlsx workbook. Days become 'YYYY-MM-DD' (with a time: 'YYYY-MM-DD HH:MM[:SS]'), numbers plain
 * decimals as Excel shows them (15 significant digits, no exponent), ticks TRUE and FALSE, failed formulas blank.
 * Null when the workbook is damaged.
 */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[] | null> {
  try {
    const sheets = await readWorkbook(Buffer.from(bytes), { parseNumber: plainDecimal, trim: false });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) })),
    }));
  } catch {
    // The reader throws its own errors for a broken workbook and plain TypeErrors for XML nobody foresaw.
    return null;
  }
}

/** The declared type says `typeof Date` where it means a Date, hence unknown. */
function cellText(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' ? value : '';
}

/** A cell's day has no zone; the reader hands it over as UTC. Serial numbers are inexact below a second. */
function dayText(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  const time = text.slice(11, 19);
  if (time === '00:00:00') return text.slice(0, 10);
  return `${text.slice(0, 10)} ${time.endsWith(':00') ? time.slice(0, 5) : time}`;
}
