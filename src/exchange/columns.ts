import { TABLE_KINDS, type TableKind } from '../domain/exchange.ts';
import { nameKey } from '../domain/name.ts';
import { readDecimal } from '../sheets/decimal.ts';
import type { Table } from '../sheets/table.ts';
import { HEADERS, NEEDS } from './headers.ts';

/** A table whose columns are understood. `unused`: headers that mean nothing to us. */
export type MappedTable = {
  table: Table;
  kind: TableKind | null;
  columns: ReadonlyMap<string, Column>;
  unused: readonly string[];
};

/** `unit`: what stands in the header's brackets, as 金额（万元） or Amount (USD) has it. */
type Column = { index: number; header: string; unit: Unit | null };
type Unit = { factor: string; currency: string | null };

/** Which header means which field, said by hand: header → field, '-' for none. Headers compare as names do. */
export type Mapping = ReadonlyMap<string, string>;

/** A header as it is compared: without its unit, case, width, spaces and punctuation. */
const headerKey = (header: string): string => nameKey(header.replace(/[（(][^（()）]*[)）]\s*$/u, ''));

/** What a table is about follows from its headers; the first kind whose needs they meet. */
export function mapTable(table: Table, said: Mapping = new Map()): MappedTable {
  for (const kind of TABLE_KINDS) {
    const mapped = columnsOf(table, kind, said);
    const has = (some: readonly string[]) => some.some((field) => mapped.columns.has(field));
    if (NEEDS[kind].some((needs) => needs.every(has))) return { table, kind, ...mapped };
  }
  return { table, kind: null, columns: new Map(), unused: table.header };
}

function columnsOf(table: Table, kind: TableKind, said: Mapping): Pick<MappedTable, 'columns' | 'unused'> {
  const columns = new Map<string, Column>();
  const unused: string[] = [];
  const known = FIELD_OF[kind];
  const byHand = new Map([...said].map(([header, field]) => [headerKey(header), field]));
  const chosen = new Set([...byHand.values()]);
  for (const [index, header] of table.header.entries()) {
    const key = headerKey(header);
    const hand = byHand.get(key);
    // A field that was given a column by hand takes no other.
    const guess = known.get(key);
    const field = hand ?? (guess !== undefined && !chosen.has(guess) ? guess : undefined);
    if (field === undefined || field === '-' || columns.has(field) || !(field in HEADERS[kind])) {
      if (header !== '') unused.push(header);
    } else columns.set(field, { index, header, unit: unitOf(header) });
  }
  return { columns, unused };
}

const FIELD_OF: Readonly<Record<TableKind, ReadonlyMap<string, string>>> = fieldsByHeader();

function fieldsByHeader(): Record<TableKind, ReadonlyMap<string, string>> {
  const of = (kind: TableKind) => {
    const entries = Object.entries(HEADERS[kind]).flatMap(([field, names]) =>
      [field, ...names].map((name) => [headerKey(name), field] as const),
    );
    // Where two fields claim a header, the one that stands first in the table has it.
    return new Map(entries.reverse());
  };
  return {
    events: of('events'),
    objections: of('objections'),
    visits: of('visits'),
    deals: of('deals'),
    people: of('people'),
    products: of('products'),
    customers: of('customers'),
  };
}

function unitOf(header: string): Unit | null {
  const inside = /[（(]([^（()）]*)[)）]\s*$/u.exec(header)?.[1]?.trim();
  if (inside === undefined || inside === '') return null;
  const one = readDecimal(`1${inside}`);
  if (one === null || one === 'bad') return null;
  return { factor: one.value, currency: one.currency ?? null };
}

/** Fields of a kind, for a form that corrects the mapping. */
export const fieldsOf = (kind: TableKind): readonly string[] => Object.keys(HEADERS[kind]);
