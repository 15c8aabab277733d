import { type Context, command, type Outcome, refuse } from '../../src/chat/command.ts';
import { deal, person } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { assign } from '../../src/domain/edits.ts';
import type { Person } from '../../src/domain/people.ts';
import { canOwn } from '../../src/domain/permission.ts';
import type { DealView } from '../../src/domain/views.ts';
import { dealAnswer, settled, subjectOf } from './answer.ts';

export const dealAssign = command({
  name: 'deal.assign',
  says: {
    en: ['deal assign', 'deal hand over', 'hand over', 'assign'],
    zh: ['商机 交接', '商机 分配', '交接', '转给', '分配'],
  },
  title: { en: 'Hand over a deal', zh: '交接商机' },
  help: {
    en: 'Hand a deal to somebody; a manager assigns it at once',
    zh: '把商机交给同事；主管可直接分配',
  },
  example: { en: 'hand over acme to Joe', zh: '交接 远景 给赵敏' },
  fields: {
    deal: deal({ status: 'any' }),
    person: person({
      label: { en: 'New owner', zh: '新负责人' },
      example: { en: 'Joe', zh: '赵敏' },
      owns: true,
    }),
  },
  needs: { action: 'deal.assign', on: 'deal' },
  async run({ deal: view, person: owner }, context) {
    const { m, now, person: asker, may } = context;
    if (!canOwn(owner)) return refuse(m.deal.say.cannotOwn(owner.name), 'person');
    const decision = assign(view.state, { ownerId: owner.id, teamId: owner.teamId, now });
    const manages = may('deal.gate', subjectOf(view)) && asker.role === 'manager';
    const theirs = owner.id === asker.id || may('people.change', { person: owner });
    if ('refused' in decision || (manages && theirs)) {
      return settled(
        view,
        {
          decision,
          after: await assigned(view, owner, context),
          text: (after) =>
            owner.id === asker.id
              ? m.deal.say.taken(after.name)
              : m.deal.say.assigned(after.name, owner.name),
        },
        context,
      );
    }
    if (view.offeredTo?.id === owner.id) return refuse(m.deal.say.askedAlready(owner.name));
    return ask(view, owner, context);
  },
});

/** What goes with a new owner: they are told, and whoever was asked before need not answer any more. */
async function assigned(view: DealView, owner: Person, context: Context): Promise<Change[]> {
  const { person: asker } = context;
  const told: Change[] =
    owner.id === asker.id
      ? []
      : [
          {
            kind: 'tell',
            key: `assigned:${context.inputId}`,
            personId: owner.id,
            notice: { kind: 'assigned', deal: view.number, by: asker.id },
          },
        ];
  return [...(await withdrawn(view, context)), ...told];
}

async function withdrawn(view: DealView, { read }: Context): Promise<Change[]> {
  const open = await read.openHandover(view.number);
  return open === null ? [] : [{ kind: 'request.decide', id: open.id, status: 'withdrawn' }];
}

/** The deal stays where it is until the other accepts. */
async function ask(view: DealView, to: Person, context: Context): Promise<Outcome> {
  const { m, newId, person: from } = context;
  const requestId = newId();
  return {
    kind: 'record',
    changes: [
      ...(await withdrawn(view, context)),
      {
        kind: 'request.open',
        request: { id: requestId, what: 'handover', deal: view.number, askedOf: to.id },
      },
      {
        kind: 'tell',
        key: `handover:${requestId}`,
        personId: to.id,
        notice: { kind: 'handover.asked', deal: view.number, from: from.id, requestId },
      },
    ],
    reply: async (after) =>
      dealAnswer(context, await after.dealView(view.number), (shown) =>
        m.deal.say.handover(shown.name, to.name),
      ),
  };
}
