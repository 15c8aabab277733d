import { partsOf } from '../../src/cards/line.ts';
import type { Context } from '../../src/chat/command.ts';
import { dayOf, timeOf } from '../../src/domain/day.ts';
import type { DealEvent } from '../../src/domain/deal.ts';
import { aboutOf, moveIn, restsOn } from '../../src/domain/undo.ts';
import type { DealView, VisitView } from '../../src/domain/views.ts';
import { withTime } from '../../src/domain/when.ts';
import { penOf } from '../deal/answer.ts';
import { inFull } from '../visit/reading.ts';
import type { DealEntry } from './entries.ts';

/** What an entry was, in words: what was done, and what was written with it. Of a voiding, what it voided. */
export async function entryText(entry: DealEntry, context: Context): Promise<string> {
  const { m } = context;
  const { parts } = aboutOf(entry.parts);
  const move = moveIn(parts);
  if (move !== null) {
    const { from, to } = move;
    return m.undo.move(await eventsText(to.view, to.events, context), from.view.name, to.view.name);
  }
  const texts = await Promise.all(parts.map(({ view, events }) => eventsText(view, events, context)));
  return [...new Set(texts)].filter((text) => text !== '').join(m.line.and);
}

async function eventsText(view: DealView, events: readonly DealEvent[], context: Context): Promise<string> {
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

/** On which deals, and when it was recorded. */
export const entryPlace = (entry: DealEntry, context: Context): string =>
  [...entry.parts.map(({ view }) => `#${view.number} ${view.name}`), whenText(entry.at, context)].join(' · ');

/** A day in full and the time; the list is read by one person, so by their clock. */
export const whenText = (at: Date, context: Context): string =>
  withTime(inFull(dayOf(at, context.zone), context), timeOf(at, context.zone));

/** A visit to a customer without a deal: whom, when, what. */
export async function visitText(visit: VisitView, context: Context): Promise<string> {
  const { m, read, zone } = context;
  const customer = visit.customerId === null ? null : await read.customerName(visit.customerId);
  const day = inFull(dayOf(visit.at, zone), context);
  const said = { customer: customer ?? m.chat.none, day, what: short(visit.summary) };
  return visit.status === 'planned' ? m.undo.plan(said) : m.undo.visit(said);
}

/** What was done on the deals since, one line each. */
export async function laterThings(entry: DealEntry, context: Context): Promise<readonly string[]> {
  const lines = await Promise.all(
    entry.parts.flatMap(({ view, history, events }) => {
      const later = restsOn(history, events);
      const inputs = [...new Set(later.map((event) => event.inputId))];
      return inputs.map((id) =>
        eventsText(
          view,
          later.filter((event) => event.inputId === id),
          context,
        ),
      );
    }),
  );
  return lines.filter((line) => line !== '');
}
