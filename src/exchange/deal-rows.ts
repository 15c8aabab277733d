import type { WrittenEvent } from '../domain/change.ts';
import type { KnownDeal } from '../domain/exchange.ts';
import { statesOf } from '../domain/written.ts';
import { factsOf, historyOf } from './deals.ts';
import { decodeHistory } from './decode.ts';
import { changedSince, hashOf, type Identified } from './identity.ts';
import { isDealNumber, type Known } from './known.ts';
import type { Planning } from './planning.ts';
import { clip, LONGEST, onOneLine, type Row } from './rows.ts';
import { type Planned, plannedOf, written } from './shelf.ts';
import { updateOf } from './update.ts';
import type { Work } from './work.ts';

/** Rows of events.csv by deal. */
type Histories = Map<string, Row[]>;

/** Who restores a history says who did what: that is for those who may add people. */
export function historiesIn({ rows, work }: Planning): Histories {
  const histories: Histories = new Map();
  for (const row of rows('events')) {
    if (!work.intent.mayAdd) {
      work.remarks.skip({ file: row.file, line: 0 }, 'historyReserved');
      return histories;
    }
    const deal = row.cell('deal');
    if (deal === '') {
      work.remarks.skip(row, 'noDeal');
      continue;
    }
    const there = histories.get(deal);
    if (there === undefined) histories.set(deal, [row]);
    else there.push(row);
  }
  return histories;
}

/** One row of deals: opens a deal, changes the one that it became before, or is left out. */
export function planDeal(
  { row, external, repeated }: Identified,
  histories: Histories,
  planning: Planning,
): void {
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
  if (same === undefined || onOneLine(same.name) !== row.cell('name')) return null;
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
  const own = work.known.pipelines.find((one) => one.id === deal.state.pipelineId) ?? null;
  const facts = factsOf(row, work, own);
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

/**
 * A history without a row of deals.csv: void deals, which only history knows. They are restored, but whoever counts the
 * deals of a file does not count them.
 */
export function planHistory(said: string, rows: readonly Row[], planning: Planning): void {
  const { work, shelf, after, deals } = planning;
  const { known, intent, remarks } = work;
  const [first] = rows;
  if (first === undefined) return;
  const external = `number:${clip(said, LONGEST.name)}`;
  const ref = known.refs.get(`deal ${external}`);
  const same = known.deals.get(Number(ref?.ours ?? (isDealNumber(said) ? said : 0)));
  if (ref !== undefined || same?.state.openedAt.toISOString() === first.cell('at')) {
    if (same?.state.status !== 'void') {
      deals.read += 1;
      deals.unchanged += 1;
    }
    remarks.skip(first, 'unchanged');
    return;
  }
  const events = tellHistory(rows, work);
  const last = events === null ? undefined : statesOf(events).at(-1);
  if (last?.status !== 'void') deals.read += 1;
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
  const { source } = intent;
  after.push({ kind: 'foreign.keep', source, of: 'deal', external, ours: planned.ref, hash: '' });
  if (status !== 'void') deals.created += 1;
}
