import { command, refuse } from '../../src/chat/command.ts';
import { role, roleRefusal, who } from './fields.ts';
import { personAnswer } from './roster.ts';

export const teamRole = command({
  name: 'team.role',
  says: { en: ['team role', 'change role'], zh: ['团队 角色', '改角色'] },
  title: { en: 'Change a role', zh: '修改角色' },
  help: { en: 'Change somebody’s role', zh: '修改成员角色' },
  example: { en: 'team role Mia manager', zh: '团队 角色 赵敏 主管' },
  fields: { person: who(), role: role() },
  needs: { action: 'people.change', on: 'person' },
  async run({ person, role: to }, context) {
    const { m } = context;
    if (person.status === 'pending') return refuse(m.team.stillPending(person.name));
    if (person.role === to) return refuse(m.team.roleSame(person.name, m.team.role[to]));
    const refusal = await roleRefusal({ person, to }, context);
    if (refusal !== null) return refuse(refusal, 'role');
    return {
      kind: 'record',
      changes: [
        { kind: 'person.set', id: person.id, set: { role: to } },
        {
          kind: 'audit',
          id: context.newId(),
          action: 'person.role',
          detail: { personId: person.id, from: person.role, to },
        },
      ],
      reply: async (after) =>
        personAnswer(context, { read: after, personId: person.id }, (one) =>
          m.team.roleIs(one.name, m.team.role[one.role]),
        ),
    };
  },
});
