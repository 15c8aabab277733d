import { command, refuse } from '../../src/chat/command.ts';
import { who } from './fields.ts';

/** A stranger who asked to join is turned away. */
export const teamDecline = command({
  name: 'team.decline',
  says: { en: ['team decline'], zh: ['团队 不通过', '拒绝申请'] },
  title: { en: 'Turn down a request', zh: '不通过申请' },
  help: { en: 'Turn down a request to join', zh: '不通过加入申请' },
  example: { en: 'team decline Nina', zh: '团队 不通过 Nina' },
  fields: { person: who() },
  needs: { action: 'people.admit', on: 'nothing' },
  async run({ person }, { m }) {
    if (person.status !== 'pending') return refuse(m.team.declinedOthers(person.name));
    return {
      kind: 'record',
      changes: [{ kind: 'person.set', id: person.id, set: { status: 'left' } }],
      reply: async () => ({ text: m.team.declined(person.name) }),
    };
  },
});
