import { type Day, dayOf } from './day.ts';
import type { DealEvent } from './deal.ts';
import { live } from './deal.ts';
import { type History, percentile } from './measure.ts';
import { type Calendar, workdaysBetween } from './workday.ts';

/** What of an event decides how long a deal stayed in its stages. `day` is the day of `at` in the office's zone. */
export type StageStep = Pick<DealEvent, 'seq' | 'kind' | 'voids'> & {
  day: Day;
  stageId: string | null;
  status: string | null;
};

/** p90 needs this many deals that left the stage. */
const LEAST_EXITS = 5;

/**
 * Working days that a deal spent in each stage it has left, all its stays in it together. Winning, losing and moving on
 * or back all leave a stage; a stay that still runs is in no figure.
 */
export const stagesLeft = (steps: readonly StageStep[], calendar: Calendar): Map<string, number> =>
  stays(steps, { calendar, until: null });

/** The same, with the stay that still runs up to a day. */
export const stagesSoFar = (
  { events }: Pick<History, 'events'>,
  { zone, calendar, today }: { zone: string; calendar: Calendar; today: Day },
): Map<string, number> =>
  stays(
    events.map(({ seq, kind, voids, at, changes }) => ({
      seq,
      kind,
      voids,
      day: dayOf(at, zone),
      stageId: changes.stageId ?? null,
      status: changes.status ?? null,
    })),
    { calendar, until: today },
  );

function stays(
  steps: readonly StageStep[],
  { calendar, until }: { calendar: Calendar; until: Day | null },
): Map<string, number> {
  const days = new Map<string, number>();
  let here: { stageId: string; since: Day } | null = null;
  let stageId: string | null = null;
  for (const step of counting(steps)) {
    const wasOpen = here !== null;
    const closes = step.status !== null && step.status !== 'open';
    const opens = step.kind === 'opened' ? !closes : step.status === 'open';
    const moves = step.stageId !== null && step.stageId !== stageId;
    if (here !== null && (moves || closes)) {
      days.set(here.stageId, (days.get(here.stageId) ?? 0) + workdaysBetween(here.since, step.day, calendar));
      here = null;
    }
    stageId = step.stageId ?? stageId;
    const remains = !closes && (opens || (wasOpen && moves));
    if (remains && here === null && stageId !== null) here = { stageId, since: step.day };
  }
  if (here !== null && until !== null) {
    days.set(here.stageId, (days.get(here.stageId) ?? 0) + workdaysBetween(here.since, until, calendar));
  }
  return days;
}

/** Voided steps are out, as `live` decides for whole events. */
const counting = (steps: readonly StageStep[]): readonly StageStep[] => {
  const kept = new Set(
    live(steps.map((step) => ({ ...BARE, seq: step.seq, kind: step.kind, voids: step.voids }))).map(
      ({ seq }) => seq,
    ),
  );
  return steps.filter((step) => kept.has(step.seq));
};

const BARE: Omit<DealEvent, 'seq' | 'kind' | 'voids'> = {
  actorId: '',
  teamId: '',
  at: new Date(0),
  recordedAt: new Date(0),
  changes: {},
  detail: {},
  inputId: '',
};

/** p90 of the working days in each stage, by stage id; a stage that fewer than five deals have left has none. */
export function stageP90(
  deals: Iterable<readonly StageStep[]>,
  calendar: Calendar,
): ReadonlyMap<string, number> {
  const stays = new Map<string, number[]>();
  for (const steps of deals) {
    for (const [stageId, days] of stagesLeft(steps, calendar)) {
      stays.set(stageId, [...(stays.get(stageId) ?? []), days]);
    }
  }
  const found = new Map<string, number>();
  for (const [stageId, days] of stays) {
    const p90 = percentile(days, 90);
    if (days.length >= LEAST_EXITS && p90 !== undefined) found.set(stageId, p90);
  }
  return found;
}
