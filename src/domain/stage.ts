import type { Locale } from './people.ts';

/** The customer's buying phase, beside our own stage. */
export const PHASES = ['aware', 'decided', 'criteria', 'comparing', 'buying', 'judging'] as const;
export type Phase = (typeof PHASES)[number];

export const CATEGORIES = ['omitted', 'pipeline', 'best', 'commit'] as const;
/** Forecast category of an open deal. Won deals are `closed` by their status. */
export type Category = (typeof CATEGORIES)[number];

export type Criterion = { id: string; text: { en: string; zh: string } };

/** A stage with the facts that hold at one instant. */
export type Stage = {
  id: string;
  pipelineId: string;
  key: string;
  name: { en: string; zh: string };
  position: number;
  /** Win probability in percent, from entry. */
  probability: number;
  /** Working days; 0 = not watched. */
  patience: number;
  /** Percent that moves on to the next stage; null = none known. */
  benchmark: number | null;
  part: 'open' | 'wins' | 'after';
  category: Category;
  /** The standard: any or all of the criteria admit a deal. */
  admits: 'any' | 'all';
  criteria: readonly Criterion[];
  leastPhase: Phase | null;
};

/** Stages in order. Retired stages are not in it; `mergedInto` of the store leads to the stage that took them in. */
export type Pipeline = {
  id: string;
  name: string;
  template: string;
  isDefault: boolean;
  stages: readonly Stage[];
};

export const stageName = (stage: Stage, locale: Locale): string => stage.name[locale];

export const openStages = (pipeline: Pipeline): readonly Stage[] =>
  pipeline.stages.filter((stage) => stage.part === 'open');

export const findStage = (pipeline: Pipeline, id: string): Stage | undefined =>
  pipeline.stages.find((stage) => stage.id === id);

/** The stage after `id`, never one beyond winning. */
export function nextStage(pipeline: Pipeline, id: string): Stage | undefined {
  const at = findStage(pipeline, id);
  if (at === undefined || at.part !== 'open') return undefined;
  return pipeline.stages.find((stage) => stage.position > at.position && stage.part !== 'after');
}

/** The stage whose entering wins. */
export const winningStage = (pipeline: Pipeline): Stage | undefined =>
  pipeline.stages.find((stage) => stage.part === 'wins');

/** Stages strictly between two positions, which a move passes over. */
export const between = (pipeline: Pipeline, from: Stage, to: Stage): readonly Stage[] =>
  pipeline.stages.filter((s) => s.position > from.position && s.position < to.position && s.part === 'open');

/** The criteria that still stand between a deal and a stage; empty when the standard is met. */
export function unmet(stage: Stage, met: readonly string[]): readonly Criterion[] {
  const open = stage.criteria.filter((criterion) => !met.includes(criterion.id));
  if (stage.criteria.length === 0 || open.length === 0) return [];
  return stage.admits === 'any' && open.length < stage.criteria.length ? [] : open;
}

/** A deal whose stage runs ahead of the customer's phase deserves a warning. */
export function runsAhead(stage: Stage, phase: Phase | null): boolean {
  if (phase === null || stage.leastPhase === null) return false;
  return PHASES.indexOf(phase) < PHASES.indexOf(stage.leastPhase);
}
