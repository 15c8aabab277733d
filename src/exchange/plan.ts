import type {
  ImportChange,
  ImportReport,
  KnownDeal,
  TableKind,
  Tally,
  WrittenEvent,
} from '../domain/exchange.ts';
import { nameKey } from '../domain/name.ts';
import { statesOf } from '../domain/written.ts';
import { planObjection, planVisit } from './activity.ts';
import type { MappedTable } from './columns.ts';
import { factsOf, historyOf } from './deals.ts';
import { decodeHistory } from './decode.ts';
import { changedSince, hashOf, type Identified, identified } from './identity.ts';
import { idsOf } from './ids.ts';
import type { Intent } from './intent.ts';
import { isDealNumber, type Known } from './known.ts';
import { planPeople } from './people.ts';
import { pipelineBook } from './pipelines.ts';
import { rosterOf } from './roster.ts';
import { type Row, remarks, rowsOf } from './rows.ts';
import { type Planned, plannedOf, type Shelf, shelfOf, written } from './shelf.ts';
import { updateOf } from './update.ts';
import type { Work } from './work.ts';

/** What an import will record, and what it will say of it. */
export type Plan = { changes: readonly ImportChange[]; report: ImportReport };

/**
 * Tables and what is known → what to record. Pure but for the ids it is given. The order of the tables does not
 * matter. The same rows again plan nothing.
 */
export function planImport(tables: readonly MappedTable[], known: Known, intent: Intent): Plan {
  const planning = begin(tables, known, intent);
  const { work, rows } = planning;
  noteFiles(tables, work);
  if (intent.mayAdd) planPeople(rows('people'), work);
  for (const row of rows('customers')) {
    const name = row.cell('customer').slice(0, 200).trim();
    if (name !== '') work.roster.customer(name);
  }
  const histories = historiesIn(planning);
  for (const one of identified(rows('deals'))) planDeal(one, histories, planning);
  // Histories without a row of deals.csv: void deals, which only history knows.
  for (const [number, events] of histories) planHistory(number, events, planning);
  for (const row of rows('visits')) planning.tally.visits(row, planVisit(row, planning));
  for (const row of rows('objections')) planning.tally.objections(row, planObjection(row, planning));
  return { changes: changesOf(planning), report: reportOf(tables, planning) };
}

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
  tally: { visits(row: Row, created: Outcome): void; objections(row: Row, created: Outcome): void };
};
export type Outcome = 'created' | 'unchanged' | 'skipped';

const none = (): Tally => ({ read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 });

function begin(tables: readonly MappedTable[], known: Known, intent: Intent): Planning {
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
  const count = (tally: Tally) => (_: Row, outcome: Outcome) => {
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
    tally: { visits: count(visits), objections: count(objections) },
  };
}

/** Whether every deal has a number of its own, so that an empty organisation can take them over. */
function numbered(deals: readonly Row[], events: readonly Row[]): boolean {
  const numbers = deals.map((row) => row.cell('number'));
  const all = [...numbers, ...events.map((row) => row.cell('deal'))];
  return all.length > 0 && all.every(isDealNumber) && new Set(numbers).size === numbers.length;
}

function noteFiles(tables: readonly MappedTable[], { remarks }: Work): void {
  for (const { table, kind } of tables) {
    const file = { file: table.name, line: 0 };
    if (kind === null) remarks.skip(file, 'notRecognised', table.header.join(', '));
    for (const sheet of table.ignored) remarks.warn(file, 'otherSheets', sheet);
    for (const row of table.rows) {
      const more = row.cells.slice(table.header.length).find((cell) => cell.trim() !== '');
      if (more !== undefined) remarks.warn({ file: table.name, line: row.line }, 'tooManyCells', more);
    }
  }
}

type Histories = Map<string, Row[]>;

