import type { Visit } from './activity.ts';
import { type Day, dayOf, instantOf, middleOf } from './day.ts';
import type { NewEvent } from './deal.ts';

export { contactsIn, personCalled, type SaidPerson } from './visit-people.ts';

/**
 * The instant of a visit. Today without a time is now; of any other day only the day is known, so it stands in its
 * middle. `ahead` when it has not come yet.
 */
export function visitTime(
  on: { day: Day; time: string | null } | null,
  at: { now: Date; zone: string; office: string },
): { at: Date; ahead: boolean } {
  const { now, zone, office } = at;
  if (on === null || (on.time === null && on.day === dayOf(now, zone))) return { at: now, ahead: false };
  const instant = on.time === null ? middleOf(on.day, { zone, office }) : instantOf(on.day, on.time, zone);
  return { at: instant, ahead: instant > now };
}

type Happened = Pick<Visit, 'id' | 'status' | 'at' | 'nextStepId' | 'nextStepDue'>;

/**
 * What a visit adds to the history of its deal: a contact or an attempt at the time it happened, a plan at the time it
 * was made. Its next step becomes the deal's while the deal is open. `replaces` is the visit that it stands for.
 */
export function visitEvents(
  visit: Happened,
  deal: { open: boolean; now: Date; replaces?: string },
): NewEvent[] {
  const detail = { visitId: visit.id };
  const said = deal.replaces === undefined ? detail : { ...detail, replaces: deal.replaces };
  const events: NewEvent[] = [];
  if (visit.status === 'done') events.push({ kind: 'contacted', at: visit.at, changes: {}, detail: said });
  if (visit.status === 'attempt') events.push({ kind: 'attempted', at: visit.at, changes: {}, detail: said });
  if (visit.status === 'planned') events.push({ kind: 'planned', at: deal.now, changes: {}, detail: said });
  if (visit.nextStepId !== null && deal.open) {
    const { nextStepId, nextStepDue } = visit;
    events.push({ kind: 'stepped', at: deal.now, changes: { nextStepId, nextStepDue }, detail });
  }
  return events;
}
