import { scheduleButtons, scheduleText, slotText, whereText } from '../../src/cards/digest-list.ts';
import { calendarName } from '../../src/cards/settings.ts';
import { type Context, command, type Outcome, refuse } from '../../src/chat/command.ts';
import { optional, team, unread } from '../../src/chat/field.ts';
import type { NewSchedule } from '../../src/domain/change.ts';
import { privately, type Schedule } from '../../src/domain/digest-slots.ts';
import { languageOf, type RoomAddress } from '../../src/domain/people.ts';
import { type Cadence, nextSlot } from '../../src/domain/schedule.ts';
import { at, cadence, channel, type DayName, lastDay, monthday, WEEKDAYS, weekday } from './fields.ts';
import { everybodyReads, readingOf } from './which.ts';

export const digestAdd = command({
  name: 'digest.add',
  says: {
    en: ['digest add', 'add digest', 'new digest'],
    zh: ['日报 新增', '新增日报', '日报 添加', '添加日报', '新增定时汇报'],
  },
  title: { en: 'New digest', zh: '新增定时汇报' },
  help: {
    en: 'Post a digest on working days, weekly or monthly: here in a channel, or to you alone',
    zh: '每个工作日、每周或每月定时汇报：在群里说发在群里，私聊说只发给您',
  },
  example: { en: 'digest add workdays 09:00', zh: '日报 新增 工作日 09:00' },
  fields: {
    time: at,
    last: lastDay,
    weekday,
    cadence,
    day: monthday,
    team: optional(team()),
    channel,
    left: unread,
  },
  needs: { action: 'digest.change', on: 'team' },
  async run(said, context) {
    const { m, organisation, person, read } = context;
    // What is left and may say a time is asked about: the usual time would hide it.
    if (said.left !== null && /\d|点|noon|midnight|half/iu.test(said.left))
      return { kind: 'ask', note: m.chat.notUnderstood(said.left), fields: ['cadence', 'weekday', 'time'] };
    if (said.left !== null) return refuse(m.chat.noSuch.team(said.left), 'team');
    const when = cadenceOf(said);
    if ('ask' in when) return when.ask(context);
    const room = await roomFor(said.channel, context);
    if (room === null) return refuse(m.chat.notAllowed.nothing);
    // Those who run the organisation look at all of it, a manager at their team.
    const teamId = said.team?.id ?? (context.may('organisation.change', null) ? null : person.teamId);
    const about = context.teams.find((one) => one.id === teamId) ?? null;
    if (said.channel === null && context.here.kind === 'room' && !(await everybodyReads(about, context)))
      return refuse(m.schedule.notForAll);
    const own = said.channel === null && context.here.kind === 'direct';
    const schedule: NewSchedule = {
      id: context.newId(),
      room,
      cadence: when.cadence,
      time: said.time,
      zone: organisation.zone,
      calendar: organisation.calendar,
      teamId,
      locale: own ? person.locale : languageOf(teamId, { organisation, people: await read.people() }),
    };
    if ((await read.schedules()).some((one) => alike(one, schedule))) return refuse(m.schedule.twice);
    return {
      kind: 'record',
      changes: [{ kind: 'schedule.add', schedule }],
      reply: async () => added(schedule, context),
    };
  },
});

type When = {
  cadence: Cadence['kind'] | null;
  weekday: DayName | null;
  day: number | null;
  last: 'last' | null;
};

/** A month that has no such day has its digest on its last one. */
const LAST = 31;

/** A day of the week says weekly, a day of the month monthly; what is left open is asked for. */
function cadenceOf({ last, ...said }: When): { cadence: Cadence } | { ask(context: Context): Outcome } {
  const day = last === null ? said.day : LAST;
  const kind = said.cadence ?? (said.weekday === null ? (day === null ? null : 'monthly') : 'weekly');
  const ask = (field: string, note: 'whenSay' | 'weekdaySay' | 'monthdaySay') => ({
    ask: ({ m }: Context): Outcome => ({ kind: 'ask', note: m.schedule[note], fields: [field, 'time'] }),
  });
  switch (kind) {
    case null:
      return ask('cadence', 'whenSay');
    case 'workdays':
      return { cadence: { kind } };
    case 'weekly':
      return said.weekday === null
        ? ask('weekday', 'weekdaySay')
        : { cadence: { kind, weekday: WEEKDAYS[said.weekday] } };
    case 'monthly':
      return day === null ? ask('day', 'monthdaySay') : { cadence: { kind, day } };
  }
}

/** The room it was said in, a named one, or in a direct conversation the asker alone. */
async function roomFor(channel: string | null, { here, read, person }: Context): Promise<RoomAddress | null> {
  const { platform, workspace } = here;
  if (channel !== null) return { platform, workspace, channel: channel.replace(/^[#@]+/, '') };
  if (here.kind === 'room') return { platform, workspace, channel: here.channel };
  const identity = (await read.identitiesOf(person.id)).find(
    (one) => one.platform === platform && one.workspace === workspace,
  );
  return identity === undefined ? null : { platform, workspace, channel: privately(identity.external) };
}

const alike = (a: Schedule, b: NewSchedule): boolean =>
  a.room.platform === b.room.platform &&
  a.room.workspace === b.room.workspace &&
  a.room.channel === b.room.channel &&
  a.teamId === b.teamId &&
  a.time === b.time &&
  JSON.stringify(a.cadence) === JSON.stringify(b.cadence);

function added(schedule: NewSchedule, context: Context) {
  const { m, locale, now } = context;
  const reading = readingOf(context);
  const text = m.schedule.added({
    schedule: scheduleText(schedule, reading),
    where: whereText(schedule.room, reading),
    zone: schedule.zone,
    // A weekly or monthly digest keeps its day on a holiday too.
    calendar: schedule.cadence.kind === 'workdays' ? calendarName(schedule.calendar, locale) : null,
    first: slotText(nextSlot(schedule, now), schedule, reading),
  });
  return { text, buttons: scheduleButtons({ ...schedule, paused: false }, reading.pen) };
}
