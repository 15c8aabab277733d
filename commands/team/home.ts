import { command, refuse } from '../../src/chat/command.ts';
import { choice, optional, team } from '../../src/chat/field.ts';

/** Said in a room: the team's deals get their threads there. In another chat of theirs they may have another room. */
export const teamHome = command({
  name: 'team.home',
  says: { en: ['team home', 'team room'], zh: ['团队 群', '商机群'] },
  title: { en: 'Room for a team’s deals', zh: '团队的商机群' },
  help: { en: 'Let a team’s deals live in this room', zh: '让团队的商机在本群里更新' },
  example: { en: 'team home', zh: '团队 群' },
  fields: {
    team: optional(team()),
    what: optional(
      choice({
        label: { en: 'Room', zh: '群' },
        options: [
          { value: 'here', label: { en: 'this room', zh: '本群' }, also: ['here', '这里'] },
          { value: 'off', label: { en: 'no room', zh: '不固定' }, also: ['off', 'none', '取消', '关闭'] },
        ],
      }),
    ),
  },
  needs: { action: 'team.change', on: 'team' },
  async run({ team: named, what }, { m, here, person, teams }) {
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
    return {
      kind: 'record',
      changes: [{ kind: 'team.home', id: subject.id, at, channel: here.channel }],
      reply: async () => ({ text: m.team.home(subject.name) }),
    };
  },
});
