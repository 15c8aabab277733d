import type { Button, Card, ListItem } from '../chat/card.ts';
import { nextRun, readerOf, type Schedule, SKIP_REASONS } from '../domain/digest-slots.ts';
import type { RoomAddress, Team } from '../domain/people.ts';
import { digestOver, momentText } from './digest.ts';
import type { Pen } from './pen.ts';

/** Where a list of digests is read: a room is “this room” in itself. */
export type Reading = { here: RoomAddress; teams: readonly Team[]; pen: Pen };

/** A digest in the list, and whether the reader may change it. */
export type Listed = { schedule: Schedule; mayChange: boolean };

/** How often and about whom: “Every working day at 09:00 · East”. */
export function scheduleText(
  { cadence, time, teamId }: Pick<Schedule, 'cadence' | 'time' | 'teamId'>,
  { teams, pen }: Pick<Reading, 'teams' | 'pen'>,
): string {
  const { m } = pen;
  const { label } = digestOver(teams.find((team) => team.id === teamId) ?? null, pen);
  return m.digest.schedule({ cadence: m.digest.cadence(cadence), time, whose: label });
}

export function whereText(room: RoomAddress, { here, pen }: Pick<Reading, 'here' | 'pen'>): string {
  const { m } = pen;
  if (readerOf(room) !== null) return m.digest.you;
  const same =
    room.platform === here.platform && room.workspace === here.workspace && room.channel === here.channel;
  return same ? m.digest.here : m.digest.room(room.channel);
}

/** A slot's instant as the digest's own zone reads it. */
export const slotText = (at: Date, schedule: Pick<Schedule, 'zone'>, pen: Pen): string =>
  momentText(at, { ...pen, office: { ...pen.office, zone: schedule.zone } });

/** Every digest with when it last ran, how that ended, and when it runs next. */
export function digestListCard(all: readonly Listed[], now: Date, reading: Reading): Card {
  const { m } = reading.pen;
  const items = all.map((one) => item(one, now, reading));
  return {
    title: m.digest.list.title,
    elements: [items.length === 0 ? { kind: 'text', text: m.digest.list.none } : { kind: 'list', items }],
  };
}

function item({ schedule, mayChange }: Listed, now: Date, reading: Reading): ListItem {
  const { pen } = reading;
  const { list } = pen.m.digest;
  const next = nextRun(schedule, now);
  return {
    title: scheduleText(schedule, reading),
    detail: [
      whereText(schedule.room, reading),
      lastText(schedule, pen),
      next === null ? list.paused : list.next(slotText(next, schedule, pen)),
    ].join(' · '),
    ...(schedule.paused ? { tone: 'muted' as const } : {}),
    ...(mayChange ? { buttons: scheduleButtons(schedule, pen) } : {}),
  };
}

function lastText(schedule: Schedule, pen: Pen): string {
  const { list, outcome, reason } = pen.m.digest;
  const { last } = schedule;
  if (last === null) return list.never;
  const why = SKIP_REASONS.find((one) => one === last.reason);
  const said =
    last.outcome === 'sent'
      ? outcome.sent
      : last.outcome === 'quiet'
        ? outcome.quiet
        : outcome.skipped(why === undefined ? '' : reason[why]);
  return list.last(slotText(last.at, schedule, pen), said);
}

/** What one does to a digest next. */
export function scheduleButtons(
  { id, paused, teamId }: Pick<Schedule, 'id' | 'paused' | 'teamId'>,
  { m }: Pen,
): Button[] {
  const says = (line: string) => ({ line, values: { which: id } });
  const { button } = m.digest;
  return [
    { label: button.now, says: { line: 'digest now', values: teamId === null ? {} : { team: teamId } } },
    paused
      ? { label: button.resume, says: says('digest resume') }
      : { label: button.pause, says: says('digest pause') },
    { label: button.remove, tone: 'danger', says: says('digest remove') },
  ];
}
