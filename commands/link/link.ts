import { codeMessage, sureMessage } from '../../src/cards/link.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { choice, optional } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { LINK_MS, linkCodeFrom, linkCodeOf, spelled } from '../../src/domain/link.ts';
import type { Person } from '../../src/domain/people.ts';
import { ownScope } from '../../src/domain/permission.ts';
import { codeSaid } from './code.ts';

/** `link` gives a code; `link CODE` in another chat says who one is there. */
export const linkAccount = command({
  name: 'link.account',
  says: { en: ['link', 'link account'], zh: ['关联账号', '绑定账号'] },
  title: { en: 'Link an account', zh: '关联账号' },
  help: { en: 'Be the same person in another chat', zh: '在另一个聊天里用同一个身份' },
  example: { en: 'link', zh: '关联账号' },
  fields: {
    code: codeSaid,
    sure: optional(
      choice<'yes'>({
        label: { en: 'Sure', zh: '确定' },
        options: [{ value: 'yes', label: { en: 'yes', zh: '是' } }],
        formOnly: true,
      }),
    ),
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ code: typed, sure }, context) {
    if (typed === null) return offer(context);
    const { m, person, read } = context;
    const code = linkCodeOf(typed);
    if (code === null) return refuse(m.link.notCode(typed.slice(0, 40)), 'code');
    const other = await read.linkedBy(code);
    if (other === null || other.status !== 'active') return refuse(m.link.noSuch);
    const refusal = await unfit(other, context);
    if (refusal !== null) return refuse(refusal);
    const deals = await read.deals({ ownerId: person.id, status: ['open'] }, ownScope(person.id));
    if (sure === null)
      return show(sureMessage({ code: spelled(code), person: other, deals: deals.length }, context));
    const { platform } = context.here;
    const changes: Change[] = [
      { kind: 'link.take', code },
      ...deals.map(
        (deal): Change => ({
          kind: 'deal.record',
          deal: deal.number,
          version: deal.version,
          events: [{ kind: 'assigned', at: context.now, changes: { ownerId: other.id } }],
        }),
      ),
      { kind: 'person.join', id: person.id, into: other.id },
      {
        kind: 'tell',
        key: `linked:${person.id}:${other.id}`,
        personId: other.id,
        notice: { kind: 'linked', platform },
      },
      {
        kind: 'audit',
        id: context.newId(),
        action: 'person.join',
        detail: { personId: person.id, into: other.id },
      },
    ];
    return { kind: 'record', changes, reply: async () => ({ text: m.link.joined(other.name) }) };
  },
});

function offer({ m, now, newId, person }: Context) {
  const code = linkCodeFrom(newId());
  const expiresAt = new Date(now.getTime() + LINK_MS);
  return {
    kind: 'record' as const,
    changes: [{ kind: 'link.offer' as const, code, personId: person.id, expiresAt }],
    reply: async () => codeMessage(spelled(code), { m }),
  };
}

/** Why the asker cannot become this person, or null. */
async function unfit(other: Person, { m, person, read }: Context): Promise<string | null> {
  if (other.id === person.id) return m.link.own;
  const [theirs, own, people] = await Promise.all([
    read.identitiesOf(other.id),
    read.identitiesOf(person.id),
    read.people(),
  ]);
  const shared = own.some((one) =>
    theirs.some(({ platform, workspace }) => platform === one.platform && workspace === one.workspace),
  );
  if (shared) return m.link.sameChat;
  const admins = people.filter((one) => one.role === 'admin' && one.status === 'active');
  const last = person.role === 'admin' && admins.every((one) => one.id === person.id);
  return last ? m.team.lastAdmin : null;
}
