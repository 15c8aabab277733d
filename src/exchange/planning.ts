import type { ImportChange } from '../domain/change.ts';
import type { TableKind, Tally } from '../domain/exchange.ts';
import { nameKey } from '../domain/name.ts';
import type { MappedTable } from './columns.ts';
import { idsOf } from './ids.ts';
import type { Intent } from './intent.ts';
import { isDealNumber, type Known } from './known.ts';
import { pipelineBook } from './pipelines.ts';
import { rosterOf } from './roster.ts';
import { type Row, remarks, rowsOf } from './rows.ts';
import { type Shelf, shelfOf } from './shelf.ts';
import type { Work } from './work.ts';

/** A plan in the making. */
export type Planning = {
  work: Work;
  shelf: Shelf;
  keepNumbers: boolean;
  rows(kind: TableKind): Row[];
  /** What hangs on the deals and is recorded after them. */
  after: ImportChange[];
  deals: Tally;
  visits: Tally;
  objections: Tally;
  count: { visits(outcome: Outcome): void; objections(outcome: Outcome): void };
};
export type Outcome = 'created' | 'unchanged' | 'skipped';

const none = (): Tally => ({ read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 });

/** Everything that the parts of a plan share. */
export function begin(tables: readonly MappedTable[], known: Known, intent: Intent): Planning {
  const [pipeline] = known.pipelines;
  if (pipeline === undefined) throw new Error('an organisation has a pipeline');
  const byKind = new Map<TableKind, Row[]>();
  for (const table of tables) {
    if (table.kind === null) continue;
    byKind.set(table.kind, [...(byKind.get(table.kind) ?? []), ...rowsOf(table, intent.order)]);
  }
  const rows = (kind: TableKind): Row[] => byKind.get(kind) ?? [];
  const products = rows('products').map((row) => row.cell('product'));
  const work: Work = {
    known,
    intent,
    roster: rosterOf(known, intent),
    ids: idsOf(known, intent),
    remarks: remarks(),
    pipelines: pipelineBook(known, intent),
    pipeline,
    visits: new Set(known.present),
    products: new Map(products.map((name) => [nameKey(name), name] as const).reverse()),
  };
  const [deals, visits, objections] = [none(), none(), none()];
  const counting = (tally: Tally) => (outcome: Outcome) => {
    tally.read += 1;
    tally[outcome] += 1;
  };
  return {
    work,
    shelf: shelfOf(known),
    keepNumbers: known.lastDeal === 0 && numbered(rows('deals'), rows('events')),
    rows,
    after: [],
    deals,
    visits,
    objections,
    count: { visits: counting(visits), objections: counting(objections) },
  };
}

/** Whether every deal has a number of its own, so that an empty organisation can take them over. */
function numbered(deals: readonly Row[], events: readonly Row[]): boolean {
  const numbers = deals.map((row) => row.cell('number'));
  const all = [...numbers, ...events.map((row) => row.cell('deal'))];
  return all.length > 0 && all.every(isDealNumber) && new Set(numbers).size === numbers.length;
}
