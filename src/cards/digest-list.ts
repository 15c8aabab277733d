import type { Button, Card, ListItem } from '../chat/card.ts';
import type { PostedAt } from '../chat/desk.ts';
import {
  type ListedSchedule,
  nextRun,
  readerOf,
  type Schedule,
  SKIP_REASONS,
} from '../domain/digest-slots.ts';
import type { RoomAddress, Team } from '../domain/people.ts';
import { digestOver } from './digest.ts';
import type { Pen } from './pen.ts';
import { momentText } from './quota.ts';

/** Where a list of digests is read: a room is “this room” in itself. */
export type Reading = { here: RoomAddress; teams: readonly Team[]; pen: Pen; postedAt: PostedAt };

/** A digest in the list, and whether the reader may change it. */
export type Listed = { schedule: ListedSchedule; mayChange: boolean };

/** How often and about whom: “Every working day at 09:00 · East”. */
export function scheduleText(
  { cadence, time, teamId }: Pick<Schedule, 'cadence' | 'time' | 'teamId'>,
  { teams, pen }: Pick<Reading, 'teams' | 'pen'>,
): string {
  const { m } = pen;
  const { label } = digestOver(teams.find((team) => team.id === teamId) ?? null, pen);
  return m.schedule.line({ cadence: m.schedule.cadence(cadence), time, whose: label });
}

export function whereText(room: RoomAddress, { here, pen }: Pick<Reading, 'here' | 'pen'>): string {
  const { m } = pen;
  if (readerOf(room) !== null) return m.schedule.you;
  const same =
    room.platform === here.platform && room.workspace === here.workspace && room.channel === here.channel;
  if (same) return m.schedule.here;
  return isNumber(room.channel) ? m.schedule.anotherRoom : m.schedule.room(room.channel);
}

/** What a platform counts its rooms by says nothing to people. */
const isNumber = (channel: string): boolean => /^(?=.*\d)\w{9,}$/.test(channel);

/** When a slot's digest goes out, as the digest's own zone reads it. */
export const slotText = (
  at: Date,
  { zone, room }: Pick<Schedule, 'zone' | 'room'>,
  { pen, postedAt }: Pick<Reading, 'pen' | 'postedAt'>,
): string => momentText(postedAt(at, room), { ...pen, office: { ...pen.office, zone } });

/** Every digest with when it last ran, how that ended, and when it runs next. */
export function digestListCard(all: readonly Listed[], now: Date, reading: Reading): Card {
  const { m } = reading.pen;
  const items = all.map((one) => item(one, now, reading));
  return {
    title: m.schedule.list.title,
    elements: [items.length === 0 ? { kind: 'text', text: m.schedule.list.none } : { kind: 'list', items }],
  };
}

function item({ schedule, mayChange }: Listed, now: Date, reading: Reading): ListItem {
  const { pen } = reading;
  const { list } = pen.m.schedule;
  const next = nextRun(schedule, now);
  return {
    title: scheduleText(schedule, reading),
    detail: [
      whereText(schedule.room, reading),
      lastText(schedule, reading),
      next === null ? list.paused : list.next(slotText(next, schedule, reading)),
    ].join(' · '),
    ...(schedule.paused ? { tone: 'muted' as const } : {}),
    ...(mayChange ? { buttons: scheduleButtons(schedule, pen) } : {}),
  };
}

function lastText(schedule: ListedSchedule, reading: Reading): string {
  const { list, outcome, reason } = reading.pen.m.schedule;
  const { last } = schedule;
  if (last === null) return list.never;
  const why = SKIP_REASONS.find((one) => one === last.reason);
  const said =
    last.outcome === 'sent'
      ? outcome.sent
      : last.outcome === 'quiet'
        ? outcome.quiet
        : outcome.skipped(why === undefined ? '' : reason[why]);
  return list.last(slotText(last.at, schedule, reading), said);
}

/** What one does to a digest next. */
export function scheduleButtons(
  { id, paused, teamId }: Pick<Schedule, 'id' | 'paused' | 'teamId'>,
  { m }: Pen,
): Button[] {
  const says = (line: string) => ({ line, values: { which: id } });
  const { button } = m.schedule;
  return [
    { label: button.now, says: { line: 'digest now', values: teamId === null ? {} : { team: teamId } } },
    paused
      ? { label: button.resume, says: says('digest resume') }
      : { label: button.pause, says: says('digest pause') },
    { label: button.remove, tone: 'danger', says: says('digest remove') },
  ];
}
