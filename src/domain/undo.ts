import type { ObjectionStatus, VisitStatus } from './activity.ts';
import type { Change } from './change.ts';
import { type DealEvent, type EventDetail, type EventKind, type NewEvent, voidings } from './deal.ts';

/** A deal's whole history, with the version that it was read at. */
export type History = { deal: number; version: number; events: readonly DealEvent[] };

/** The events that hold, voidings included: none of them is voided by another that holds. */
export function standing(events: readonly DealEvent[]): DealEvent[] {
  const dead = voidings(events);
  return events.filter((event) => !dead.has(event.seq));
}

/** What one input recorded in one deal. */
export type Part = { history: Pick<History, 'events'>; events: readonly DealEvent[] };

/**
 * What an input is about: what it did; of a mere voiding what it voided, and whether that was taken away (an odd chain)
 * or brought back (an even one).
 */
export function aboutOf<P extends Part>(parts: readonly P[]): { parts: readonly P[]; takesAway: boolean } {
  let about = parts;
  let takesAway = false;
  for (;;) {
    const [voided, ...done] = new Set(
      about.flatMap((part) => part.events.map((event) => inputVoidedBy(event, part))),
    );
    if (voided === undefined || voided === null || done.includes(null)) return { parts: about, takesAway };
    about = about.map((part) => ({
      ...part,
      events: part.history.events.filter((event) => event.inputId === voided),
    }));
    takesAway = !takesAway;
  }
}

/** null: the event is no voiding. */
const inputVoidedBy = ({ voids }: DealEvent, { history }: Part): string | null =>
  history.events.find((one) => one.seq === voids)?.inputId ?? null;

/** An entry that moved another to its deal, as its two sides; null when it is none. */
export function moveIn<P extends Part>(parts: readonly P[]): { from: P; to: P } | null {
  const [one, other, third] = parts;
  if (one === undefined || other === undefined || third !== undefined) return null;
  const [from, to] = voidsOnly(one) ? [one, other] : [other, one];
  return voidsOnly(from) && movable(to.events) ? { from, to } : null;
}

const voidsOnly = ({ events }: Part): boolean => events.every((event) => event.voids !== null);

/** What an input recorded in a deal and still holds. */
export const entryIn = (history: Pick<History, 'events'>, inputId: string): DealEvent[] =>
  standing(history.events).filter((event) => event.inputId === inputId);

/**
 * What came after an entry and may rest on it: everything since an opening, else what the same person did to the deal
 * since.
 */
export function restsOn(history: Pick<History, 'events'>, entry: readonly DealEvent[]): DealEvent[] {
  const last = entry.at(-1);
  if (last === undefined) return [];
  const opening = entry.some((event) => event.kind === 'opened');
  return standing(history.events).filter(
    (event) => event.seq > last.seq && event.voids === null && (opening || event.actorId === last.actorId),
  );
}

/** Voids everything that one input recorded, in every deal that it touched. Nothing is removed: history keeps both. */
export function takeBack(
  histories: readonly History[],
  { inputId, now }: { inputId: string; now: Date },
): Change[] {
  const voiding = histories.flatMap((history) => {
    const events = entryIn(history, inputId).map((event) => voided(event, now));
    return events.length === 0 ? [] : [{ history, events }];
  });
  return [
    ...voiding.map(
      ({ history, events }): Change => ({
        kind: 'deal.record',
        deal: history.deal,
        version: history.version,
        events,
      }),
    ),
    ...rowsAfter(
      histories,
      voiding.map(({ history, events }) => ({ deal: history.deal, events })),
    ),
  ];
}

export const voided = (event: Pick<DealEvent, 'seq'>, now: Date): NewEvent => ({
  kind: 'voided',
  at: now,
  changes: {},
  voids: event.seq,
});

/** Kinds that say something of a deal alone and can be said of another: what fix may move. */
const MOVABLE: ReadonlySet<EventKind> = new Set([
  'contacted',
  'attempted',
  'planned',
  'objected',
  'noted',
  'stepped',
  'snoozed',
]);

export const movable = (entry: readonly DealEvent[]): boolean =>
  entry.length > 0 &&
  entry.every((event) => MOVABLE.has(event.kind) && (event.detail.objection ?? 'recorded') === 'recorded');

