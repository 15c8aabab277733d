import type { KnownDeal } from '../domain/exchange.ts';
import { isUuid } from '../domain/id.ts';
import { nameKey } from '../domain/name.ts';
import type { Organisation, Person, Team } from '../domain/people.ts';
import type { Pipeline } from '../domain/stage.ts';
import { storable } from '../sheets/table.ts';
import type { Reads } from '../store/reads.ts';
import type { MappedTable } from './columns.ts';
import { identified } from './identity.ts';
import { clip, LONGEST, rowsOf } from './rows.ts';

/** What the organisation knows of what the files speak of. */
export type Known = {
  organisation: Organisation;
  /** Default first. */
  pipelines: readonly Pipeline[];
  teams: readonly Team[];
  people: readonly Person[];
  /** Ids by name key. */
  customers: ReadonlyMap<string, string>;
  /** Ids by customer id and name key, joined with a space. */
  contacts: ReadonlyMap<string, string>;
  /** What rows of this source became: by kind and external id, joined with a space. */
  refs: ReadonlyMap<string, Ref>;
  deals: ReadonlyMap<number, KnownDeal>;
  /** Numbers by lower-case name. */
  called: ReadonlyMap<string, readonly number[]>;
  /** Ids of visits and objections of the files that are there already. */
  present: ReadonlySet<string>;
  lastDeal: number;
};

type Ref = { ours: string; hash: string };

/** The largest number that a deal can have. */
export const isDealNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);

/** Reads what a plan for these tables needs, in a few queries however long they are. */
export async function readKnown(read: Reads, tables: readonly MappedTable[], source: string): Promise<Known> {
  const wanted = wantedBy(tables);
  const [organisation, pipelines, teams, people, lastDeal] = await Promise.all([
    read.organisation(),
    read.pipelines(),
    read.teams(),
    read.people(),
    read.lastDeal(),
  ]);
  const [customers, dealRefs, visitRefs, objectionRefs, called, present] = await Promise.all([
    read.customersByKey([...wanted.customers]),
    read.foreignRefs(source, 'deal', [...wanted.deals]),
    read.foreignRefs(source, 'visit', [...wanted.visits]),
    read.foreignRefs(source, 'objection', [...wanted.objections]),
    wanted.names.size === 0 ? [] : read.dealsCalled([...wanted.names]),
    read.presentIds([...wanted.visits, ...wanted.objections].filter(isUuid)),
  ]);
  const numbers = new Set([
    ...wanted.numbers,
    ...[...dealRefs.values()].map((ref) => Number(ref.ours)),
    ...called.map((one) => one.number),
  ]);
  const [deals, contacts] = await Promise.all([
    lastDeal === 0 ? [] : read.knownDeals([...numbers]),
    wanted.contacts ? read.contactsAt([...customers.values()]) : [],
  ]);
  return {
    organisation,
    pipelines,
    teams,
    people,
    customers,
    contacts: new Map(
      contacts.map((one) => [`${one.customerId} ${nameKey(one.name)}`, one.id] as const).reverse(),
    ),
    refs: new Map([
      ...prefixed('deal', dealRefs),
      ...prefixed('visit', visitRefs),
      ...prefixed('objection', objectionRefs),
    ]),
    deals: new Map(deals.map((deal) => [deal.number, deal])),
    called: grouped(called),
    present,
    lastDeal,
  };
}

const prefixed = (kind: string, refs: ReadonlyMap<string, Ref>) =>
  [...refs].map(([external, ref]) => [`${kind} ${external}`, ref] as const);

function grouped(called: readonly { number: number; name: string }[]): Map<string, number[]> {
  const all = new Map<string, number[]>();
  for (const { name, number } of called) {
    const key = name.toLowerCase();
    all.set(key, [...(all.get(key) ?? []), number]);
  }
  return all;
}

function wantedBy(tables: readonly MappedTable[]) {
  const customers = new Set<string>();
  const deals = new Set<string>();
  const visits = new Set<string>();
  const objections = new Set<string>();
  const numbers = new Set<number>();
  const names = new Set<string>();
  for (const table of tables) {
    const rows = rowsOf(table);
    for (const row of rows) {
      for (const field of ['customer', 'partner'])
        if (row.cell(field) !== '') customers.add(nameKey(clip(row.cell(field), LONGEST.name)));
    }
    if (table.kind === 'deals') {
      for (const { row, external } of identified(rows)) {
        deals.add(external);
        if (isDealNumber(row.cell('number'))) numbers.add(Number(row.cell('number')));
      }
    }
    if (table.kind === 'visits' || table.kind === 'objections' || table.kind === 'events') {
      for (const row of rows) {
        const deal = row.cell('deal');
        const id = row.cell('id');
        if (id !== '') (table.kind === 'visits' ? visits : objections).add(id);
        if (deal === '') continue;
        const number = deal.replace(/^#/, '');
        if (isDealNumber(number)) {
          numbers.add(Number(number));
          deals.add(`number:${number}`);
        }
        deals.add(deal);
        if (table.kind !== 'events') names.add(deal);
      }
    }
    if (table.kind === 'events') {
      for (const row of rows) {
        for (const [, name] of row.cell('changes').matchAll(/"(?:customer|partner)":"((?:[^"\\]|\\.)*)"/g)) {
          customers.add(nameKey(unescaped(name ?? '')));
        }
      }
    }
  }
  return { customers, deals, visits, objections, numbers, names, contacts: visits.size > 0 };
}

/** A JSON string's content. */
function unescaped(text: string): string {
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? storable(value) : '';
  } catch {
    return '';
  }
}
