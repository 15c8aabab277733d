import type { Day } from './day.ts';
import type { Category, Phase } from './stage.ts';

export const BALLS = ['customer', 'partner', 'us', 'nobody'] as const;
/** Who must act next. */
export type Ball = (typeof BALLS)[number];

export const LOSS_REASONS = [
  'price',
  'product',
  'competitor',
  'no_decision',
  'no_budget',
  'timing',
  'relationship',
  'other',
] as const;
export type LossReason = (typeof LOSS_REASONS)[number];

export type DealStatus = 'open' | 'won' | 'lost' | 'void';

/** What events set directly. Names and other texts are ids into Text. */
export type Tracked = {
  status: DealStatus;
  pipelineId: string;
  stageId: string;
  nameId: string;
  customerId: string | null;
  partnerId: string | null;
  /** Minor units; null = not known, counted but not summed. */
  amount: number | null;
  currency: string;
  expectedClose: Day | null;
  ownerId: string;
  teamId: string;
  /** The owner's override; null = the stage's. */
  category: Category | null;
  phase: Phase | null;
  ball: Ball | null;
  nextStepId: string | null;
  nextStepDue: Day | null;
  snoozedUntil: Day | null;
  confidential: boolean;
  lossReason: LossReason | null;
  competitorId: string | null;
  partOf: number | null;
  mergedInto: number | null;
  source: string | null;
};

/** Tracked values and what follows from the events that set them. */
export type DealState = Tracked & {
  openedAt: Date;
  stageSince: Date;
  /** The stuck clock: like stageSince, but moving back, and forward again to where the deal had been, lets it run on. */
  stuckSince: Date;
  closedAt: Date | null;
  lastContactAt: Date | null;
  /** Where the silent clock starts: the last contact, or the opening or import. */
  silentFrom: Date;
  /** Times the expected close was moved later. */
  pushes: number;
  /** Criteria met, in the order they were met. */
  met: readonly string[];
};

