import { storable } from '../sheets/table.ts';

/** What a cell says as JSON, its texts such as can be stored; null where it is none. */
export function jsonCell(cell: string): unknown {
  try {
    return JSON.parse(cell, (_, value) => (typeof value === 'string' ? storable(value) : value));
  } catch {
    return null;
  }
}
