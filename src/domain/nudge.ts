import { type Day, dayOf, later, timeOf } from './day.ts';
import { type Leave, leaveOn, managerOf, type Person, type Team } from './people.ts';
import { manages } from './permission.ts';
import { byAmount, type Office, type Stall } from './stall.ts';
import { addWorkdays, isWorkday, nextWorkdayOnOrAfter, workdaysBetween } from './workday.ts';

/** Who is told of a stalled deal, one after the other: its owner, the people in its thread, the owner's manager. */
export const LEVELS = ['owner', 'thread', 'manager'] as const;
export type Level = (typeof LEVELS)[number];

/** A nudge that was given, on a day of the office's zone. */
export type Given = {
  deal: number;
  why: Stall['why'];
  clockStart: Date;
  level: Level;
  personId: string;
  day: Day;
  at: Date;
};

/** Working days without action from one level to the next. */
export const STEP_DAYS = 2;
/** At most so many nudges a day for one person. */
export const MOST_A_DAY = 3;
/** Nudges begin at this local time. */
export const FROM = '09:30';
/** Held between these local times by whoever has not chosen their own. */
export const QUIET = { from: '20:00', to: '08:30' } as const;

export type Next = { level: Level; on: Day };

/** What the next nudge of a stall rests on. */
export type Ladder = {
  /** Nudges that told of this stall, in the order of time. */
  given: readonly Given[];
  /** The deal has a home thread that may speak of it. */
  hasThread: boolean;
  /** When somebody last did anything about the deal. */
  actedOn: Day | null;
  today: Day;
  calendar: string;
};

/**
 * The next nudge of a stall and the day from which it is due; null when everybody has been told. A deal without a
 * thread skips that level, not its time. Snoozing holds every level.
 */
export function nextNudge(stall: Stall, ladder: Ladder): Next | null {
  const { given, hasThread, actedOn, today, calendar } = ladder;
  const { snoozedUntil } = stall.deal.state;
  const awake = snoozedUntil === null ? today : later(snoozedUntil, today);
  const last = lastGiven(given);
  if (last === null) return { level: 'owner', on: nextWorkdayOnOrAfter(awake, calendar) };
  const next = LEVELS.slice(LEVELS.indexOf(last.level) + 1).find((level) => level !== 'thread' || hasThread);
  if (next === undefined) return null;
  const steps = LEVELS.indexOf(next) - LEVELS.indexOf(last.level);
  const quietSince = actedOn === null ? last.day : later(actedOn, last.day);
  const on = addWorkdays(quietSince, steps * STEP_DAYS, calendar);
  return {
    level: next,
    on: snoozedUntil === null ? on : nextWorkdayOnOrAfter(later(on, snoozedUntil), calendar),
  };
}

const lastGiven = (given: readonly Given[]): Given | null =>
  given.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)).at(-1) ?? null;

const isAbout = (stall: Stall, given: Pick<Given, 'deal' | 'why' | 'clockStart'>): boolean =>
  given.deal === stall.deal.number &&
  given.why === stall.why &&
  given.clockStart.getTime() === stall.clockStart.getTime();

/** A nudge tells of everything that its deal was stalled for when it was given, whichever of them it was about. */
const toldOf = (stall: Stall, given: Given, calendar: string): boolean =>
  isAbout(stall, given) ||
  (given.deal === stall.deal.number &&
    given.at >= stall.clockStart &&
    workdaysBetween(stall.since, given.day, calendar) > stall.limit);

export type Staff = {
  people: readonly Person[];
  teams: readonly Team[];
  /** Leaves that are not over. */
  leaves: readonly Leave[];
};

/** Who answers for somebody on a day: they themselves, or while they are away their deputy, or the deputy's. */
export function standIn(personId: string, staff: Staff, today: Day): Person | null {
  const asked = new Set<string>();
  let id = personId;
  while (!asked.has(id)) {
    asked.add(id);
    const away = leaveOn(staff.leaves, id, today);
    if (away === null) break;
    id = away.deputy.id;
  }
  return staff.people.find((one) => one.id === id && one.status === 'active') ?? null;
}

type Owned = { ownerId: string; teamId: string; confidential: boolean };

/** Who answers for a deal's owner. Being a deputy opens nobody a confidential deal. */
function answerable(deal: Owned, staff: Staff, today: Day): Person | null {
  const person = standIn(deal.ownerId, staff, today);
  return person !== null && mayKnow(person, deal, staff.teams) ? person : null;
}

/** Who is told when a deal was left lying: the manager above it who is not its owner, or whoever stands in for them. */
function overseer(deal: Owned, staff: Staff, today: Day): Person | null {
  const manager = managerOf({ id: deal.ownerId, teamId: deal.teamId }, staff);
  if (manager === null) return null;
  const person = standIn(manager.id, staff, today);
  return person !== null && mayKnow(person, deal, staff.teams) ? person : manager;
}

