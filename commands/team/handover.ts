import { handoverCard } from '../../src/cards/team.ts';
import { type Context, command, refuse, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Person } from '../../src/domain/people.ts';
import { ownScope } from '../../src/domain/permission.ts';
import { penOf } from '../deal/answer.ts';
import { who } from './fields.ts';

/** The deals that came to this person when somebody left, still to be handed out, with those who could take them. */
export async function handoverAnswer(
  context: Context,
  read: Context['read'],
  text?: string,
): Promise<Message> {
  const { person, m } = context;
  const [requests, people] = await Promise.all([read.requestsFor(person.id), read.people()]);
  const numbers = requests.flatMap((one) => one.dealNumber ?? []);
  const deals =
    numbers.length === 0
      ? []
      : await read.deals({ numbers, ownerId: person.id, status: ['open'] }, ownScope(person.id));
  const heirs = people.filter((one) => one.id !== person.id && mayInherit(one, context));
  const card = handoverCard(deals, heirs, penOf(context));
  return { text: text ?? (deals.length === 0 ? m.team.handoverDone : m.team.handover(deals.length)), card };
}

/** Deals go to people of the manager's own teams who run deals; elsewhere the other side has to accept. */
const mayInherit = (one: Person, { may }: Context): boolean =>
  one.status === 'active' &&
  (one.role === 'rep' || one.role === 'manager') &&
  may('people.change', { person: one });

export const teamHandover = command({
  name: 'team.handover',
  says: { en: ['team handover', 'deals to hand out'], zh: ['团队 交接', '待分配商机'] },
  title: { en: 'Deals to hand out', zh: '待分配商机' },
  help: { en: 'Deals of people who left, to be handed out', zh: '分配离开的同事留下的商机' },
  example: { en: 'team handover', zh: '团队 交接' },
  fields: {},
  needs: { action: 'team.change', on: 'nothing' },
  reads: true,
  run: async (_, context) => show(await handoverAnswer(context, context.read)),
});

/** Behind the buttons of a hand-over: one press, one deal. */
export const teamAssign = command({
  name: 'team.assign',
  says: { en: ['team assign'], zh: ['团队 分配'] },
  title: { en: 'Assign the deal', zh: '分配商机' },
  help: { en: 'Give a deal to somebody of the team', zh: '把商机分配给团队成员' },
  example: { en: 'team assign acme Joe', zh: '团队 分配 远景 赵敏' },
  fields: { deal: deal(), person: who() },
  needs: { action: 'deal.assign', on: 'deal' },
  hidden: true,
  async run({ deal: view, person: to }, context) {
    const { m, now, person: actor, read } = context;
    const keeps = to.id === actor.id;
    const requests = (await read.requestsFor(actor.id)).filter((one) => one.dealNumber === view.number);
    if (view.owner.id === to.id && (!keeps || requests.length === 0)) {
      return refuse(m.team.handedAlready(view.name, to.name));
    }
    if (to.teamId === null || (!keeps && !mayInherit(to, context))) {
      return refuse(m.chat.notAllowed.person, 'person');
    }
    const handed: Change[] =
      view.owner.id === to.id
        ? []
        : [
            {
              kind: 'deal.record',
              deal: view.number,
              version: view.version,
              events: [{ kind: 'assigned', at: now, changes: { ownerId: to.id, teamId: to.teamId } }],
            },
            {
              kind: 'tell',
              key: `given:${view.number}:${view.version}`,
              personId: to.id,
              notice: { kind: 'handover.given', deal: view.number, by: actor.id },
            },
          ];
    const decided = requests.map(
      (one): Change => ({ kind: 'request.decide', id: one.id, status: 'accepted' }),
    );
    return {
      kind: 'record',
      changes: [...handed, ...decided],
      reply: (after) =>
        handoverAnswer(context, after, keeps ? m.team.kept(view.name) : m.team.handed(view.name, to.name)),
    };
  },
});
