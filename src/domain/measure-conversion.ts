import { type Day, dayOf } from './day.ts';
import type { DealState } from './deal.ts';
import { concerns, type History, type Measured, missing, stepsOf, value, type Whose } from './measure.ts';
import { findStage, openStages, type Pipeline, type Stage } from './stage.ts';
import type { Office } from './stall.ts';
import type { DealLine } from './views.ts';
import { addWorkdays } from './workday.ts';

/** What became of a deal that entered a stage, in the order in which the question is asked. */
export const OUTCOMES = ['reached', 'lost', 'back', 'still'] as const;
export type CohortOutcome = (typeof OUTCOMES)[number];

export type StageConversion = {
  stage: Stage;
  /** The deals that entered the stage for the first time in the window, by what became of them. */
  cohort: Readonly<Record<CohortOutcome, readonly DealLine[]>>;
  entered: number;
  /** Parts of the cohort, 0 … 1, that add up to 1. */
  shares: Measured<Readonly<Record<CohortOutcome, number>>>;
  /** Beside the stage's benchmark: only deals that have had the same time, each judged by what it did within it. */
  atEqualAge: Measured<EqualAge>;
};

/** `workdays` that each deal was given; `rate` 0 … 1 of `deals`; `benchmark` 0 … 1. */
export type EqualAge = { workdays: number; deals: number; rate: number; benchmark: number };

/** Fewer deals than these say nothing beside a benchmark. */
const LEAST_COHORT = 5;

type Visit = { at: Date; onwardAt: Date | null; outcome: CohortOutcome };

/**
 * Stage conversion by cohort: deals that entered a stage for the first time in [from, to), and where they are now. A
 * stage that a deal passed over counts as entered and passed. `histories` holds at least every deal that moved in the
 * window, each from its beginning.
 */
export function conversions(
  histories: readonly History[],
  at: { pipeline: Pipeline; from: Date; to: Date; today: Day; whose: Whose; office: Office },
): StageConversion[] {
  const { pipeline, whose, today } = at;
  const mine = histories.filter(({ deal }) => deal.state.status !== 'void' && concerns(whose, deal.state));
  const journeys = mine.map((history) => ({ deal: history.deal, visits: firstVisits(history, pipeline) }));
  return openStages(pipeline).map((stage) => {
    const cohort = journeys.flatMap(({ deal, visits }) => {
      const visit = visits.get(stage.id);
      return visit !== undefined && visit.at >= at.from && visit.at < at.to ? [{ deal, visit }] : [];
    });
    const by = (outcome: CohortOutcome) =>
      cohort.filter((one) => one.visit.outcome === outcome).map((one) => one.deal);
    const groups = { reached: by('reached'), lost: by('lost'), back: by('back'), still: by('still') };
    const share = (outcome: CohortOutcome) => groups[outcome].length / cohort.length;
    return {
      stage,
      cohort: groups,
      entered: cohort.length,
      shares:
        cohort.length === 0
          ? missing('noneEntered')
          : value({
              reached: share('reached'),
              lost: share('lost'),
              back: share('back'),
              still: share('still'),
            }),
      atEqualAge: equalAge(
        cohort.map((one) => one.visit),
        { stage, today, office: at.office },
      ),
    };
  });
}

/** The first entry into each open stage of a pipeline, and what came of it. */
function firstVisits(history: History, pipeline: Pipeline): Map<string, Visit> {
  const visits = new Map<string, Visit>();
  const steps = stepsOf(history);
  for (const { event, before, after } of steps) {
    const from = before === null ? undefined : positioned(before, pipeline);
    const to = positioned(after, pipeline);
    if (to !== undefined && to.id !== from?.id)
      enter(visits, { from: from ?? null, to, at: event.at, pipeline });
  }
  const state = steps.at(-1)?.after;
  if (state === undefined) return visits;
  for (const [id, visit] of visits) {
    visits.set(id, { ...visit, outcome: outcomeOf(visit, findStage(pipeline, id), { state, pipeline }) });
  }
  return visits;
}

const positioned = (state: DealState, pipeline: Pipeline): Stage | undefined =>
  state.pipelineId === pipeline.id ? findStage(pipeline, state.stageId) : undefined;

type Entering = { from: Stage | null; to: Stage | undefined; at: Date; pipeline: Pipeline };

/** Marks the stage as entered, those passed over as entered and passed, those behind as left for something further. */
function enter(visits: Map<string, Visit>, { from, to, at, pipeline }: Entering): void {
  if (to === undefined) return;
  for (const stage of openStages(pipeline)) {
    const seen = visits.get(stage.id);
    const passedOver = from !== null && stage.position > from.position && stage.position < to.position;
    if (seen === undefined && (stage.id === to.id || passedOver)) {
      visits.set(stage.id, { at, onwardAt: passedOver ? at : null, outcome: 'still' });
    } else if (seen !== undefined && seen.onwardAt === null && to.position > stage.position) {
      visits.set(stage.id, { ...seen, onwardAt: at });
    }
  }
}

function outcomeOf(
  visit: Visit,
  stage: Stage | undefined,
  now: { state: DealState; pipeline: Pipeline },
): CohortOutcome {
  if (visit.onwardAt !== null || now.state.status === 'won') return 'reached';
  if (now.state.status === 'lost') return 'lost';
  const here = positioned(now.state, now.pipeline);
  return here !== undefined && stage !== undefined && here.position < stage.position ? 'back' : 'still';
}

/** A deal still there after twice the stage's patience is stuck, so that is the time each gets. */
function equalAge(
  visits: readonly Visit[],
  at: { stage: Stage; today: Day; office: Office },
): Measured<EqualAge> {
  const { stage, today, office } = at;
  if (stage.benchmark === null || stage.patience === 0) return missing('noBenchmark');
  const workdays = 2 * stage.patience;
  const latest = addWorkdays(today, -workdays, office.calendar);
  const aged = visits
    .map((visit) => ({ visit, day: dayOf(visit.at, office.zone) }))
    .filter(({ day }) => day < latest);
  if (aged.length < LEAST_COHORT) return missing('tooYoung');
  const onward = aged.filter(
    ({ visit, day }) =>
      visit.onwardAt !== null &&
      dayOf(visit.onwardAt, office.zone) <= addWorkdays(day, workdays, office.calendar),
  );
  const rate = onward.length / aged.length;
  return value({ workdays, deals: aged.length, rate, benchmark: stage.benchmark / 100 });
}
