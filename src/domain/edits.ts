import type { Day } from './day.ts';
import type { Ball, DealState, NewEvent, Tracked } from './deal.ts';
import type { Decision } from './moves.ts';

/** What an edit may set. A value that is left out stays. */
export type Edits = Partial<
  Pick<
    Tracked,
    'amount' | 'currency' | 'expectedClose' | 'nameId' | 'customerId' | 'partnerId' | 'category' | 'phase'
  >
>;

/** From this many pushes on, the next one has to say why. */
const FREE_PUSHES = 2;

/** Sets what is different, in one event. The third time the expected close moves later, it asks why. */
export function edit(state: DealState, edits: Edits, at: { now: Date; reasonId: string | null }): Decision {
  if (state.status === 'void') return { refused: 'notOpen' };
  const changes = differing(state, edits);
  if (Object.keys(changes).length === 0) return { refused: 'unchanged' };
  if (
    state.status === 'open' &&
    isPush(state, changes) &&
    state.pushes >= FREE_PUSHES &&
    at.reasonId === null
  ) {
    return { refused: 'push', pushes: state.pushes };
  }
  const why = at.reasonId === null ? {} : { detail: { textId: at.reasonId } };
  return { events: [{ kind: 'edited', at: at.now, changes, ...why }] };
}

const KEYS = [
  'amount',
  'currency',
  'expectedClose',
  'nameId',
  'customerId',
  'partnerId',
  'category',
  'phase',
] as const satisfies readonly (keyof Edits)[];

function differing(state: DealState, edits: Edits): Edits {
  const kept = KEYS.filter((key) => edits[key] !== undefined && edits[key] !== state[key]);
  return Object.fromEntries(kept.map((key) => [key, edits[key]]));
}

const isPush = (state: DealState, { expectedClose }: Edits): boolean =>
  state.expectedClose !== null &&
  expectedClose !== undefined &&
  expectedClose !== null &&
  expectedClose > state.expectedClose;

/** What is to be done next, and by when. */
export function planStep(state: DealState, step: { stepId: string; due: Day | null; now: Date }): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  return {
    events: [{ kind: 'stepped', at: step.now, changes: { nextStepId: step.stepId, nextStepDue: step.due } }],
  };
}

/** The next step is done; what comes after it is still to be said. */
export function finishStep(state: DealState, now: Date): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  if (state.nextStepId === null) return { refused: 'noStep' };
  return {
    events: [
      {
        kind: 'stepped',
        at: now,
        changes: { nextStepId: null, nextStepDue: null },
        detail: { stepDone: true },
      },
    ],
  };
}

export type Snooze = { until: Day; ball: Ball | null; today: Day; now: Date; reasonId: string | null };

/** No reminders until a day, because somebody else has the ball. */
export function snooze(state: DealState, to: Snooze): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  if (to.until <= to.today) return { refused: 'past' };
  const event: NewEvent = {
    kind: 'snoozed',
    at: to.now,
    changes: { snoozedUntil: to.until, ...(to.ball === null ? {} : { ball: to.ball }) },
    ...(to.reasonId === null ? {} : { detail: { textId: to.reasonId } }),
  };
  return { events: [event] };
}

/** Reminders again. */
export function wake(state: DealState, now: Date): Decision {
  if (state.snoozedUntil === null) return { refused: 'notSnoozed' };
  return { events: [{ kind: 'snoozed', at: now, changes: { snoozedUntil: null } }] };
}

export function holdBall(state: DealState, to: { ball: Ball; now: Date }): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  if (state.ball === to.ball) return { refused: 'unchanged' };
  return { events: [{ kind: 'edited', at: to.now, changes: { ball: to.ball } }] };
}

export function hide(state: DealState, to: { confidential: boolean; now: Date }): Decision {
  if (state.confidential === to.confidential) return { refused: 'unchanged' };
  return { events: [{ kind: 'edited', at: to.now, changes: { confidential: to.confidential } }] };
}

/** A new owner; the deal follows them to their team. */
export function assign(state: DealState, to: { ownerId: string; teamId: string; now: Date }): Decision {
  if (state.status === 'void') return { refused: 'notOpen' };
  if (state.ownerId === to.ownerId && state.teamId === to.teamId) return { refused: 'unchanged' };
  return {
    events: [{ kind: 'assigned', at: to.now, changes: { ownerId: to.ownerId, teamId: to.teamId } }],
  };
}
