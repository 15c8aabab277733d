import type { ImportChange } from '../domain/change.ts';
import type { ImportReport } from '../domain/exchange.ts';
import { statesOf } from '../domain/written.ts';
import { planObjection, planVisit } from './activity.ts';
import type { MappedTable } from './columns.ts';
import { historiesIn, planDeal, planHistory } from './deal-rows.ts';
import { identified } from './identity.ts';
import type { Intent } from './intent.ts';
import type { Known } from './known.ts';
import { planPeople } from './people.ts';
import { begin, type Planning } from './planning.ts';
import { clip, LONGEST } from './rows.ts';
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
    const name = clip(row.cell('customer'), LONGEST.name);
    if (name !== '') work.roster.customer(name);
  }
  const histories = historiesIn(planning);
  for (const one of identified(rows('deals'))) planDeal(one, histories, planning);
  // Histories without a row of deals.csv: void deals, which only history knows.
  for (const [number, events] of histories) planHistory(number, events, planning);
  for (const row of rows('visits')) planning.count.visits(planVisit(row, planning));
  for (const row of rows('objections')) planning.count.objections(planObjection(row, planning));
  return { changes: changesOf(planning), report: reportOf(tables, planning) };
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
