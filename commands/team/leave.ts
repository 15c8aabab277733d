import { dayText } from '../../src/cards/deal.ts';
import { cancelLeave } from '../../src/cards/team.ts';
import { type Context, command } from '../../src/chat/command.ts';
import { date, optional, person, text } from '../../src/chat/field.ts';
import type { Day } from '../../src/domain/day.ts';
import { leaveOn, nicknamed, type Person } from '../../src/domain/people.ts';
import { scopeOf } from '../../src/domain/permission.ts';
import { findDates } from '../../src/domain/when.ts';
import { penOf } from '../deal/answer.ts';
import { who } from './fields.ts';

const span = (label: { en: string; zh: string }, example: { en: string; zh: string }) =>
  optional(date({ label, example, direction: 'future', formOnly: true }));

/** Said as people say it: 下周休假，小刘盯 · ooo 3-10 dec, sam covers. */
export const teamLeave = command({
  name: 'team.leave',
  says: { en: ['team leave', 'ooo', 'out of office', 'on leave'], zh: ['团队 休假', '休假', '请假'] },
  title: { en: 'Plan a leave', zh: '安排休假' },
  help: { en: 'Be away, and say who gets the nudges', zh: '安排休假和代班人' },
  example: { en: 'ooo 3-10 dec, Joe covers', zh: '休假 12月3日到10日，赵敏盯' },
  fields: {
    deputy: optional(person({ label: { en: 'Deputy', zh: '代班人' }, example: { en: 'Joe', zh: '赵敏' } })),
    from: span({ en: 'First day', zh: '第一天' }, { en: 'Dec 3', zh: '12月3日' }),
    until: span({ en: 'Last day', zh: '最后一天' }, { en: 'Dec 10', zh: '12月10日' }),
    // A manager plans it for somebody of the team; in a line only the deputy is named.
    person: { ...optional(who()), formOnly: true },
    said: optional(text({ label: { en: 'In your words', zh: '原话' }, takes: 'whole', maxLength: 500 })),
  },
  needs: { action: 'people.leave', on: 'person' },
  async run({ deputy: named, from, until, person: subject, said }, context) {
    const { m, newId } = context;
    const away = subject ?? context.person;
    const days = spanOf({ from, until, said }, context);
    const deputy = named ?? (await deputyIn(said ?? '', { away, context }));
    if (days === null || deputy === null) {
      return {
        kind: 'ask',
        note: days === null ? m.team.leaveWhen : m.team.leaveWho,
        fields: ['from', 'until', 'deputy'],
        values: {
          ...(days === null ? {} : { from: days.from, until: days.until }),
          ...(deputy === null ? {} : { deputy: deputy.id }),
        },
      };
    }
    const wrong = wrongDays(days, context) ?? (await unfitDeputy(deputy, { away, from: days.from, context }));
    if (wrong !== null) {
      const values = { from: days.from, until: days.until, deputy: deputy.id };
      return { kind: 'ask', note: wrong, fields: ['from', 'until', 'deputy'], values };
    }
    const id = newId();
    const pen = penOf(context);
    return {
      kind: 'record',
      changes: [{ kind: 'leave.set', id, personId: away.id, deputyId: deputy.id, ...days }],
      reply: async () => ({
        text: m.team.leave(
          away.name,
          m.team.card.leaveOf(dayText(days.from, pen), dayText(days.until, pen)),
          deputy.name,
        ),
        buttons: [cancelLeave({ id }, pen)],
      }),
    };
  },
});

type Said = { from: Day | null; until: Day | null; said: string | null };

/** The days of a leave: as given, or one span, two days, or "until Friday" in what was said. */
function spanOf({ from, until, said }: Said, context: Context): { from: Day; until: Day } | null {
  if (from !== null) return { from, until: until ?? from };
  const { now, organisation, person, today } = context;
  const zone = person.zone ?? organisation.zone;
  const [first, second] = findDates(said ?? '', {
    now,
    zone,
    calendar: organisation.calendar,
    direction: 'future',
  });
  if (first === undefined) return until === null ? null : { from: today, until };
  const before = (said ?? '').slice(0, first.start);
  if (/(?:until|till|til|through|到|至)\s*$/iu.test(before)) {
    return { from: today, until: first.until ?? first.day };
  }
  return { from: first.day, until: until ?? second?.until ?? second?.day ?? first.until ?? first.day };
}

function wrongDays({ from, until }: { from: Day; until: Day }, { m, today }: Context): string | null {
  if (until < from) return m.team.leaveOrder;
  return until < today ? m.team.leavePast : null;
}

/** 小刘, 王总: a colleague by surname, when only one can be meant. */
async function deputyIn(
  said: string,
  { away, context }: { away: Person; context: Context },
): Promise<Person | null> {
  const people = (await context.read.people()).filter((one) => one.status === 'active' && one.id !== away.id);
  const [only, second] = nicknamed(said, people);
  return only !== undefined && second === undefined ? only : null;
}

type Standing = { away: Person; from: Day; context: Context };

/** Why somebody cannot stand in, or null when they can. */
async function unfitDeputy(deputy: Person, { away, from, context }: Standing): Promise<string | null> {
  const { m, teams, read } = context;
  if (deputy.id === away.id) return m.team.leaveSelf;
  if (deputy.status !== 'active') return m.team.leaveInactive(deputy.name);
  const scope = scopeOf(deputy, teams);
  const sees = scope.teams === 'all' || away.teamId === null || scope.teams.includes(away.teamId);
  if (!sees) return m.team.leaveBlind(deputy.name);
  const leaves = await read.leaves(from);
  return leaveOn(leaves, deputy.id, from) === null ? null : m.team.leaveAway(deputy.name);
}