/** Who restores a history says who did what: that is for those who may add people. */
function historiesIn({ rows, work }: Planning): Histories {
  const histories: Histories = new Map();
  for (const row of rows('events')) {
    if (!work.intent.mayAdd) {
      work.remarks.skip({ file: row.file, line: 0 }, 'historyReserved');
      return histories;
    }
    const deal = row.cell('deal');
    const there = histories.get(deal);
    if (there === undefined) histories.set(deal, [row]);
    else there.push(row);
  }
  return histories;
}

function planDeal({ row, external, repeated }: Identified, histories: Histories, planning: Planning): void {
  const { work, deals } = planning;
  deals.read += 1;
  const history = histories.get(row.cell('number'));
  histories.delete(row.cell('number'));
  if (repeated) {
    deals.skipped += 1;
    work.remarks.skip(row, 'duplicateId', row.cell('foreign_id') || row.cell('number'));
    return;
  }
  const there = knownDeal(row, external, work.known);
  const outcome =
    there === null
      ? openDeal({ row, external, history: history ?? null }, planning)
      : changeDeal({ row, external, ...there }, planning);
  deals[outcome] += 1;
}

type There = { deal: KnownDeal; hash: string };

/** The deal that a row became before; or the very deal, when our own export comes back. */
function knownDeal(row: Row, external: string, known: Known): There | null {
  const ref = known.refs.get(`deal ${external}`);
  const deal = ref === undefined ? undefined : known.deals.get(Number(ref.ours));
  if (ref !== undefined && deal !== undefined) return { deal, hash: ref.hash };
  const number = row.cell('number');
  const same = isDealNumber(number) ? known.deals.get(Number(number)) : undefined;
  if (same === undefined || same.name !== row.cell('name')) return null;
  return row.cell('opened') === same.state.openedAt.toISOString() ? { deal: same, hash: '' } : null;
}

function changeDeal(
  { row, external, deal, hash }: There & { row: Row; external: string },
  { work, shelf, after }: Planning,
): 'updated' | 'unchanged' | 'skipped' {
  const changed = changedSince(hash, row);
  const put = (events: readonly WrittenEvent[]) =>
    shelf.put({ ...plannedOf(deal), was: numberOf(row), events: [...events] }, external);
  if (changed.size === 0) {
    put([]);
    work.remarks.skip(row, 'unchanged');
    return 'unchanged';
  }
  const { importer, mayImport, now, source } = work.intent;
  if (deal.state.status === 'void' || !mayImport(deal.state)) {
    work.remarks.skip(row, deal.state.status === 'void' ? 'already' : 'notYours', deal.name);
    return 'skipped';
  }
  const facts = factsOf(row, work);
  if (facts === null) return 'skipped';
  const events = updateOf(deal, facts, { changed, row, work });
  put(written(events, { actorId: importer.id, recordedAt: now }));
  const now_ = hashOf(row);
  after.push({ kind: 'foreign.keep', source, of: 'deal', external, ours: deal.number, hash: now_ });
  if (events.length > 0) return 'updated';
  work.remarks.skip(row, 'unchanged');
  return 'unchanged';
}

const numberOf = (row: Row): number | null =>
  isDealNumber(row.cell('number')) ? Number(row.cell('number')) : null;

function openDeal(
  { row, external, history }: { row: Row; external: string; history: readonly Row[] | null },
  planning: Planning,
): 'created' | 'skipped' {
  const { work, shelf, after } = planning;
  const { importer, now, source } = work.intent;
  const facts = factsOf(row, work);
  if (facts === null) return 'skipped';
  const told = history === null ? null : tellHistory(history, work);
  const events = told ?? written(historyOf(facts, work), { actorId: importer.id, recordedAt: now });
  const ref = `deal ${external}`;
  const { name, ownerId, teamId, customerId, status } = facts;
  shelf.put(
    {
      ref: { made: ref },
      was: numberOf(row),
      name,
      ownerId,
      teamId,
      customerId,
      open: status === 'open',
      restored: told !== null,
      known: null,
      events: [...events],
    },
    external,
  );
  after.push({ kind: 'foreign.keep', source, of: 'deal', external, ours: { made: ref }, hash: hashOf(row) });
  return 'created';
}

