import { command, show } from '../../src/chat/command.ts';
import { optional } from '../../src/chat/field.ts';
import { who } from './fields.ts';
import { personAnswer } from './roster.ts';

/** Also what somebody says who wants to join: by the time it is heard they have been introduced. */
export const teamWhoami = command({
  name: 'team.whoami',
  says: {
    en: ['team whoami', 'whoami', 'who am i', 'who is', 'team join', 'join'],
    zh: ['团队 身份', '我是谁', '谁是', '加入团队'],
  },
  title: { en: 'Who is who', zh: '角色和团队' },
  help: { en: 'Who you are here, or somebody else is', zh: '看自己或同事的角色和团队' },
  example: { en: 'whoami', zh: '我是谁' },
  fields: { person: optional(who()) },
  needs: { action: 'people.read', on: 'person' },
  reads: true,
  async run({ person }, context) {
    const { m, read } = context;
    const personId = (person ?? context.person).id;
    return show(
      await personAnswer(context, { read, personId }, (one) => `${one.name} · ${m.team.role[one.role]}`),
    );
  },
});
