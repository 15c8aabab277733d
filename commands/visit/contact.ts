import { buyingRoles } from '../../src/cards/visit.ts';
import { type Context, command, refuse } from '../../src/chat/command.ts';
import { type Choice, choice, deal, optional, text } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { dealAnswer } from '../deal/answer.ts';

const UNKNOWN: Choice<'unknown'> = { value: 'unknown', label: { en: 'Not known yet', zh: '还不清楚' } };

/** Behind “Add … as a contact”: somebody who was met becomes a person at the customer, with a buying role. */
export const visitContact = command({
  name: 'visit.contact',
  says: { en: ['visit contact'], zh: ['拜访 联系人'] },
  title: { en: 'Add a contact', zh: '添加联系人' },
  help: { en: 'Add somebody you met as a contact', zh: '把见到的人加为联系人' },
  example: { en: 'visit contact', zh: '拜访 联系人' },
  hidden: true,
  fields: {
    deal: deal({ status: 'any' }),
    visit: optional(text({ label: { en: 'Visit', zh: '拜访' }, takes: 'named', machine: true })),
    name: text({
      label: { en: 'Name', zh: '姓名' },
      example: { en: 'Bob Lee', zh: '王建国' },
      takes: 'named',
      maxLength: 60,
    }),
    title: optional(
      text({
        label: { en: 'Title', zh: '职务' },
        example: { en: 'CFO', zh: '总经理' },
        takes: 'named',
        maxLength: 60,
      }),
    ),
    role: optional(
      choice({
        label: { en: 'Buying role', zh: '参与决策角色' },
        options: [...buyingRoles, UNKNOWN],
        formOnly: true,
      }),
    ),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, visit: visitId, name, title, role }, context) {
    const { read, m, newId } = context;
    if (view.customer === null) return refuse(m.visit.gone);
    if (role === null) {
      return { kind: 'ask', fields: ['name', 'title', 'role'], values: { role: UNKNOWN.value } };
    }
    const known = (await read.contactsOf(view.customer.id)).find((one) => one.name === name);
    const buyingRole = role === 'unknown' ? null : role;
    const id = known?.id ?? newId();
    const contact: Change[] =
      known === undefined
        ? [{ kind: 'contact.add', id, customerId: view.customer.id, name, title, buyingRole }]
        : buyingRole === null
          ? []
          : [{ kind: 'contact.role', id, buyingRole }];
    return {
      kind: 'record',
      changes: [...contact, ...(await metAs(id, { visitId, name, deal: view.number }, context))],
      reply: async (after) =>
        dealAnswer(context, await after.dealView(view.number), () =>
          m.visit.addedContact(name, buyingRole === null ? null : m.visit.role[buyingRole]),
        ),
    };
  },
});

/** The visit then knows the person, not only what they were called. */
async function metAs(
  contactId: string,
  of: { visitId: string | null; name: string; deal: number },
  { read }: Pick<Context, 'read'>,
): Promise<Change[]> {
  const visit = of.visitId === null ? null : await read.visit(of.visitId);
  if (visit === null || visit.deal !== of.deal) return [];
  // Texts of people who were met are in the order of `met`; the one with this name, else the first unknown one.
  const unknown = visit.met.flatMap((one, index) => ('textId' in one ? [index] : []));
  const at = unknown.find((index) => visit.people[index] === of.name) ?? unknown[0];
  if (at === undefined) return [];
  const met = visit.met.map((one, index) => (index === at ? { contactId } : one));
  return [{ kind: 'visit.set', id: visit.id, set: { met } }];
}
