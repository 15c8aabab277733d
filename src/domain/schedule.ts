import { addDays, type Day, dayOf, daysInMonth, instantOf, partsOf, type Weekday, weekday } from './day.ts';
import { type Calendar, isWorkday } from './workday.ts';

export type Cadence =
  | { kind: 'workdays' }
  | { kind: 'weekly'; weekday: Weekday }
  /** A day that a month does not have is its last day. */
  | { kind: 'monthly'; day: number };

/**
 * When something happens: `time` 'HH:MM' on the wall clock of an IANA zone. The calendar decides what a
 * working day is and nothing else: a weekly or monthly slot keeps its day even on a holiday, because that is
 * the day people look for it, and moving the end of a month would move it into another month.
 */
export type Timetable = { cadence: Cadence; time: string; zone: string; calendar: Calendar };

/** The slots after `from`, up to and including `to`, in order. */
export function dueSlots(timetable: Timetable, from: Date, to: Date): Date[] {
  const due: Date[] = [];
  for (const slot of slotsAfter(timetable, from)) {
    if (slot > to) break;
    due.push(slot);
  }
  return due;
}

/** The first slot after an instant. */
export function nextSlot(timetable: Timetable, after: Date): Date {
  for (const slot of slotsAfter(timetable, after)) return slot;
  throw new RangeError('a timetable has no end');
}

/**
 * A time in a clock change's gap runs at the first instant after it, a repeated time once, at its first
 * occurrence. Where a zone skipped a whole day, two days can share an instant: it is one slot.
 */
function* slotsAfter(timetable: Timetable, from: Date): Generator<Date> {
  const { cadence, time, zone, calendar } = timetable;
  let last = from;
  // A gap around midnight moves a slot into the next day, so begin one day early.
  for (let day = addDays(dayOf(from, zone), -1); ; day = addDays(day, 1)) {
    if (!isOn(cadence, day, calendar)) continue;
    const slot = instantOf(day, time, zone);
    if (slot <= last) continue;
    yield slot;
    last = slot;
  }
}

function isOn(cadence: Cadence, day: Day, calendar: Calendar): boolean {
  switch (cadence.kind) {
    case 'workdays':
      return isWorkday(day, calendar);
    case 'weekly':
      return weekday(day) === cadence.weekday;
    case 'monthly': {
      const { year, month, dayOfMonth } = partsOf(day);
      return dayOfMonth === Math.min(cadence.day, daysInMonth(year, month));
    }
  }
}
