import type { Locale, RoomAddress } from './people.ts';
import { type Cadence, dueSlots, nextSlot, type Timetable } from './schedule.ts';

/** A digest that is posted by the clock. */
export type Schedule = {
  id: string;
  room: RoomAddress;
  cadence: Cadence;
  time: string;
  zone: string;
  calendar: string;
  /** null = the whole organisation. */
  teamId: string | null;
  locale: Locale;
  paused: boolean;
  removedAt: Date | null;
  /** Slots up to here are decided. */
  decidedTo: Date;
  createdBy: string;
  createdAt: Date;
};

/** With what became of its last slot; null before the first one. */
export type ListedSchedule = Schedule & {
  last: { at: Date; outcome: string; reason: string | null } | null;
};

export const timetableOf = ({ cadence, time, zone, calendar }: Schedule): Timetable => ({
  cadence,
  time,
  zone,
  calendar,
});

/** When a schedule runs next; null while it is paused. */
export const nextRun = (schedule: Schedule, now: Date): Date | null =>
  schedule.paused ? null : nextSlot(timetableOf(schedule), now);

/** A digest for one person's eyes goes to '@' and their external id, which no platform gives to a room. */
export const privately = (external: string): string => `@${external}`;

/** The external id of the one person a digest is for; null when it is for a room. */
export const readerOf = (room: RoomAddress): string | null =>
  room.channel.startsWith('@') ? room.channel.slice(1) : null;

/** A slot that was missed by more than this is not sent: its news is old. */
export const CATCH_UP_MS = 4 * 3_600_000;

/** late: the bot was not running · reader: whoever the digest is for has left. */
export const SKIP_REASONS = ['late', 'paused', 'removed', 'reader'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
export type PlannedSlot = { at: Date; skip: SkipReason | null };

/** What becomes of a schedule's undecided slots: at most one runs, the newest, and none is left out. */
export function planSlots(schedule: Schedule, now: Date): PlannedSlot[] {
  const { removedAt, paused, decidedTo } = schedule;
  const until = removedAt !== null && removedAt < now ? removedAt : now;
  const slots = dueSlots(timetableOf(schedule), decidedTo, until);
  return slots.map((at, index) => {
    if (removedAt !== null) return { at, skip: 'removed' };
    if (paused) return { at, skip: 'paused' };
    const newest = index === slots.length - 1;
    return { at, skip: newest && now.getTime() - at.getTime() <= CATCH_UP_MS ? null : 'late' };
  });
}

/** Where the news of a schedule's first digest begins: at the slot that would have been before its first one. */
export function newsBegin(schedule: Schedule): Date {
  const timetable = timetableOf(schedule);
  return slotBefore(timetable, nextSlot(timetable, schedule.createdAt));
}

/** Longer than any two slots lie apart. */
const LOOK_BACK_MS = 70 * 86_400_000;

/** The slot before `at`, whether or not anybody was there to run it. */
export function slotBefore(timetable: Timetable, at: Date): Date {
  const slots = dueSlots(timetable, new Date(at.getTime() - LOOK_BACK_MS), new Date(at.getTime() - 1));
  return slots.at(-1) ?? at;
}
