import { readTable } from '../sheets/read.ts';
import type { Refusal, SheetFile, Table } from '../sheets/table.ts';
import type { Reads } from '../store/reads.ts';
import { type Mapping, mapTable } from './columns.ts';
import type { Intent } from './intent.ts';
import { readKnown } from './known.ts';
import { type Plan, planImport } from './plan.ts';

/** Files as tables; those that are none say why. */
export async function readTables(
  files: readonly SheetFile[],
): Promise<{ tables: readonly Table[]; refusals: readonly Refusal[] }> {
  const tables: Table[] = [];
  const refusals: Refusal[] = [];
  for (const file of files) {
    const read = await readTable(file);
    if (read.kind === 'table') tables.push(read);
    else refusals.push(read);
  }
  return { tables, refusals };
}

/** Which header means what, by hand: for every table, and beyond that for single ones by their place. */
export type Mappings = { all: Mapping; each: ReadonlyMap<number, Mapping> };
const NO_MAPPINGS: Mappings = { all: new Map(), each: new Map() };

export const mapTables = (tables: readonly Table[], { all, each }: Mappings = NO_MAPPINGS) =>
  tables.map((table, index) => mapTable(table, new Map([...all, ...(each.get(index) ?? [])])));

/** The plan of an import as of now; the one way for chat and command line. */
export async function prepareImport(
  read: Reads,
  tables: readonly Table[],
  at: { intent: Intent; mappings?: Mappings },
): Promise<Plan> {
  const mapped = mapTables(tables, at.mappings);
  return planImport(mapped, await readKnown(read, mapped, at.intent.source), at.intent);
}
