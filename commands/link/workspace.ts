import { workspaceCodeMessage, workspaceSureMessage } from '../../src/cards/link.ts';
import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { choice, optional } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { LINK_MS, linkCodeFrom, linkCodeOf, spelled } from '../../src/domain/link.ts';
import { codeSaid } from './code.ts';

/** `link workspace` gives a code; `link workspace CODE` in another workspace makes both one organisation. */
export const linkWorkspace = command({
  name: 'link.workspace',
  says: { en: ['link workspace', 'join workspace'], zh: ['关联工作区', '绑定工作区', '关联企业'] },
  title: { en: 'Link a workspace', zh: '关联工作区' },
  help: {
    en: 'Share one book of deals with another workspace',
    zh: '让另一个工作区共用一本商机账',
  },
  example: { en: 'link workspace', zh: '关联工作区' },
  fields: {
    code: codeSaid,
    me: optional(
      choice<'yes' | 'no'>({
        label: { en: 'Is it you', zh: '是否本人' },
        options: [
          { value: 'yes', label: { en: 'yes', zh: '是' } },
          { value: 'no', label: { en: 'no', zh: '不是' } },
        ],
        formOnly: true,
      }),
    ),
  },
  needs: { action: 'workspace.link', on: 'nothing' },
  async run({ code: typed, me }, context) {
    if (typed === null) return offer(context);
    const { m, read, organisation } = context;
    const code = linkCodeOf(typed);
    if (code === null) return refuse(m.link.notCode(typed.slice(0, 40)), 'code');
    const found = await read.invitation(code);
    if (found === null || found.by.status !== 'active' || found.by.role !== 'admin')
      return refuse(m.link.workspace.noSuch);
    if (found.organisation.id === organisation.id) return refuse(m.link.workspace.already(organisation.name));
    if (!(await read.untouched())) return refuse(m.link.workspace.notEmpty);
    if (me === null) {
      const asked = { code: spelled(code), organisation: found.organisation.name, by: found.by };
      return show(workspaceSureMessage(asked, context));
    }
    return joining({ code, found, me }, context);
  },
});

function offer({ m, now, newId, person }: Context): Outcome {
  const code = linkCodeFrom(newId());
  const expiresAt = new Date(now.getTime() + LINK_MS);
  return {
    kind: 'record',
    changes: [{ kind: 'workspace.invite', code, personId: person.id, expiresAt }],
    reply: async () => workspaceCodeMessage(spelled(code), { m }),
  };
}

type Invitation = NonNullable<Awaited<ReturnType<Context['read']['invitation']>>>;

/** Whoever made the code is known here too, if it is them; everybody else is met when they next speak. */
async function joining(
  { code, found, me }: { code: string; found: Invitation; me: 'yes' | 'no' },
  { m, here, person, organisation, read, newId }: Context,
): Promise<Outcome> {
  const { by, organisation: other } = found;
  const { platform, workspace } = here;
  const identity = (await read.identitiesOf(person.id)).find(
    (one) => one.platform === platform && one.workspace === workspace,
  );
  const maker = me === 'yes' ? identity : undefined;
  const changes: Change[] = [
    { kind: 'workspace.join', code, from: organisation.id },
    // They hear of it where they made the code, in case they gave it to nobody.
    {
      kind: 'tell',
      key: `workspace:${platform}:${workspace}`,
      personId: by.id,
      notice: { kind: 'workspace.joined', platform },
    },
    ...(maker === undefined ? [] : [{ kind: 'person.identify' as const, id: by.id, ...maker }]),
    {
      kind: 'audit',
      id: newId(),
      action: 'workspace.join',
      detail: { platform, workspace, from: organisation.id },
    },
  ];
  const { workspace: said } = m.link;
  return {
    kind: 'join',
    org: other.id,
    actorId: by.id,
    changes,
    reply: async () =>
      maker === undefined
        ? {
            text: said.joined(other.name),
            buttons: [{ label: m.day.button.join, tone: 'primary', says: { line: 'join' } }],
          }
        : { text: said.joinedAs(other.name, by.name) },
    late: said.noSuch,
  };
}