/** A history that holds together; null when it does not, and the row of deals.csv stands alone. */
function tellHistory(rows: readonly Row[], work: Work): readonly WrittenEvent[] | null {
  const [first] = rows;
  const events = decodeHistory(rows, work);
  const sound = events === null || events.length === 0 ? null : soundly(events);
  if (sound === null && first !== undefined) work.remarks.warn(first, 'badHistory', first.cell('deal'));
  return sound;
}

/** What the database would refuse is found here, where a sentence can still be said about it. */
function soundly(events: readonly WrittenEvent[]): readonly WrittenEvent[] | null {
  try {
    const states = statesOf(events);
    const fits = states.every(
      (state) =>
        (state.closedAt === null) === (state.status === 'open') &&
        (state.lossReason === null || state.status === 'lost' || state.status === 'void') &&
        (state.amount === null || state.amount >= 0),
    );
    return fits ? events : null;
  } catch {
    // An opening that leaves out what it must set.
    return null;
  }
}

function planHistory(said: string, rows: readonly Row[], planning: Planning): void {
  const { work, shelf, after, deals } = planning;
  const { source } = work.intent;
  const [first] = rows;
  if (first === undefined) return;
  const external = `number:${said}`.slice(0, 200);
  const ref = work.known.refs.get(`deal ${external}`);
  const same = isDealNumber(said) ? work.known.deals.get(Number(said)) : undefined;
  const there = ref !== undefined || same?.state.openedAt.toISOString() === first.cell('at');
  deals.read += 1;
  if (there) {
    deals.unchanged += 1;
    work.remarks.skip(first, 'unchanged');
    return;
  }
  const events = tellHistory(rows, work);
  const last = events === null ? undefined : statesOf(events).at(-1);
  if (events === null || last === undefined) {
    deals.skipped += 1;
    return;
  }
  const made = `deal ${external}`;
  const { ownerId, teamId, customerId, status } = last;
  const planned: Planned = {
    ref: { made },
    was: isDealNumber(said) ? Number(said) : null,
    name: said,
    ownerId,
    teamId,
    customerId,
    open: status === 'open',
    restored: true,
    known: null,
    events: [...events],
  };
  shelf.put(planned, external);
  after.push({ kind: 'foreign.keep', source, of: 'deal', external, ours: planned.ref, hash: '' });
  deals.created += 1;
}

/** In an order in which nothing points ahead. */
function changesOf({ work, shelf, after, keepNumbers }: Planning): readonly ImportChange[] {
  const deals = shelf.all().flatMap(({ ref, was, known, events }): ImportChange[] => {
    if (events.length === 0) return [];
    if (typeof ref === 'number') {
      return known === null ? [] : [{ kind: 'deal.record', deal: ref, version: known.version, events }];
    }
    return [{ kind: 'deal.write', ref: ref.made, number: keepNumbers ? was : null, was, events }];
  });
  return [...work.pipelines.changes(), ...work.roster.changes(), ...deals, ...after];
}

function reportOf(tables: readonly MappedTable[], planning: Planning): ImportReport {
  const { work, shelf, deals, visits, objections } = planning;
  const without = { customer: 0, amount: 0, close: 0 };
  for (const { known, events } of shelf.all()) {
    if (known !== null) continue;
    const state = statesOf(events).at(-1);
    if (state === undefined || state.status === 'void') continue;
    if (state.customerId === null) without.customer += 1;
    if (state.status !== 'open') continue;
    if (state.amount === null) without.amount += 1;
    if (state.expectedClose === null) without.close += 1;
  }
  return {
    source: work.intent.source,
    files: tables.map(({ table, kind }) => ({ name: table.name, kind, rows: table.rows.length })),
    deals,
    visits,
    objections,
    made: work.roster.made,
    without,
    remarks: work.remarks.all,
    warned: work.remarks.all.filter((one) => one.what === 'warned').length,
  };
}