const mayKnow = (person: Person, deal: Owned, teams: readonly Team[]): boolean =>
  !deal.confidential || person.id === deal.ownerId || manages(person, deal.teamId, teams);

/** Whether nudges may go out at an instant: on a working day, from 09:30 local time. */
export const atWork = (now: Date, office: Office): boolean =>
  isWorkday(dayOf(now, office.zone), office.calendar) && timeOf(now, office.zone) >= FROM;

/** Whether a person may be nudged now: at work where they are, not muted, not in their quiet hours. */
export function reachable(person: Person, now: Date, office: Office): boolean {
  const zone = person.zone ?? office.zone;
  if (!atWork(now, { ...office, zone })) return false;
  if (person.mutedUntil !== null && person.mutedUntil > now) return false;
  return !within(timeOf(now, zone), person.quiet ?? QUIET);
}

/** Quiet hours may pass midnight; from and to alike are none. */
export const within = (time: string, { from, to }: { from: string; to: string }): boolean =>
  from <= to ? time >= from && time < to : time >= from || time < to;

/**
 * A nudge that is due, whom it is for, and what was given before it. It is about one stall, and tells of the other that
 * the deal has too. A thread's is counted for the owner.
 */
export type Due = {
  stall: Stall;
  also: Stall | null;
  level: Level;
  person: Person;
  before: readonly Given[];
};

export type Nudging = Staff & {
  stalls: readonly Stall[];
  /** Every nudge given about these deals. */
  given: readonly Given[];
  /** Deals whose home thread may speak of them. */
  threads: ReadonlySet<number>;
  /** When somebody last did something about a deal, by number. */
  acted: ReadonlyMap<number, Date>;
  now: Date;
  office: Office;
  /** The organisation's. */
  currency: string;
};

/** All nudges that are due now, before anybody's daily limit. A deal is nudged once for all that it is stalled for. */
export function dueNudges(nudging: Nudging): Due[] {
  const { now, office } = nudging;
  const today = dayOf(now, office.zone);
  return laddersOf(nudging).flatMap(({ stall, also, ladder }) => {
    const next = nextNudge(stall, ladder);
    if (next === null || next.on > today) return [];
    const owner = answerable(stall.deal.state, nudging, today);
    // Where nobody answers for the owner, it is the manager's at once.
    const level = owner === null ? 'manager' : next.level;
    const person = level === 'manager' ? overseer(stall.deal.state, nudging, today) : owner;
    if (person === null) return [];
    const open = level === 'thread' ? atWork(now, office) : reachable(person, now, office);
    return open ? [{ stall, also, level, person, before: ladder.given }] : [];
  });
}

/** What a stalled deal is nudged about next, what else it is stalled for, and what that rests on. */
type Laddered = { stall: Stall; also: Stall | null; ladder: Ladder };

type Known = Pick<Nudging, 'stalls' | 'given' | 'threads' | 'acted' | 'now' | 'office' | 'currency'>;

/** One for each stalled deal, the largest first. */
export function laddersOf(known: Known): Laddered[] {
  const { stalls, currency } = known;
  const stalled = byNumber(stalls, ({ deal }) => deal.number);
  const told = byNumber(known.given, ({ deal }) => deal);
  const first = [...stalled.values()].map(([stall]) => stall);
  return byAmount(first, currency).map((stall) => {
    const { number } = stall.deal;
    return ladderOf(stalled.get(number) ?? [stall], { ...known, given: told.get(number) ?? [] });
  });
}

/** In the order given, by the number of their deal. */
function byNumber<T>(all: readonly T[], numberOf: (one: T) => number): Map<number, [T, ...T[]]> {
  const groups = new Map<number, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(numberOf(one));
    if (group === undefined) groups.set(numberOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

/**
 * A deal that stalls for a second reason goes on with the ladder it is on: a new one begins only when somebody has acted
 * since they were told. `given`: about this deal.
 */
function ladderOf(
  stalls: readonly [Stall, ...Stall[]],
  { given, threads, acted, now, office }: Known,
): Laddered {
  const { calendar } = office;
  const [silenceFirst] = stalls;
  const { number } = silenceFirst.deal;
  const actedAt = acted.get(number) ?? null;
  const told = given
    .filter((one) => stalls.some((stall) => toldOf(stall, one, calendar)))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const last = told.at(-1);
  const untold = stalls.find((stall) => !told.some((one) => toldOf(stall, one, calendar)));
  const begun = last === undefined ? undefined : stalls.find((stall) => isAbout(stall, last));
  const idle = last !== undefined && (actedAt === null || actedAt <= last.at);
  const stall = (idle ? undefined : untold) ?? begun ?? silenceFirst;
  return {
    stall,
    also: stalls.find((one) => one !== stall) ?? null,
    ladder: {
      given: told.filter((one) => toldOf(stall, one, calendar)),
      hasThread: threads.has(number),
      actedOn: actedAt === null ? null : dayOf(actedAt, office.zone),
      today: dayOf(now, office.zone),
      calendar,
    },
  };
}
