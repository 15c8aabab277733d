import { command, refuse } from '../../src/chat/command.ts';
import { choice, optional, team } from '../../src/chat/field.ts';
import { subtree } from '../../src/domain/people.ts';
import { barredHere } from './barred.ts';

/** Said in a room: the team's deals get their threads there. In another chat of theirs they may have another room. */
export const teamHome = command({
  name: 'team.home',
  says: { en: ['team home', 'team channel', 'team room'], zh: ['团队 群', '商机群'] },
  title: { en: 'A team’s channel', zh: '团队的商机群' },
  help: { en: 'Let a team’s deals live in this channel', zh: '让团队的商机在本群里更新' },
  example: { en: 'team home', zh: '团队 群' },
  fields: {
    team: optional(team()),
    what: optional(
      choice({
        label: { en: 'Channel', zh: '群' },
        options: [
          { value: 'here', label: { en: 'this channel', zh: '本群' }, also: ['here', 'this room', '这里'] },
          {
            value: 'off',
            label: { en: 'no channel', zh: '不固定' },
            also: ['off', 'none', 'no room', '取消', '关闭'],
          },
        ],
      }),
    ),
  },
  needs: { action: 'team.change', on: 'team' },
  async run({ team: named, what }, context) {
    const { m, here, person, teams } = context;
    const subject = named ?? teams.find((one) => one.id === person.teamId);
    if (subject === undefined) return refuse(m.team.noTeamOfYours);
    const at = { platform: here.platform, workspace: here.workspace };
    if (what === 'off') {
      return {
        kind: 'record',
        changes: [{ kind: 'team.home', id: subject.id, at, channel: null }],
        reply: async () => ({ text: m.team.homeOff(subject.name) }),
      };
    }
    if (here.kind !== 'room') return refuse(m.team.homeElsewhere);
    const below = subtree(teams, subject.id);
    const barred = await barredHere(
      teams.filter((one) => below.includes(one.id)),
      context,
    );
    const said = [m.team.home(subject.name), ...(barred === null ? [] : [barred])];
    return {
      kind: 'record',
      changes: [{ kind: 'team.home', id: subject.id, at, channel: here.channel }],
      reply: async () => ({ text: said.join(context.locale === 'zh' ? '' : ' ') }),
    };
  },
});
