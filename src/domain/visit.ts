import type { Visit } from './activity.ts';
import { type Day, dayOf, instantOf } from './day.ts';
import type { NewEvent } from './deal.ts';

export { type ContactFacts, contactsIn, personCalled, type SaidPerson } from './visit-people.ts';

/** When nothing but the day is known, a visit stands at noon: neither bound of a day moves it into another. */
const NOON = '12:00';

/** The instant of a visit. Today without a time is now; `ahead` when it has not come yet. */
export function visitTime(
  on: { day: Day; time: string | null } | null,
  at: { now: Date; zone: string },
): { at: Date; ahead: boolean } {
  const { now, zone } = at;
  if (on === null || (on.time === null && on.day === dayOf(now, zone))) return { at: now, ahead: false };
  const instant = instantOf(on.day, on.time ?? NOON, zone);
  return { at: instant, ahead: instant > now };
}

type Happened = Pick<Visit, 'id' | 'status' | 'at' | 'nextStepId' | 'nextStepDue'>;

/**
 * What a visit adds to the history of its deal: a contact or an attempt at the time it happened, a plan at the time it
 * was made. Its next step becomes the deal's while the deal is open.
 */
export function visitEvents(visit: Happened, deal: { open: boolean; now: Date }): NewEvent[] {
  const detail = { visitId: visit.id };
  const events: NewEvent[] = [];
  if (visit.status === 'done') events.push({ kind: 'contacted', at: visit.at, changes: {}, detail });
  if (visit.status === 'attempt') events.push({ kind: 'attempted', at: visit.at, changes: {}, detail });
  if (visit.status === 'planned') events.push({ kind: 'planned', at: deal.now, changes: {}, detail });
  if (visit.nextStepId !== null && deal.open) {
    const { nextStepId, nextStepDue } = visit;
    events.push({ kind: 'stepped', at: deal.now, changes: { nextStepId, nextStepDue }, detail });
  }
  return events;
}
