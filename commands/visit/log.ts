import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { told, what } from './fields.ts';
import { logged } from './logged.ts';
import { tellsMore, withoutNumber, withoutVerb } from './reading.ts';

const ASKED = ['what', ...Object.keys(told)];

export const visitLog = command({
  name: 'visit.log',
  says: {
    en: ['visit log', 'log visit', 'log a visit', 'log'],
    zh: ['拜访 记录', '记录拜访', '记拜访', '写拜访'],
  },
  title: { en: 'Log a visit', zh: '记录拜访' },
  help: { en: 'Log a visit, a call or an attempt', zh: '记一次拜访、电话或未接通' },
  example: {
    en: 'met acme CFO, too pricey, demo next Tuesday',
    zh: '远景见了王总，嫌贵，下周二演示',
  },
  fields: { deal: deal(), what, ...told },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, what: said, ...rest }, context) {
    const line = withoutVerb(withoutNumber(said), 'visit.log', context);
    // Only which deal: what happened is still to be said.
    if (!tellsMore(line, view)) return { kind: 'ask', fields: ASKED, values: { what: '' } };
    return logged({ ...rest, what: line, view, customer: null, plan: null }, context);
  },
});
