import { command, refuse } from '../../src/chat/command.ts';
import { deal, optional, text } from '../../src/chat/field.ts';
import { dayOf, earlier } from '../../src/domain/day.ts';
import { told, what } from './fields.ts';
import { logged } from './logged.ts';

const ASKED = ['what', ...Object.keys(told)];

/** Behind “It took place”: the log of a visit that was planned, filled in with what the plan says. */
export const visitDone = command({
  name: 'visit.done',
  says: { en: ['visit done'], zh: ['拜访 完成'] },
  title: { en: 'Log the visit', zh: '记录这次拜访' },
  help: { en: 'Log a planned visit', zh: '记录已完成的计划拜访' },
  example: { en: 'visit done', zh: '拜访 完成' },
  hidden: true,
  fields: {
    deal: deal({ status: 'any' }),
    visit: text({ label: { en: 'Visit', zh: '拜访' }, takes: 'named', machine: true }),
    what: optional(what),
    ...told,
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, visit: id, what: line, ...said }, context) {
    const { read, m, zone, today } = context;
    const plan = await read.visit(id);
    if (plan === null || plan.deal !== view.number || plan.status !== 'planned') return refuse(m.visit.gone);
    if (line !== null) {
      const outcome = await logged({ ...said, what: line, view, customer: null, plan }, context);
      // The form asks again for what it asked before, not for the plan's own id.
      return outcome.kind === 'refuse' ? { kind: 'ask', note: outcome.text, fields: ASKED } : outcome;
    }
    const day = dayOf(plan.at, zone);
    const values = {
      on: earlier(day, today),
      kind: plan.kind,
      ...(plan.people.length === 0 ? {} : { met: plan.people.join('、') }),
    };
    return { kind: 'ask', fields: ASKED, values, ...(plan.summary === null ? {} : { note: plan.summary }) };
  },
});
