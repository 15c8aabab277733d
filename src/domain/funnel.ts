import type { Day } from './day.ts';
import { type Tally, tally } from './measure.ts';
import type { Pipeline, Stage } from './stage.ts';
import { type Category, findStage, openStages } from './stage.ts';
import { overdue } from './stall.ts';
import type { DealLine } from './views.ts';

/** A stage and the open deals in it. */
export type FunnelStage = Tally & { stage: Stage };

/** The open deals of one pipeline by stage and by forecast category. */
export type Funnel = {
  pipeline: Pipeline;
  stages: readonly FunnelStage[];
  /** Every open deal: the stages add up to it. */
  all: Tally;
  /** `all` without the category omitted: what the field calls open pipeline. */
  open: Tally;
  categories: Readonly<Record<Category, Tally>>;
  /** Expected to close before today, in whatever category. */
  overdue: Tally;
};

/** The forecast category of an open deal: its owner's override, or its stage's. */
export function categoryOf({ state }: Pick<DealLine, 'state'>, pipeline: Pipeline): Category {
  return state.category ?? findStage(pipeline, state.stageId)?.category ?? 'omitted';
}

/** Deals that are not open, or stand in another pipeline, are left out. */
export function funnelOf(deals: readonly DealLine[], at: { pipeline: Pipeline; today: Day }): Funnel {
  const { pipeline, today } = at;
  const stages = openStages(pipeline);
  const open = deals.filter(
    ({ state }) => state.status === 'open' && stages.some((stage) => stage.id === state.stageId),
  );
  const of = (keep: (deal: DealLine) => boolean): Tally => tally(open.filter(keep), pipeline);
  const inCategory = (category: Category): Tally => of((deal) => categoryOf(deal, pipeline) === category);
  return {
    pipeline,
    stages: stages.map((stage) => ({ stage, ...of((deal) => deal.state.stageId === stage.id) })),
    all: of(() => true),
    open: of((deal) => categoryOf(deal, pipeline) !== 'omitted'),
    categories: {
      omitted: inCategory('omitted'),
      pipeline: inCategory('pipeline'),
      best: inCategory('best'),
      commit: inCategory('commit'),
    },
    overdue: of((deal) => overdue(deal.state, today)),
  };
}
