import { dayText } from '../../src/cards/deal.ts';
import { partsOf } from '../../src/cards/line.ts';
import type { Context } from '../../src/chat/command.ts';
import { dayOf, timeOf } from '../../src/domain/day.ts';
import type { DealEvent } from '../../src/domain/deal.ts';
import { entryIn, type History } from '../../src/domain/undo.ts';
import type { DealView } from '../../src/domain/views.ts';
import { penOf, subjectOf } from '../deal/answer.ts';

/** What one input recorded and still holds, in one deal or, for a split or merge, in two. */
export type OwnEntry = {
  inputId: string;
  at: Date;
  actorId: string;
  parts: readonly { view: DealView; history: History; events: readonly DealEvent[] }[];
};

/** A deal's whole history, with the version that a decision on it rests on. */
export async function historyOf(read: Pick<Context['read'], 'eventsOf'>, deal: number): Promise<History> {
  const events = await read.eventsOf(deal);
  return { deal, version: events.at(-1)?.seq ?? 0, events };
}

/** What an input recorded; null when it is not known, or touched a deal that the person may not read. */
export async function entryOf(inputId: string, { read, may }: Context): Promise<OwnEntry | null> {
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

/** The person's last entries that still hold, newest first; in a deal's own thread those of that deal. */
export async function lastEntries(take: number, context: Context): Promise<readonly OwnEntry[]> {
  const { read, person, here } = context;
  const recent = await read.entriesOf(person.id, 3 * take);
  const ids = recent
    .filter((entry) => here.deal === null || entry.deal === here.deal)
    .filter((entry) => entry.events.every((event) => event.detail.importId === undefined))
    .map((entry) => entry.inputId);
  const found: OwnEntry[] = [];
  for (const id of new Set(ids)) {
    const entry = await entryOf(id, context);
    if (entry?.parts.some((part) => part.events.length > 0) === true) found.push(entry);
    if (found.length === take) break;
  }
  return found;
}

/** What an entry was, in words: what was done, and what was written with it. */
export async function entryText(entry: OwnEntry, context: Context): Promise<string> {
  const said = await Promise.all(
    entry.parts.map(async ({ view, events }) => eventsText(view, events, context)),
  );
  return [...new Set(said)].filter((text) => text !== '').join(context.m.line.and);
}

export async function eventsText(
  view: DealView,
  events: readonly DealEvent[],
  context: Context,
): Promise<string> {
  const { read } = context;
  const history = await read.history(view.number);
  const stages = (await read.pipelines()).flatMap((pipeline) => pipeline.stages);
  const pen = penOf(context);
  const parts = events.flatMap((event) => {
    const seen = history.find((one) => one.seq === event.seq);
    return seen === undefined ? [] : partsOf(seen, { view, stages, pen });
  });
  const written = await writtenWith(events, context);
  const text = [...new Set(parts)].join(context.m.line.and);
  return written === null ? text : `${text} “${written}”`;
}

const SHORT = 40;

/** The words of the visit or objection that an entry recorded. */
async function writtenWith(events: readonly DealEvent[], { read }: Context): Promise<string | null> {
  for (const { kind, detail } of events) {
    const { visitId, objectionId } = detail;
    if (kind === 'objected' && objectionId !== undefined) {
      return short((await read.objection(objectionId))?.words ?? null);
    }
    if (visitId !== undefined) return short((await read.visit(visitId))?.summary ?? null);
  }
  return null;
}

const short = (text: string | null): string | null =>
  text === null || text.length <= SHORT ? text : `${text.slice(0, SHORT)}…`;

/** On which deal, and when. */
export function entryPlace(entry: OwnEntry, context: Context): string {
  const { organisation } = context;
  const deals = entry.parts.map(({ view }) => `#${view.number} ${view.name}`);
  const day = dayText(dayOf(entry.at, organisation.zone), penOf(context));
  return [...deals, `${day} ${timeOf(entry.at, organisation.zone)}`].join(' · ');
}

/** The voiding that took an entry back, by its input: taking that back brings the entry again. */
export const takenBackBy = (entry: OwnEntry): string | null =>
  entry.parts
    .flatMap(({ history }) => {
      const seqs = history.events
        .filter((event) => event.inputId === entry.inputId)
        .map((event) => event.seq);
      return history.events.filter((event) => event.voids !== null && seqs.includes(event.voids));
    })
    .at(-1)?.inputId ?? null;
