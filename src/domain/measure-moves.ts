import type { Day } from './day.ts';
import type { DealEvent, DealState } from './deal.ts';
import { concerns, type History, type HistoryStep, stepsOf, type Whose } from './measure.ts';
import { findStage, type Pipeline } from './stage.ts';
import type { DealLine } from './views.ts';

export const MOVES = ['new', 'advanced', 'regressed', 'won', 'lost', 'reopened', 'slipped'] as const;
export type MoveKind = (typeof MOVES)[number];

/** Something that happened to a deal in a window, as Q2 tells it. */
export type Move = {
  kind: MoveKind;
  deal: DealLine;
  at: Date;
  /** Who did it; null when nobody did: the day came and the deal was not closed. */
  actorId: string | null;
  /** Stages by id; of a slip the expected close before and after (null = taken away, or not yet set anew). */
  from: string | null;
  to: string | null;
};

export type MovesIn = {
  from: Date;
  to: Date;
  pipelines: readonly Pipeline[];
  whose: Whose;
  /** The period that a deal slips out of, and the instant at which it is over. */
  period: { from: Day; until: Day; over: Date };
};

/** The moves of [from, to) in the order in which they happened. */
export function movesIn(histories: readonly History[], lines: readonly DealLine[], at: MovesIn): Move[] {
  const moves = histories.flatMap((history) => movesOf(history, at));
  const slips = at.to >= at.period.over ? leftBehind(lines, at, moves) : [];
  return [...moves, ...slips].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function movesOf(history: History, at: MovesIn): Move[] {
  return stepsOf(history).flatMap((step) => {
    const { event, after } = step;
    if (event.at < at.from || event.at >= at.to || !concerns(at.whose, after)) return [];
    return changesOf(step, at).map((change) => ({
      ...change,
      deal: history.deal,
      at: event.at,
      actorId: event.actorId,
    }));
  });
}

type Change = Pick<Move, 'kind' | 'from' | 'to'>;

function changesOf({ event, before, after }: HistoryStep, at: MovesIn): Change[] {
  if (before === null) return [{ kind: 'new', from: null, to: after.stageId }, ...closing(after)];
  const stages = { from: before.stageId, to: after.stageId };
  const changes: Change[] = [];
  if (before.status !== after.status) {
    if (after.status === 'won' || after.status === 'lost') changes.push({ kind: after.status, ...stages });
    if (after.status === 'open') changes.push({ kind: 'reopened', ...stages });
  } else if (before.stageId !== after.stageId && after.status === 'open') {
    changes.push({ kind: isBack(event, stages, at.pipelines) ? 'regressed' : 'advanced', ...stages });
  }
  if (after.status === 'open' && slipped(before.expectedClose, after.expectedClose, at.period)) {
    changes.push({ kind: 'slipped', from: before.expectedClose, to: after.expectedClose });
  }
  return changes;
}

/** An import may open a deal that is already closed. */
const closing = (state: DealState): Change[] =>
  state.status === 'won' || state.status === 'lost'
    ? [{ kind: state.status, from: null, to: state.stageId }]
    : [];

function isBack(
  event: DealEvent,
  { from, to }: { from: string; to: string },
  pipelines: readonly Pipeline[],
): boolean {
  if (event.detail.back === true) return true;
  for (const pipeline of pipelines) {
    const [left, entered] = [findStage(pipeline, from), findStage(pipeline, to)];
    if (left !== undefined && entered !== undefined) return entered.position < left.position;
  }
  return false;
}

/** The expected close was inside the period and went past its end. */
const slipped = (before: Day | null, after: Day | null, period: { from: Day; until: Day }): boolean =>
  before !== null &&
  before >= period.from &&
  before <= period.until &&
  after !== null &&
  after > period.until;

/** Deals that were still due in the period when it was over: they slipped although nobody moved them. */
function leftBehind(lines: readonly DealLine[], at: MovesIn, moves: readonly Move[]): Move[] {
  const told = new Set(moves.filter((move) => move.kind === 'slipped').map((move) => move.deal.number));
  return lines
    .filter(({ number, state }) => {
      const due =
        state.expectedClose !== null &&
        state.expectedClose >= at.period.from &&
        state.expectedClose <= at.period.until;
      return state.status === 'open' && due && !told.has(number) && concerns(at.whose, state);
    })
    .map((deal) => ({
      kind: 'slipped',
      deal,
      at: at.period.over,
      actorId: null,
      from: deal.state.expectedClose,
      to: null,
    }));
}
