import type { Shown } from '../../src/cards/quota.ts';
import type { Context } from '../../src/chat/command.ts';
import { choice, optional, person, team, text } from '../../src/chat/field.ts';
import { teamAndBelow, type Whose } from '../../src/domain/measure.ts';
import type { Asked, Report } from '../../src/domain/measure-report.ts';
import type { Person, Team } from '../../src/domain/people.ts';
import { findPeriod, monthOf, type Period, quarterOf, yearOf } from '../../src/domain/period.ts';
import type { Subject } from '../../src/domain/target.ts';

/** Whose numbers and which period: what the verbs of funnel and target ask for alike. */
export const numberFields = {
  team: optional(team()),
  person: optional(person({ label: { en: 'Person', zh: '人' }, example: { en: 'Sam', zh: '小刘' } })),
  whose: optional(
    choice<'mine' | 'team' | 'everyone'>({
      label: { en: 'Whose', zh: '范围' },
      options: [
        { value: 'mine', label: { en: 'Mine', zh: '我的' }, also: ['my', 'me', 'own', '我', '本人', '自己'] },
        {
          value: 'team',
          label: { en: 'My team', zh: '团队' },
          also: ['our', 'our team', '我们', '本组', '我们组', '本团队'],
        },
        {
          value: 'everyone',
          label: { en: 'Everyone', zh: '全员' },
          also: [
            'all',
            'everybody',
            'company',
            'organisation',
            'organization',
            '全部',
            '所有人',
            '公司',
            '全公司',
            '大家',
          ],
        },
      ],
    }),
  ),
  period: optional(
    text({ label: { en: 'Period', zh: '期间' }, example: { en: 'this month', zh: '本月' }, takes: 'rest' }),
  ),
} as const;

export type Numbers = {
  team: Team | null;
  person: Person | null;
  whose: 'mine' | 'team' | 'everyone' | null;
  period: string | null;
};

/** Whose numbers: as the domain narrows them, whose target they are held against, and how a card names them. */
export type Whom = { whose: Whose; subject: Subject | null; shown: Shown } | { refused: string };

/** A rep sees their own, a manager the team and what is below it, who reads all numbers everyone. */
export function whomOf(said: Omit<Numbers, 'period'>, context: Context): Whom {
  const { person: me, m } = context;
  if (said.person !== null && said.person.id !== me.id) {
    if (!context.may('team.read', { person: said.person })) return { refused: m.chat.notAllowed.person };
    return ofPerson(said.person, said.person.name);
  }
  if (said.team !== null) return ofTeam(said.team, context);
  const whose = said.person === null ? (said.whose ?? byRole(me)) : 'mine';
  if (whose === 'mine') return ofPerson(me, m.funnel.whose.mine);
  if (whose === 'everyone') return ofEveryone(context);
  const own = context.teams.find((one) => one.id === me.teamId);
  return own === undefined ? { refused: m.funnel.noTeam } : ofTeam(own, context);
}

function byRole({ role, teamId }: Person): 'mine' | 'team' | 'everyone' {
  if (role === 'rep') return 'mine';
  return role === 'operations' || teamId === null ? 'everyone' : 'team';
}

const ofPerson = (one: Person, label: string): Whom => ({
  whose: { kind: 'person', personId: one.id },
  subject: { scope: 'person', subject: one.id },
  shown: { label, values: { person: one.id }, deals: { owner: one.id } },
});

const ofTeam = (one: Team, { teams }: Context): Whom => ({
  whose: teamAndBelow(teams, one.id),
  subject: { scope: 'team', subject: one.id },
  shown: { label: one.name, values: { team: one.id }, deals: { team: one.id } },
});

/** The organisation's target stands only beside all of its deals: whoever sees a part of them sees no target. */
function ofEveryone({ organisation, scope, teams, m }: Context): Whom {
  const all = scope.teams === 'all' || teams.every((one) => scope.teams.includes(one.id));
  return {
    whose: { kind: 'everyone' },
    subject: all ? { scope: 'organisation', subject: organisation.id } : null,
    shown: { label: m.funnel.whose.everyone, values: { whose: 'everyone' }, deals: { whose: 'everyone' } },
  };
}

/** Words around a period that name none. */
const AROUND =
  /(?:还差|完成|达成|多少|目标|任务|指标|业绩|漏斗|管道|销售|怎么样|如何|进度|情况|看看|看一下|来个|现在|目前|离|了|的|率|几|吗|呢)|\b(?:how|what|is|are|am|the|our|my|me|i|we|for|of|in|at|to|go|show|on|from|far|much|close|left|target|quota|goal|number|funnel|pipeline|track|gap|distance|plan|looking|doing|and|s)\b/giu;

/** The period that was said; null when none was, and what was said instead when that is no period. */
export function periodSaid(
  said: string | null,
  context: Pick<Context, 'officeDay'>,
): Period | null | { unknown: string } {
  if (said === null) return null;
  const found = findPeriod(said, context.officeDay);
  if (found !== null) return found.period;
  const bare = said
    .replace(AROUND, ' ')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
  // Of a whole sentence, words that say nothing here may be left over; alone they were meant.
  return bare === '' || bare.length < said.trim().length ? null : { unknown: said };
}

/** Without a period said: the shortest one with a target, the month when there is none. */
export async function periodWithTarget(subject: Subject | null, context: Context): Promise<Period> {
  const { officeDay, read } = context;
  const candidates = [monthOf(officeDay), quarterOf(officeDay), yearOf(officeDay)];
  for (const period of subject === null ? [] : candidates) {
    const targets = await read.targets(period.key);
    if (targets.some((one) => one.scope === subject?.scope && one.subject === subject.subject)) return period;
  }
  return monthOf(officeDay);
}

/** Whoever sets things up reads no team's deals: a funnel of theirs would say 0 of what is not theirs to know. */
export const seesNoDeals = ({ open, closed, credits }: Report, { role }: Person): boolean =>
  role === 'admin' && open.length === 0 && closed.length === 0 && credits.length === 0;

export type Question = { asked: Asked; shown: Shown };

/** What was said as one question to `read.report`; or why it cannot be asked. */
export async function questionOf(
  said: Numbers,
  context: Context,
): Promise<Question | { refused: string; field?: string }> {
  const whom = whomOf(said, context);
  if ('refused' in whom) return whom;
  const period = periodSaid(said.period, context);
  if (period !== null && 'unknown' in period) {
    return { refused: context.m.funnel.unknownPeriod(period.unknown), field: 'period' };
  }
  const { whose, subject, shown } = whom;
  const asked = { whose, subject, due: period, period: period ?? (await periodWithTarget(subject, context)) };
  return { asked, shown };
}