/** Voids an entry where it is and records it again in another deal, as having happened when it did. */
export function moveEntry(
  { from, to }: { from: History; to: History & { open: boolean } },
  { inputId, now }: { inputId: string; now: Date },
): Change[] {
  const entry = entryIn(from, inputId);
  const voids = entry.map((event) => voided(event, now));
  // A closed deal has no next step and nothing to snooze, and a step that was done was the other deal's.
  const kept = entry
    .filter((event) => to.open || !['stepped', 'snoozed'].includes(event.kind))
    .filter((event) => event.detail.stepDone !== true);
  const again = kept.map(
    ({ kind, at, changes, detail }): NewEvent => ({ kind, at, changes, detail: withoutPlan(detail, from) }),
  );
  return [
    { kind: 'deal.record', deal: from.deal, version: from.version, events: voids },
    ...(again.length === 0
      ? []
      : [{ kind: 'deal.record' as const, deal: to.deal, version: to.version, events: again }]),
    ...rowsAfter(
      [from, to],
      [
        { deal: from.deal, events: voids },
        { deal: to.deal, events: again },
      ],
    ),
  ];
}

/** A plan of the deal that an entry leaves did not take place there: it is a plan again. */
function withoutPlan(detail: EventDetail, { events }: History): EventDetail {
  const { replaces, ...rest } = detail;
  const isPlan = events.some((event) => event.kind === 'planned' && event.detail.visitId === replaces);
  return replaces !== undefined && isPlan ? rest : detail;
}

type Rows = {
  /** `deal` null: a visit to a customer without a deal stays there. */
  visits: Map<string, { deal: number | null; status: VisitStatus }>;
  objections: Map<string, { deal: number; status: ObjectionStatus; responseId: string | null }>;
};

/** Visits and objections keep rows beside the history: what the history that holds says of them. */
export function rowsOf(histories: readonly Pick<History, 'deal' | 'events'>[]): Rows {
  const rows: Rows = { visits: new Map(), objections: new Map() };
  for (const { deal, events } of histories) {
    const holds = standing(events);
    // Nothing counts in a deal whose opening was taken back.
    const opened = holds.some((event) => event.kind === 'opened');
    for (const event of events) {
      const counts = opened && holds.includes(event);
      noteVisit(rows, { deal, event, counts });
      noteObjection(rows, { deal, event, counts });
    }
  }
  return rows;
}

type Noted = { deal: number; event: DealEvent; counts: boolean };

const VISIT_STATUS: Partial<Record<EventKind, VisitStatus>> = {
  contacted: 'done',
  attempted: 'attempt',
  planned: 'planned',
};

function noteVisit({ visits }: Rows, { deal, event, counts }: Noted): void {
  const { visitId, replaces } = event.detail;
  const status = VISIT_STATUS[event.kind];
  if (visitId === undefined || status === undefined) return;
  if (replaces !== undefined) {
    if (counts) visits.set(replaces, { deal: visits.get(replaces)?.deal ?? null, status: 'void' });
    else if (!visits.has(replaces)) visits.set(replaces, { deal: null, status });
  }
  if (counts) visits.set(visitId, { deal, status });
  else if (!visits.has(visitId)) visits.set(visitId, { deal, status: 'void' });
}

function noteObjection({ objections }: Rows, { deal, event, counts }: Noted): void {
  const { objectionId, objection: step, textId } = event.detail;
  if (objectionId === undefined || step === undefined) return;
  const before = objections.get(objectionId);
  if (counts) {
    const status = step === 'recorded' ? 'open' : step;
    objections.set(objectionId, { deal, status, responseId: textId ?? before?.responseId ?? null });
  } else if (before === undefined) {
    objections.set(objectionId, { deal, status: 'void', responseId: null });
  }
}

/** The changes of rows that follow from new events. */
function rowsAfter(
  histories: readonly History[],
  added: readonly { deal: number; events: readonly NewEvent[] }[],
): Change[] {
  const before = rowsOf(histories);
  const after = rowsOf(
    histories.map((history) => ({
      deal: history.deal,
      events: [
        ...history.events,
        ...(added.find((one) => one.deal === history.deal)?.events ?? []).map(recorded(history)),
      ],
    })),
  );
  const changes: Change[] = [];
  for (const [id, row] of after.visits) {
    const was = before.visits.get(id);
    const { deal, status } = row;
    if (was?.status !== status || was.deal !== deal)
      changes.push({ kind: 'visit.set', id, set: deal === null ? { status } : { deal, status } });
  }
  for (const [id, row] of after.objections) {
    const was = before.objections.get(id);
    if (was?.status !== row.status || was.deal !== row.deal || was.responseId !== row.responseId) {
      changes.push({ kind: 'objection.set', id, ...row });
    }
  }
  return changes;
}

/** New events as the history will hold them. */
const recorded =
  (history: History) =>
  (event: NewEvent, index: number): DealEvent => {
    const { deal: _, ...detail } = event.detail ?? {};
    return {
      ...event,
      detail,
      voids: event.voids ?? null,
      seq: history.version + index + 1,
      actorId: '',
      teamId: '',
      inputId: '',
      recordedAt: event.at,
    };
  };
