// Deals, stages and events for rules, without a database:
//
//   aDeal({ amount: 100, silentFrom: instant })
//   history(deal, [['moved', '2026-11-20T02:00:00Z', { stageId: 's2' }]])

import type { DealEvent, DealState, EventDetail, EventKind, Tracked } from '../../src/domain/deal.ts';
import { BLANK, fold } from '../../src/domain/deal.ts';
import type { History } from '../../src/domain/measure.ts';
import type { Pipeline, Stage } from '../../src/domain/stage.ts';
import type { DealLine } from '../../src/domain/views.ts';

export const OFFICE = { zone: 'Asia/Shanghai', calendar: 'prc' };
const OPENED = new Date('2026-10-12T02:00:00Z');

export const aStage = (position: number, of: Partial<Stage> = {}): Stage => ({
  id: `s${position}`,
  pipelineId: 'p1',
  key: `stage${position}`,
  name: { en: `Stage ${position}`, zh: `阶段${position}` },
  position,
  probability: 20 * position,
  patience: 10,
  benchmark: null,
  part: 'open',
  category: 'pipeline',
  admits: 'any',
  criteria: [],
  leastPhase: null,
  ...of,
});

export const STAGE = aStage(1);

/** Four stages; the fifth wins. */
export const aPipeline = (): Pipeline => ({
  id: 'p1',
  name: 'Sales',
  template: 'consultative',
  isDefault: true,
  stages: [STAGE, aStage(2), aStage(3), aStage(4), aStage(5, { part: 'wins', probability: 100 })],
});

const OPENING: Tracked = {
  ...BLANK,
  status: 'open',
  pipelineId: 'p1',
  stageId: 's1',
  nameId: 'name',
  amount: null,
  currency: 'CNY',
  expectedClose: null,
  ownerId: 'li',
  teamId: 'east',
};

export type DealOf = Partial<DealState> & { number?: number };

export function aDeal({ number = 1, ...of }: DealOf = {}): DealLine {
  const opened = of.openedAt ?? OPENED;
  const state: DealState = {
    ...OPENING,
    openedAt: opened,
    stageSince: opened,
    stuckSince: opened,
    closedAt: null,
    lastContactAt: null,
    silentFrom: opened,
    pushes: 0,
    met: [],
    ...of,
  };
  return line(number, state);
}

const line = (number: number, state: DealState): DealLine => ({
  number,
  version: 1,
  name: `Deal ${number}`,
  customer: null,
  state,
  owner: { id: state.ownerId, name: state.ownerId },
  team: { id: state.teamId, name: state.teamId },
});

/** `recorded`: when it was entered, if not when it happened. */
export type Step = {
  kind: EventKind;
  at: string;
  by?: string;
  changes?: Partial<Tracked>;
  detail?: EventDetail;
  recorded?: string;
  voids?: number;
};

/** A deal and its whole history, opening first. */
export function aHistory(
  opening: Omit<Step, 'kind'> & { number?: number },
  steps: readonly Step[] = [],
): History {
  const { number = 1, ...first } = opening;
  const all: Step[] = [{ ...first, kind: 'opened', changes: { ...OPENING, ...first.changes } }, ...steps];
  const events = all.map(
    (step, index): DealEvent => ({
      seq: index + 1,
      kind: step.kind,
      actorId: step.by ?? 'li',
      teamId: 'east',
      at: new Date(step.at),
      recordedAt: new Date(step.recorded ?? step.at),
      changes: step.changes ?? {},
      detail: step.detail ?? {},
      voids: step.voids ?? null,
      inputId: `input ${index}`,
    }),
  );
  return { deal: line(number, fold(events)), events };
}
