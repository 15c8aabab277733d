import { command, refuse } from '../../src/chat/command.ts';
import { optional, team, unread } from '../../src/chat/field.ts';
import { refusal } from '../../src/chat/permit.ts';
import { begin, restart } from './begin.ts';

export const reviewTeam = command({
  name: 'review.team',
  says: {
    en: ['review team', 'team review', 'review the team'],
    zh: ['过单 团队', '团队过单', '过团队的单', '过团队单子'],
  },
  title: { en: 'Review a team’s deals', zh: '过团队商机' },
  help: { en: 'Go through a team’s deals one by one', zh: '逐个过团队的商机' },
  example: { en: 'review team West', zh: '团队过单 华东' },
  fields: { team: optional(team()), restart, left: unread },
  needs: { action: 'self', on: 'nothing' },
  reads: true,
  async run({ team: said, restart: again, left }, context) {
    const { teams, person, may, m } = context;
    if (left !== null) return refuse(m.chat.noSuch.team(left), 'team');
    const of = said ?? teams.find((one) => one.id === person.teamId) ?? null;
    // Whoever sets a team's targets reviews its deals: its manager, and operations.
    if (of === null || !may('team.target', { team: of })) {
      const subject = of === null ? null : { team: of };
      return refuse(await refusal(context, { action: 'team.target', subject }));
    }
    return begin({ teamId: of.id, restart: again }, context);
  },
});
