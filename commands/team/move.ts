import { command, refuse } from '../../src/chat/command.ts';
import { team } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { ownScope } from '../../src/domain/permission.ts';
import { who } from './fields.ts';
import { personAnswer } from './roster.ts';

/** Open deals move along, so that they are read and managed where their owner is; closed ones stay where they were. */
export const teamMove = command({
  name: 'team.move',
  says: { en: ['team move'], zh: ['团队 调动', '换团队', '调团队'] },
  title: { en: 'Change the team', zh: '调动团队' },
  help: { en: 'Move somebody to another team', zh: '把成员调到另一个团队' },
  example: { en: 'team move Mia to Sales', zh: '团队 调动 赵敏 到 West' },
  fields: { person: who(), team: team() },
  needs: { action: 'people.change', on: 'person' },
  async run({ person, team: to }, context) {
    const { m, now, may, read } = context;
    if (person.status === 'pending') return refuse(m.team.stillPending(person.name));
    if (person.teamId === to.id) return refuse(m.team.movedSame(person.name, to.name));
    if (!may('people.admit', { team: to })) return refuse(m.team.notYourTeam(to.name), 'team');
    const deals = await read.deals({ ownerId: person.id, status: ['open'] }, ownScope(person.id));
    const changes: Change[] = [
      { kind: 'person.set', id: person.id, set: { teamId: to.id } },
      ...deals.map(
        (deal): Change => ({
          kind: 'deal.record',
          deal: deal.number,
          version: deal.version,
          events: [{ kind: 'edited', at: now, changes: { teamId: to.id } }],
        }),
      ),
    ];
    return {
      kind: 'record',
      changes,
      reply: async (after) =>
        personAnswer(context, { read: after, personId: person.id }, (one) =>
          m.team.moved(one.name, to.name, deals.length),
        ),
    };
  },
});
