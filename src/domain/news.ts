import type { Day } from './day.ts';
import { type DealEvent, type DealState, fold, live } from './deal.ts';
import { concerns, type History, type Whose } from './measure.ts';
import { asKnown } from './movement.ts';
import { findStage, type Pipeline } from './stage.ts';
import type { DealLine } from './views.ts';

export const NEWS = [
  'won',
  'lost',
  'advanced',
  'regressed',
  'slipped',
  'reopened',
  'new',
  'imported',
] as const;
export type NewsKind = (typeof NEWS)[number];

/** Something that is different about a deal, and who made it so. */
export type News = { kind: NewsKind; deal: DealLine; actorId: string };

export type Since = {
  since: Date;
  pipelines: readonly Pipeline[];
  whose: Whose;
  /** A deal slips out of this. */
  period: { from: Day; until: Day };
};

/**
 * What became of each deal since an instant: its state as known then against its state now, so that a step forth and
 * back is no news and a win that was entered late is. `histories` are whole.
 */
export function newsOf(histories: readonly History[], at: Since): News[] {
  return histories.flatMap(({ deal, events }) => {
    if (!concerns(at.whose, deal.state)) return [];
    const recent = events.filter((event) => event.recordedAt > at.since);
    const counting = live(recent);
    return changesOf(events, at).map(({ kind, by }): News => {
      // Where what was done has been voided, the one who voided it made the difference.
      const event = counting.findLast(by) ?? recent.at(-1);
      return { kind, deal, actorId: event?.actorId ?? deal.owner.id };
    });
  });
}

type Change = { kind: NewsKind; by(event: DealEvent): boolean };

const opens = (event: DealEvent): boolean => event.kind === 'opened';
const closes = (event: DealEvent): boolean => event.changes.status !== undefined;
const moves = (event: DealEvent): boolean => event.changes.stageId !== undefined;
const dates = (event: DealEvent): boolean => event.changes.expectedClose !== undefined;

function changesOf(events: readonly DealEvent[], at: Since): Change[] {
  const before = asKnown(events, at.since);
  const after = fold(events);
  if (after.status === 'void') return [];
  if (before === null || before.status === 'void') return arrival(after, events);
  if (after.status !== before.status) {
    return [{ kind: after.status === 'open' ? 'reopened' : after.status, by: closes }];
  }
  if (after.status !== 'open') return [];
  const steps = stepsBetween(before, after, at.pipelines);
  return [
    ...(steps > 0 ? [{ kind: 'advanced', by: moves } as const] : []),
    ...(steps < 0 ? [{ kind: 'regressed', by: moves } as const] : []),
    ...(slipped(before, after, at.period) ? [{ kind: 'slipped', by: dates } as const] : []),
  ];
}

/** What an import brings is told once, as imported: its wins are not yesterday's. */
function arrival(after: DealState, events: readonly DealEvent[]): Change[] {
  const [opening] = events;
  if (opening?.detail.importId !== undefined) return [{ kind: 'imported', by: opens }];
  const closed: Change[] =
    after.status === 'won' || after.status === 'lost' ? [{ kind: after.status, by: closes }] : [];
  return [{ kind: 'new', by: opens }, ...closed];
}

function stepsBetween(before: DealState, after: DealState, pipelines: readonly Pipeline[]): number {
  const pipeline = pipelines.find((one) => one.id === after.pipelineId);
  if (pipeline === undefined) return 0;
  const left = findStage(pipeline, before.stageId);
  const entered = findStage(pipeline, after.stageId);
  return left === undefined || entered === undefined ? 0 : entered.position - left.position;
}

/** The expected close was inside the period and went past its end. */
const slipped = (before: DealState, after: DealState, period: { from: Day; until: Day }): boolean =>
  before.expectedClose !== null &&
  before.expectedClose >= period.from &&
  before.expectedClose <= period.until &&
  after.expectedClose !== null &&
  after.expectedClose > period.until;
