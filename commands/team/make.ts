import { type Context, command, refuse } from '../../src/chat/command.ts';
import { optional, team } from '../../src/chat/field.ts';
import { nameKey } from '../../src/domain/name.ts';
import type { Team } from '../../src/domain/people.ts';
import { teamNameField } from './fields.ts';

const taken = (name: string, teams: readonly Team[], except?: string): boolean =>
  teams.some((one) => one.id !== except && nameKey(one.name) === nameKey(name));

/** A manager's new team stands below their own; an administrator may begin a new tree. */
const parentFor = ({ person, teams }: Context): Team | null =>
  person.role === 'manager' ? (teams.find((one) => one.id === person.teamId) ?? null) : null;

export const teamNew = command({
  name: 'team.new',
  says: { en: ['team new', 'new team'], zh: ['团队 新建', '新建团队'] },
  title: { en: 'New team', zh: '新建团队' },
  help: { en: 'Open a team', zh: '新建团队' },
  example: { en: 'team new South parent: Sales', zh: '团队 新建 华南 上级：Sales' },
  fields: {
    // Only by name: a new team's name often holds the name of another one.
    parent: optional(team({ label: { en: 'Parent', zh: '上级' }, formOnly: true })),
    name: teamNameField(),
  },
  needs: { action: 'team.change', on: 'parent' },
  async run({ parent, name }, context) {
    const { m, teams, newId, person } = context;
    if (taken(name, teams)) return refuse(m.team.nameTaken(name), 'name');
    const above = parent ?? parentFor(context);
    if (above === null && person.role === 'manager') return refuse(m.team.noTeamOfYours);
    return {
      kind: 'record',
      changes: [{ kind: 'team.add', id: newId(), name, parentId: above?.id ?? null }],
      reply: async () => ({ text: m.team.made(name, above?.name ?? null) }),
    };
  },
});

export const teamRename = command({
  name: 'team.rename',
  says: { en: ['team rename', 'rename team'], zh: ['团队 改名'] },
  title: { en: 'Rename a team', zh: '团队改名' },
  help: { en: 'Give a team another name', zh: '修改团队名称' },
  example: { en: 'team rename West to Pacific', zh: '团队 改名 华东 改为 华东大区' },
  fields: { team: team(), name: teamNameField() },
  needs: { action: 'team.change', on: 'team' },
  async run({ team: subject, name: said }, { m, teams }) {
    const name = said.replace(/^(?:to|as|改为|改成|改叫|为|成|叫)\s*(?=\S)/iu, '').trim();
    if (taken(name, teams, subject.id)) return refuse(m.team.nameTaken(name), 'name');
    return {
      kind: 'record',
      changes: [{ kind: 'team.set', id: subject.id, name }],
      reply: async () => ({ text: m.team.renamed(subject.name, name) }),
    };
  },
});
