import { addDays, type Day, dayOf, earlier } from './day.ts';
import type { DealState } from './deal.ts';
import { largestFirst } from './size.ts';
import { findStage, type Pipeline, type Stage } from './stage.ts';
import type { DealLine } from './views.ts';
import { addWorkdays, workdaysBetween } from './workday.ts';

/** The world that clocks run in: an organisation's zone and working days. */
export type Office = { zone: string; calendar: string };

export type Silent = { why: 'silent'; since: Day; days: number; patience: number };
export type Stuck = { why: 'stuck'; since: Day; days: number; limit: number };

type Watched = Pick<
  DealState,
  'status' | 'silentFrom' | 'stageSince' | 'stuckSince' | 'nextStepDue' | 'nextStepId' | 'snoozedUntil'
>;

/** Working days from an instant to today. */
export const workdaysSince = (since: Date, today: Day, office: Office): number =>
  workdaysBetween(dayOf(since, office.zone), today, office.calendar);

/**
 * Open, and no customer contact for patience(stage) working days. A dated next step in the future holds the clock, for
 * at most patience days per stay in the stage. Patience 0 is not watched.
 */
export function silent(deal: Watched, stage: Stage, at: { today: Day; office: Office }): Silent | null {
  const { today, office } = at;
  const { patience } = stage;
  if (deal.status !== 'open' || stage.part !== 'open' || patience === 0) return null;
  const since = dayOf(deal.silentFrom, office.zone);
  const days = workdaysBetween(since, today, office.calendar);
  if (days <= patience) return null;
  if (deal.nextStepId !== null && deal.nextStepDue !== null && deal.nextStepDue >= today) {
    // The clock stops for the step, but no longer than one more patience after it would have run out.
    const runsOut = addWorkdays(since, patience, office.calendar);
    const longest = addWorkdays(runsOut, patience, office.calendar);
    if (today <= earlier(deal.nextStepDue, longest)) return null;
  }
  return { why: 'silent', since, days, patience };
}

/** Open, and in its stage longer than p90 of that stage, or 2 × patience while nobody knows p90. */
export function stuck(
  deal: Watched,
  stage: Stage,
  at: { today: Day; office: Office; p90: number | null },
): Stuck | null {
  const { today, office, p90 } = at;
  if (deal.status !== 'open' || stage.part !== 'open') return null;
  if (p90 === null && stage.patience === 0) return null;
  const limit = p90 ?? 2 * stage.patience;
  const since = dayOf(deal.stuckSince, office.zone);
  const days = workdaysBetween(since, today, office.calendar);
  return days > limit ? { why: 'stuck', since, days, limit } : null;
}

/** Open with an expected close before today. */
export const overdue = (deal: Pick<DealState, 'status' | 'expectedClose'>, today: Day): boolean =>
  deal.status === 'open' && deal.expectedClose !== null && deal.expectedClose < today;

/** Snoozing hides the nudge, not the fact. */
export const snoozed = (deal: Pick<DealState, 'snoozedUntil'>, today: Day): boolean =>
  deal.snoozedUntil !== null && deal.snoozedUntil > today;

/** When the silent clock runs out if nobody acts. */
export function silentOn(deal: Watched, stage: Stage, office: Office): Day | null {
  if (deal.status !== 'open' || stage.patience === 0) return null;
  return addDays(addWorkdays(dayOf(deal.silentFrom, office.zone), stage.patience, office.calendar), 1);
}

/** What stalls are judged by. `p90`: of the working days that deals spent in a stage before leaving it, by stage id. */
export type Watch = {
  today: Day;
  office: Office;
  pipelines: readonly Pipeline[];
  p90: ReadonlyMap<string, number>;
};

/** A stalled deal and the clock that says so. */
export type Stall = {
  deal: DealLine;
  stage: Stage;
  why: 'silent' | 'stuck';
  /** When the clock started; a contact (silent) or a move forward (stuck) starts it anew. */
  clockStart: Date;
  since: Day;
  /** Working days since then, and how many the stage allows. */
  days: number;
  limit: number;
};

/** Why a deal is stalled: silent, stuck, both (silent first) or not at all. */
export function stallsOf(deal: DealLine, watch: Watch): Stall[] {
  const stage = watch.pipelines.flatMap((one) => findStage(one, deal.state.stageId) ?? []).at(0);
  if (stage === undefined) return [];
  const quiet = silent(deal.state, stage, watch);
  const stays = stuck(deal.state, stage, { ...watch, p90: watch.p90.get(stage.id) ?? null });
  const { silentFrom, stuckSince } = deal.state;
  return [
    ...(quiet === null ? [] : [{ deal, stage, clockStart: silentFrom, ...quiet, limit: quiet.patience }]),
    ...(stays === null ? [] : [{ deal, stage, clockStart: stuckSince, ...stays }]),
  ];
}

/** The largest deals first, as an organisation of `currency` sees it; then the longest wait. */
export const byAmount = (stalls: readonly Stall[], currency: string): Stall[] =>
  stalls.toSorted(
    (a, b) =>
      largestFirst(currency)(a.deal, b.deal) ||
      a.clockStart.getTime() - b.clockStart.getTime() ||
      a.deal.number - b.deal.number,
  );
