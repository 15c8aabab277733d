import { peopleCard } from '../../src/cards/team.ts';
import { command, show } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import { penOf } from '../deal/answer.ts';
import { rightsTo, rosterOf } from './roster.ts';

export const teamPeople = command({
  name: 'team.people',
  says: { en: ['team people', 'people', 'who is who'], zh: ['团队 成员', '成员列表', '谁是谁'] },
  title: { en: 'People', zh: '团队成员' },
  help: { en: 'Who is who, and who waits to be let in', zh: '看团队成员和待通过的申请' },
  example: { en: 'team people', zh: '团队 成员' },
  fields: { team: optional(team()) },
  needs: { action: 'people.read', on: 'nothing' },
  reads: true,
  async run({ team: root }, context) {
    const { m, read, may } = context;
    const roster = await rosterOf(read, context);
    const view = {
      root: root?.id ?? null,
      mayAdmit: may('people.admit', null),
      mayRestore: (person: (typeof roster.people)[number]) => rightsTo(person, context).change,
    };
    const active = roster.people.filter((one) => one.status === 'active');
    return show({
      text: `${m.team.card.people} · ${m.team.card.count(active.length)}`,
      card: peopleCard(roster, view, penOf(context)),
    });
  },
});
