import { type Day, dayOf, middleOf } from './day.ts';
import { type DealEvent, type DealState, later, live, type NewEvent } from './deal.ts';
import type { Money } from './money.ts';
import { type Decision, enter, lose, type MoveTo, metBy, type Refusal, win } from './moves.ts';
import { findStage, type Stage, winningStage } from './stage.ts';

/** When a deal is said to have closed, and when that is said. */
export type ClosedOn = {
  day: Day;
  now: Date;
  /** Whose day it is, and the zone in which the organisation counts. */
  zone: string;
  office: string;
};

/**
 * The instant that a closing day stands for: now for today, its middle for a day before, and never before the deal was
 * opened.
 */
export function closingInstant(state: Pick<DealState, 'openedAt'>, on: ClosedOn): Date | Refusal {
  const { day, now, zone, office } = on;
  const today = dayOf(now, zone);
  if (day > today) return { refused: 'future' };
  if (day < dayOf(state.openedAt, zone)) return { refused: 'beforeOpening' };
  if (day === today) return now;
  return later(middleOf(day, { zone, office }), state.openedAt);
}

export type ClosingWon = Omit<MoveTo, 'reached'> & {
  on: ClosedOn;
  /** The final amount; null keeps what the deal had. */
  amount: Money | null;
};

/** A win on a day, when the standard of the winning stage is met or a manager lets it through. */
export function closeWon(won: ClosingWon): Decision {
  const { state, pipeline, amount, reasonId } = won;
  if (state.status !== 'open') return { refused: 'notOpen' };
  const at = closingInstant(state, won.on);
  if ('refused' in at) return at;
  const stage = winningStage(pipeline);
  const entry = stage === undefined ? { detail: {} } : enter(won, stage);
  if ('refused' in entry) return entry;
  const booked = { amount: amount?.minor ?? null, currency: amount?.currency ?? state.currency };
  const decision = win({ state, pipeline, at, ...booked });
  if ('refused' in decision) return decision;
  const detail = { ...entry.detail, ...(reasonId === null ? {} : { textId: reasonId }) };
  return { events: [...metBy(won, at), ...decision.events.map((event) => ({ ...event, detail }))] };
}

export type ClosingLost = Pick<DealState, 'lossReason' | 'competitorId'> & {
  on: ClosedOn;
  /** Open objections that became the reason. */
  objectionIds: readonly string[];
  reasonId: string | null;
};

/** A loss on a day. */
export function closeLost(state: DealState, lost: ClosingLost): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  const at = closingInstant(state, lost.on);
  if ('refused' in at) return at;
  const decision = lose(state, { ...lost, at });
  if ('refused' in decision) return decision;
  const detail = lost.reasonId === null ? {} : { detail: { textId: lost.reasonId } };
  const objected = lost.objectionIds.map(
    (objectionId): NewEvent => ({
      kind: 'objected',
      at,
      changes: {},
      detail: { objectionId, objection: 'lost' },
    }),
  );
  return { events: [...objected, ...decision.events.map((event) => ({ ...event, ...detail }))] };
}

type Step = Pick<DealState, 'nextStepId' | 'nextStepDue'>;
export const NO_STEP: Step = { nextStepId: null, nextStepDue: null };

/** The next step that a closed deal had when it closed, unless its day has passed since. */
export function stepLeft(events: readonly DealEvent[], today: Day): Step {
  let step = NO_STEP;
  let left = NO_STEP;
  for (const { kind, changes } of live(events)) {
    if (kind === 'won' || kind === 'lost') left = step;
    const { nextStepId = step.nextStepId, nextStepDue = step.nextStepDue } = changes;
    step = { nextStepId, nextStepDue };
  }
  return left.nextStepDue !== null && left.nextStepDue < today ? NO_STEP : left;
}

/** What an event sets to bring a step back; nothing for none, which is what a closed deal has. */
const bringing = (step: Step): Partial<Step> => (step.nextStepId === null ? {} : step);

/** A lost deal comes back into the funnel at the stage it had, with the next step that is still ahead. */
export function reopen(state: DealState, why: { now: Date; reasonId: string | null; step: Step }): Decision {
  if (state.status !== 'lost') return { refused: 'notClosed' };
  return {
    events: [
      {
        kind: 'reopened',
        at: why.now,
        changes: { status: 'open', lossReason: null, competitorId: null, ...bringing(why.step) },
        ...(why.reasonId === null ? {} : { detail: { textId: why.reasonId } }),
      },
    ],
  };
}

/** A win is taken back into the funnel, at `stage`; it counts against the period in which that happens. */
export function cancelWin(
  state: DealState,
  why: { now: Date; stage: Stage; reasonId: string; step: Step },
): Decision {
  if (state.status !== 'won') return { refused: 'notWon' };
  return {
    events: [
      {
        kind: 'cancelled',
        at: why.now,
        changes: { status: 'open', stageId: why.stage.id, ...bringing(why.step) },
        detail: { textId: why.reasonId },
      },
    ],
  };
}

/** The stage a won deal came from: the last open one that it entered. */
export function stageBeforeWin(pipeline: MoveTo['pipeline'], entered: readonly string[]): Stage | undefined {
  const came = entered.flatMap((id) => findStage(pipeline, id) ?? []).filter((one) => one.part === 'open');
  return came.at(-1) ?? pipeline.stages.filter((one) => one.part === 'open').at(-1);
}