export const EVENT_KINDS = [
  'opened',
  'moved',
  'edited',
  'stepped',
  'contacted',
  'attempted',
  'planned',
  'objected',
  'met',
  'won',
  'lost',
  'cancelled',
  'reopened',
  'assigned',
  'noted',
  'snoozed',
  'split',
  'merged',
  'voided',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Ids and codes that explain an event; what people wrote stays in Text. */
export type EventDetail = {
  /** Why: a text id (gate let through, move back, third push, note). */
  textId?: string;
  visitId?: string;
  /** The visit that `visitId` stands for from now on: the plan that took place, or what was logged without the deal. */
  replaces?: string;
  objectionId?: string;
  objection?: 'recorded' | 'answered' | 'resolved' | 'lost';
  criterionIds?: readonly string[];
  /** Criteria not met when a manager let the deal through. */
  unmetIds?: readonly string[];
  skippedIds?: readonly string[];
  /** A move to an earlier stage. */
  back?: boolean;
  /** A move forward, but no further than the deal had been since its stuck clock began. */
  again?: boolean;
  /** The other deal of a split or merge. */
  deal?: number;
  importId?: string;
  /** The next step was done, not replaced. */
  stepDone?: boolean;
  /** Last customer contact of a deal that was merged into this one, ISO. */
  contactedAt?: string;
};

/** A deal by number, or one opened by the same list of changes, by its ref there. */
export type DealRef = number | { made: string };

export type DealEvent = {
  seq: number;
  kind: EventKind;
  actorId: string;
  teamId: string;
  at: Date;
  recordedAt: Date;
  changes: Partial<Tracked>;
  detail: EventDetail;
  /** seq of the event that this one voids. */
  voids: number | null;
  inputId: string;
};

/** An event as a rule decides it; the store adds seq, actor, team and the recording time. */
export type NewEvent = Pick<DealEvent, 'kind' | 'at' | 'changes'> & { detail?: NewDetail; voids?: number };

/** The other deal of a split has no number before it is recorded. */
export type NewDetail = Omit<EventDetail, 'deal'> & { deal?: DealRef };

/** What was true before the first event: nothing but the values that the opening must set. */
type Opening = Tracked;

/** What voids what: the seq of each event that does not count, with the event that took it back. */
export function voidings(events: readonly DealEvent[]): ReadonlyMap<number, DealEvent> {
  const dead = new Map<number, DealEvent>();
  for (const event of [...events].sort((a, b) => b.seq - a.seq)) {
    if (event.voids !== null && !dead.has(event.seq)) dead.set(event.voids, event);
  }
  return dead;
}

/** The events that count: those no live event voids. Voiding a voiding brings the first one back. */
export function live(events: readonly DealEvent[]): DealEvent[] {
  const dead = voidings(events);
  return events.filter((event) => !dead.has(event.seq) && event.voids === null).sort((a, b) => a.seq - b.seq);
}

function begin(opening: Opening, { at, recordedAt, detail }: DealEvent): DealState {
  return {
    ...opening,
    openedAt: at,
    stageSince: at,
    stuckSince: at,
    closedAt: opening.status === 'open' ? null : at,
    lastContactAt: null,
    // Nobody could hear a nudge before the import that brought the deal.
    silentFrom: detail.importId === undefined ? at : recordedAt,
    pushes: 0,
    met: [],
  };
}

export const later = (a: Date, b: Date): Date => (a.getTime() >= b.getTime() ? a : b);

/** One step of the fold. */
export function apply(
  before: DealState,
  event: Pick<DealEvent, 'kind' | 'at' | 'changes'> & { detail: NewDetail },
): DealState {
  const { changes, at, kind, detail } = event;
  const next: DealState = { ...before, ...changes };
  if (next.stageId !== before.stageId || reopens(kind)) next.stageSince = at;
  if (startsClock(before, event)) next.stuckSince = at;
  if (pushed(before, next)) next.pushes = before.pushes + 1;
  if (next.status !== before.status) next.closedAt = next.status === 'open' ? null : at;
  else if (kind === 'won' || kind === 'lost') next.closedAt = at;
  // A history with its reopening voided may go from lost to won: what is not lost has no reason for it.
  if (next.status === 'open' || next.status === 'won') next.lossReason = null;

  const contact = contactOf(event);
  if (contact !== null) {
    next.lastContactAt = before.lastContactAt === null ? contact : later(before.lastContactAt, contact);
    next.silentFrom = later(before.silentFrom, contact);
  }
  // Nobody waited for a closed deal: its clocks start again.
  if (reopens(kind)) next.silentFrom = later(before.silentFrom, at);
  if (kind === 'met') next.met = [...new Set([...before.met, ...(detail.criterionIds ?? [])])];
  return next;
}

const reopens = (kind: EventKind): boolean => kind === 'reopened' || kind === 'cancelled';

/** The stuck clock starts anew in a stage further than any since it began, and in a deal that is open again. */
const startsClock = (
  before: Pick<DealState, 'stageId'>,
  { kind, changes, detail }: Pick<DealEvent, 'kind' | 'changes'> & { detail: NewDetail },
): boolean => {
  const moves = changes.stageId !== undefined && changes.stageId !== before.stageId;
  return reopens(kind) || (moves && detail.back !== true && detail.again !== true);
};

/** Stage ids that a deal has been in since its stuck clock began, the one where it began first. */
export function reachedOnClock(events: readonly DealEvent[]): readonly string[] {
  let reached: string[] = [];
  for (const event of live(events)) {
    const stageId = event.changes.stageId ?? reached.at(-1);
    if (stageId === undefined) continue;
    if (startsClock({ stageId: reached.at(-1) ?? '' }, event)) reached = [stageId];
    else if (stageId !== reached.at(-1)) reached = [...reached, stageId];
  }
  return reached;
}

const pushed = (before: DealState, next: DealState): boolean =>
  before.status === 'open' &&
  next.status === 'open' &&
  before.expectedClose !== null &&
  next.expectedClose !== null &&
  next.expectedClose > before.expectedClose;

/** When the customer was last heard of, if the event says so. */
function contactOf({
  kind,
  at,
  detail,
}: Pick<DealEvent, 'kind' | 'at'> & { detail: NewDetail }): Date | null {
  if (kind === 'contacted') return at;
  return kind === 'merged' && detail.contactedAt !== undefined ? new Date(detail.contactedAt) : null;
}

/**
 * The state that a history adds up to. The first event is the opening; a voided opening leaves a void deal that
 * still shows what it was, closed when the opening was taken back.
 */
export function fold(events: readonly DealEvent[]): DealState {
  const ordered = [...events].sort((a, b) => a.seq - b.seq);
  const opening = ordered[0];
  if (opening === undefined || opening.kind !== 'opened')
    throw new Error('a deal history starts with its opening');
  let state = begin(asOpening(opening.changes), opening);
  for (const event of live(ordered)) if (event.seq !== opening.seq) state = apply(state, event);
  const takenBack = voidings(ordered).get(opening.seq);
  return takenBack === undefined
    ? state
    : { ...state, status: 'void', closedAt: later(state.openedAt, takenBack.recordedAt) };
}

/** An opening sets every tracked value; a history whose opening does not is broken. */
function asOpening(changes: Partial<Tracked>): Opening {
  const { status, pipelineId, stageId, nameId, currency, ownerId, teamId } = changes;
  if (
    status === undefined ||
    pipelineId === undefined ||
    stageId === undefined ||
    nameId === undefined ||
    currency === undefined ||
    ownerId === undefined ||
    teamId === undefined
  ) {
    throw new Error('an opening sets status, pipeline, stage, name, currency, owner and team');
  }
  return { ...BLANK, ...changes, status, pipelineId, stageId, nameId, currency, ownerId, teamId };
}

/** Values that an opening may leave out. */
export const BLANK = {
  customerId: null,
  partnerId: null,
  amount: null,
  expectedClose: null,
  category: null,
  phase: null,
  ball: null,
  nextStepId: null,
  nextStepDue: null,
  snoozedUntil: null,
  confidential: false,
  lossReason: null,
  competitorId: null,
  partOf: null,
  mergedInto: null,
  source: null,
} as const satisfies Partial<Tracked>;
