import { command } from '../../src/chat/command.ts';
import { customer } from '../../src/chat/field.ts';
import { told, whatElse } from './fields.ts';
import { logged } from './logged.ts';

/** A visit to a customer with whom there is no deal yet. Whoever may open a deal there may log it. */
export const visitCustomer = command({
  name: 'visit.customer',
  says: { en: ['visit customer', 'log customer visit'], zh: ['拜访 客户', '客户拜访'] },
  title: { en: 'Log a customer visit', zh: '客户拜访' },
  help: { en: 'Log a visit to a customer without a deal', zh: '记录没有商机的客户拜访' },
  example: {
    en: 'visit customer customer: Umbrella met the CIO, send an offer by Friday',
    zh: '客户拜访 客户：宏图科技 见了陈总，周五前发资料',
  },
  fields: { customer: customer(), what: whatElse, ...told },
  needs: { action: 'deal.create', on: 'nothing' },
  async run({ customer: who, ...said }, context) {
    const id = who.id ?? context.newId();
    const add = who.id === null ? [{ kind: 'customer.add' as const, id, name: who.name }] : [];
    return logged({ ...said, view: null, customer: { id, name: who.name, add }, plan: null }, context);
  },
});
