import { command, refuse } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import { begin, restart } from './begin.ts';

export const reviewTeam = command({
  name: 'review.team',
  says: {
    en: ['review team', 'team review', 'review the team'],
    zh: ['过单 团队', '团队过单', '过团队的单', '过团队单子'],
  },
  help: { en: 'Go through a team’s deals one by one', zh: '逐个过团队的商机' },
  example: { en: 'review team West', zh: '团队过单 华东' },
  fields: { team: optional(team()), restart },
  needs: { action: 'self', on: 'nothing' },
  async run({ team: said, restart: again }, context) {
    const { m, teams, person, may } = context;
    const of = said ?? teams.find((one) => one.id === person.teamId) ?? null;
    // Whoever sets a team's targets reviews its deals: its manager, and operations.
    if (of === null || !may('team.target', { team: of })) {
      return refuse(refusal(m, { subject: of === null ? null : { team: of }, owner: '', mayRead: true }));
    }
    return begin({ teamId: of.id, restart: again }, context);
  },
});
