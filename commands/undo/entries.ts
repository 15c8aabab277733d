import type { Context } from '../../src/chat/command.ts';
import type { DealEvent } from '../../src/domain/deal.ts';
import { aboutOf, entryIn, type History } from '../../src/domain/undo.ts';
import type { DealView, Entry, VisitView } from '../../src/domain/views.ts';
import { subjectOf } from '../deal/answer.ts';
import { reportOf } from '../import/report.ts';

/** What one input recorded and still holds, in one deal or, for a split or merge, in two. */
export type DealEntry = {
  inputId: string;
  at: Date;
  actorId: string;
  parts: readonly { view: DealView; history: History; events: readonly DealEvent[] }[];
};

/** One thing that a person recorded and that still holds. */
export type Recorded =
  | { kind: 'deals'; at: Date; entry: DealEntry }
  /** A visit to a customer without a deal is in no deal's history. */
  | { kind: 'visit'; at: Date; visit: VisitView }
  /** A whole import, however many deals it made. */
  | { kind: 'import'; at: Date; id: string; source: string; deals: number }
  /** On a deal that the person may no longer read. */
  | { kind: 'hidden'; at: Date };

/** A deal's whole history, with the version that a decision on it rests on. */
export async function historyOf(read: Pick<Context['read'], 'eventsOf'>, deal: number): Promise<History> {
  const events = await read.eventsOf(deal);
  return { deal, version: events.at(-1)?.seq ?? 0, events };
}

/** What an input recorded; null when it is not known, or touched a deal that the person may not read. */
export async function entryOf(inputId: string, { read, may }: Context): Promise<DealEntry | null> {
  const deals = await read.dealsTouchedBy(inputId);
  const parts = await Promise.all(
    deals.map(async (deal) => {
      const [view, history] = await Promise.all([read.dealView(deal), historyOf(read, deal)]);
      if (view === null || !may('deal.read', subjectOf(view))) return null;
      return { view, history, events: entryIn(history, inputId) };
    }),
  );
  const readable = parts.flatMap((part) => part ?? []);
  const first = readable[0]?.history.events.find((event) => event.inputId === inputId);
  if (first === undefined || readable.length < deals.length) return null;
  return { inputId, at: first.recordedAt, actorId: first.actorId, parts: readable };
}

/** Whether an entry only took another back. */
export const takesAway = ({ parts }: Pick<DealEntry, 'parts'>): boolean => aboutOf(parts).takesAway;

const DAY = 24 * 60 * 60_000;
/** What is older than this is no slip of the tongue: the person is asked. */
export const isOld = ({ at }: Pick<Recorded, 'at'>, now: Date): boolean => now.getTime() - at.getTime() > DAY;
/** Entries are looked for so far back, and so many of them. */
const LOOKED_BACK = 30 * DAY;
const PAGE = 20;
const FARTHEST = 200;

type Wanted = { take: number; deal: number | null; what: 'all' | 'done' };

/** The person's last entries that still hold, newest first. `done` leaves out what only took others back. */
export async function lastEntries(
  { take, deal, what }: Wanted,
  context: Context,
): Promise<readonly Recorded[]> {
  const { read, person, now } = context;
  const since = new Date(now.getTime() - LOOKED_BACK);
  const found: Recorded[] = [];
  for (let skip = 0; skip < FARTHEST; skip += PAGE) {
    const page = await read.entriesOf(person.id, { since, deal, skip, take: PAGE });
    for (const one of page) {
      const recorded = await recordedIn(one, context);
      if (recorded === null) continue;
      if (what === 'done' && recorded.kind === 'deals' && takesAway(recorded.entry)) continue;
      found.push(recorded);
      if (found.length === take) return found;
    }
    if (page.length < PAGE) break;
  }
  return found;
}

/** An entry with what it holds; null when nothing of it holds any more. */
async function recordedIn({ kind, id, at }: Entry, context: Context): Promise<Recorded | null> {
  const { read } = context;
  switch (kind) {
    case 'visit': {
      const visit = await read.visit(id);
      return visit === null ? null : { kind, at, visit };
    }
    case 'import': {
      const kept = await read.import(id);
      if (kept === null) return null;
      const { deals } = reportOf(kept.report);
      return { kind, at, id, source: kept.source, deals: deals.created + deals.updated };
    }
    case 'deals': {
      const entry = await entryOf(id, context);
      if (entry === null) return { kind: 'hidden', at };
      const holding = entry.parts.flatMap((part) => part.events);
      // An imported history says what others recorded elsewhere.
      if (holding.length === 0 || holding.some((event) => event.detail.importId !== undefined)) return null;
      return { kind, at, entry };
    }
  }
}

/** The voiding that took an entry back, by its input: taking that back brings the entry again. */
export const takenBackBy = (entry: DealEntry): string | null =>
  entry.parts
    .flatMap(({ history }) => {
      const seqs = history.events
        .filter((event) => event.inputId === entry.inputId)
        .map((event) => event.seq);
      return history.events.filter((event) => event.voids !== null && seqs.includes(event.voids));
    })
    .at(-1)?.inputId ?? null;
