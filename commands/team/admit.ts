import { admissionCard, teamName } from '../../src/cards/team.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import type { Person, Team } from '../../src/domain/people.ts';
import { role, roleRefusal, who } from './fields.ts';
import { personAnswer } from './roster.ts';

export const teamAdmit = command({
  name: 'team.admit',
  says: { en: ['team admit', 'admit', 'let in'], zh: ['团队 通过', '通过申请'] },
  title: { en: 'Let somebody in', zh: '通过加入申请' },
  help: { en: 'Let somebody in', zh: '通过加入申请' },
  example: { en: 'team admit Nina', zh: '团队 通过 Nina' },
  fields: { person: who(), team: optional(team()), role: optional(role()) },
  needs: { action: 'people.admit', on: 'team' },
  async run({ person, team: named, role: chosen }, context) {
    const { m, newId, read } = context;
    if (person.status !== 'pending') return refuse(await already(person, { read, context }));
    const to = chosen ?? person.role;
    const refusal = await roleRefusal({ person, to }, context);
    if (refusal !== null) return refuse(refusal, 'role');
    const joins = named ?? teamToJoin(context);
    if (joins === null) {
      const title = m.team.whichTeam(person.name);
      return show({ text: title, card: admissionCard(person, context.teams, context) });
    }
    return {
      kind: 'record',
      changes: [{ kind: 'person.admit', id: person.id, teamId: joins.id, role: to, auditId: newId() }],
      reply: async (after) => {
        const by = await after.admittedBy(person.id);
        const first = by === null || by.id === context.person.id;
        const text = first
          ? m.team.admitted(person.name, joins.name)
          : await already(person, { read: after, context });
        return personAnswer(context, { read: after, personId: person.id }, () => text);
      },
    };
  },
});

/** A manager takes people into their own team; anybody else is asked, unless there is only one. */
function teamToJoin({ person, teams }: Context): Team | null {
  if (person.role === 'manager') return teams.find((team) => team.id === person.teamId) ?? null;
  const [only, second] = teams;
  return only !== undefined && second === undefined ? only : null;
}

/** Who was faster, and where the person is now. */
async function already(
  subject: Person,
  { read, context }: { read: Context['read']; context: Context },
): Promise<string> {
  const { m, teams } = context;
  const [by, person] = await Promise.all([read.admittedBy(subject.id), read.person(subject.id)]);
  const where = teamName(teams, person?.teamId ?? null, context);
  return by === null ? m.team.already(subject.name, where) : m.team.admittedBy(by.name, subject.name, where);
}
