import type { DealState, NewEvent } from './deal.ts';
import {
  between,
  type Criterion,
  findStage,
  nextStage,
  type Pipeline,
  type Stage,
  unmet,
  winningStage,
} from './stage.ts';

/** What a rule decides: events to record, or why not. Commands turn a refusal into a sentence. */
export type Decision = { events: readonly NewEvent[] } | Refusal;

export type Refusal =
  | { refused: 'notOpen' }
  | { refused: 'notClosed' }
  | { refused: 'notWon' }
  | { refused: 'noNext'; stage: Stage }
  | { refused: 'sameStage'; stage: Stage }
  | { refused: 'otherPipeline' }
  /** The standard of the stage is not met; a manager may let the deal through with a reason. */
  | { refused: 'gate'; stage: Stage; unmet: readonly Criterion[] }
  /** Going back needs a reason. */
  | { refused: 'reason'; stage: Stage }
  /** The stage wins: amount and date are asked for. */
  | { refused: 'wins'; stage: Stage }
  /** Nobody closes a deal in the future, or before it was opened. */
  | { refused: 'future' }
  | { refused: 'beforeOpening' }
  /** What was said is so already. */
  | { refused: 'unchanged' }
  /** The expected close has been moved later `pushes` times: the next time, why. */
  | { refused: 'push'; pushes: number }
  | { refused: 'noStep' }
  | { refused: 'past' }
  | { refused: 'notSnoozed' }
  | { refused: 'sameDeal' }
  | { refused: 'currencies' }
  | { refused: 'partTooLarge' };

export const isRefusal = (decision: Decision): decision is Refusal => 'refused' in decision;

export type MoveTo = {
  state: DealState;
  pipeline: Pipeline;
  /** Stage ids that the deal has been in since its stuck clock began. */
  reached: readonly string[];
  now: Date;
  /** Criteria that are met by this very move. */
  meets: readonly string[];
  /** Text id of why: needed to go back, and to be let through a gate. */
  reasonId: string | null;
  /** A manager lets it through although the standard is not met. */
  letThrough: boolean;
};

/** To the next stage. */
export function advance(move: MoveTo): Decision {
  const { state, pipeline } = move;
  if (state.status !== 'open') return { refused: 'notOpen' };
  const next = nextStage(pipeline, state.stageId);
  if (next !== undefined) return moveTo(move, next);
  const at = findStage(pipeline, state.stageId);
  return at === undefined ? { refused: 'otherPipeline' } : { refused: 'noNext', stage: at };
}

/** To any stage: forward past others (shown as skipped) when its standard is met, back with a reason. */
export function moveTo(move: MoveTo, to: Stage): Decision {
  const { state, pipeline, now, reasonId } = move;
  if (state.status !== 'open') return { refused: 'notOpen' };
  const from = findStage(pipeline, state.stageId);
  if (from === undefined || to.pipelineId !== pipeline.id) return { refused: 'otherPipeline' };
  if (to.id === from.id) return { refused: 'sameStage', stage: to };
  if (to.part !== 'open') return { refused: 'wins', stage: to };

  const back = to.position < from.position;
  if (back && reasonId === null) return { refused: 'reason', stage: to };
  const why = reasonId === null ? {} : { textId: reasonId };
  if (back)
    return { events: [{ kind: 'moved', at: now, changes: { stageId: to.id }, detail: { back, ...why } }] };

  const entry = enter(move, to);
  if ('refused' in entry) return entry;
  const moved: NewEvent = {
    kind: 'moved',
    at: now,
    changes: { stageId: to.id },
    detail: { ...why, ...(wasThere(move, to) ? { again: true } : {}), ...entry.detail },
  };
  return { events: [...metBy(move, now), moved] };
}

/** Whether the deal has been in this stage, or further, since its stuck clock began. */
const wasThere = ({ pipeline, reached }: MoveTo, to: Stage): boolean =>
  reached.some((id) => (findStage(pipeline, id)?.position ?? -1) >= to.position);

type Entering = Pick<MoveTo, 'state' | 'pipeline' | 'meets' | 'letThrough'>;

/** Whether a deal may enter a stage ahead of it, and what its history keeps of the way there. */
export function enter(
  { state, pipeline, meets, letThrough }: Entering,
  to: Stage,
): { detail: { skippedIds?: readonly string[]; unmetIds?: readonly string[] } } | Refusal {
  const missing = unmet(to, [...state.met, ...meets]);
  if (missing.length > 0 && !letThrough) return { refused: 'gate', stage: to, unmet: missing };
  const from = findStage(pipeline, state.stageId);
  const skipped = from === undefined ? [] : between(pipeline, from, to);
  return {
    detail: {
      ...(skipped.length === 0 ? {} : { skippedIds: skipped.map((stage) => stage.id) }),
      ...(missing.length === 0 ? {} : { unmetIds: missing.map((one) => one.id) }),
    },
  };
}

/** Criteria ticked on the way, as an event of their own. */
export const metBy = ({ meets }: Pick<MoveTo, 'meets'>, at: Date): NewEvent[] =>
  meets.length === 0 ? [] : [{ kind: 'met', at, changes: {}, detail: { criterionIds: meets } }];

const NOTHING_LEFT_TO_DO = { nextStepId: null, nextStepDue: null, snoozedUntil: null } as const;

export type Win = {
  state: Pick<DealState, 'status'>;
  pipeline: Pipeline;
  at: Date;
  /** The final amount in minor units; null keeps what the deal had. */
  amount: number | null;
  currency?: string;
};

/** Books the final amount, enters the winning stage where there is one, and closes. Asks for no standard: closing.ts does. */
export function win({ state, pipeline, at, amount, currency }: Win): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  const stage = winningStage(pipeline);
  return {
    events: [
      {
        kind: 'won',
        at,
        changes: {
          status: 'won',
          ...(amount === null ? {} : { amount }),
          ...(amount === null || currency === undefined ? {} : { currency }),
          ...(stage === undefined ? {} : { stageId: stage.id }),
          ...NOTHING_LEFT_TO_DO,
        },
      },
    ],
  };
}

/** A lost deal keeps its stage. */
export function lose(
  state: Pick<DealState, 'status'>,
  lost: Pick<DealState, 'lossReason' | 'competitorId'> & { at: Date },
): Decision {
  if (state.status !== 'open') return { refused: 'notOpen' };
  const { at, lossReason, competitorId } = lost;
  return {
    events: [
      { kind: 'lost', at, changes: { status: 'lost', lossReason, competitorId, ...NOTHING_LEFT_TO_DO } },
    ],
  };
}
