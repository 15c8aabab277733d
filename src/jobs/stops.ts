import type { PostedAt } from '../chat/desk.ts';
import { addDays, dayOf, instantOf } from '../domain/day.ts';
import { type Schedule, timetableOf } from '../domain/digest-slots.ts';
import { FROM, QUIET, within } from '../domain/nudge.ts';
import type { Organisation, Person } from '../domain/people.ts';
import { dueSlots } from '../domain/schedule.ts';
import { isWorkday } from '../domain/workday.ts';
import type { Reads } from '../store/reads.ts';

/** What falls due by the clock in one organisation. */
export type Routine = {
  organisation: Pick<Organisation, 'zone' | 'calendar'>;
  people: readonly Pick<Person, 'zone' | 'quiet' | 'mutedUntil'>[];
  schedules: readonly Schedule[];
};

/** What is further back than this when a clock is moved far is old news: its slots are skipped, as after a long halt. */
const LOOK_BACK_DAYS = 31;

/** The routine of an organisation as it stands. */
export async function routineOf(read: Reads): Promise<Routine> {
  const [organisation, people, schedules] = await Promise.all([
    read.organisation(),
    read.people(),
    read.undecidedSchedules(),
  ]);
  return { organisation, people: people.filter((one) => one.status === 'active'), schedules };
}

/**
 * The instants after `from` and up to `to` at which digests go out or people become reachable for nudges: where a clock
 * that is moved forward has to stop on its way, so that each of them happens as if time had passed.
 */
export function stopsBetween(
  routines: readonly Routine[],
  { from, to, postedAt }: Span & { postedAt: PostedAt },
): Date[] {
  const earliest = Math.max(from.getTime(), to.getTime() - LOOK_BACK_DAYS * DAY_MS);
  const span = { from: new Date(earliest), to, postedAt };
  const stops = routines.flatMap((one) => [...digestsDue(one, span), ...nudgesDue(one, span)]);
  const inside = stops.map((one) => one.getTime()).filter((one) => one > earliest && one <= to.getTime());
  return [...new Set(inside)].sort((a, b) => a - b).map((one) => new Date(one));
}

type Span = { from: Date; to: Date };
const DAY_MS = 86_400_000;

/** Each slot, and when it is sent where it is sent later. */
const digestsDue = ({ schedules }: Routine, { from, to, postedAt }: Span & { postedAt: PostedAt }): Date[] =>
  schedules
    .filter((one) => !one.paused && one.removedAt === null)
    .flatMap((one) =>
      dueSlots(timetableOf(one), from, to).flatMap((slot) => [slot, postedAt(slot, one.room)]),
    );

function nudgesDue({ organisation, people }: Routine, { from, to }: Span): Date[] {
  const mornings = people.map((one) => ({
    zone: one.zone ?? organisation.zone,
    // Whoever is left in peace until ten is reached at ten.
    time: within(FROM, one.quiet ?? QUIET) ? (one.quiet ?? QUIET).to : FROM,
  }));
  // Threads are spoken to at the office's hours.
  const office = { zone: organisation.zone, time: FROM };
  const each = new Map([office, ...mornings].map((one) => [`${one.zone} ${one.time}`, one]));
  const unmuted = people.flatMap((one) => one.mutedUntil ?? []);
  return [
    ...unmuted,
    ...[...each.values()].flatMap(({ zone, time }) =>
      daysFrom(dayOf(from, zone), dayOf(to, zone))
        .filter((day) => isWorkday(day, organisation.calendar))
        .map((day) => instantOf(day, time, zone)),
    ),
  ];
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
