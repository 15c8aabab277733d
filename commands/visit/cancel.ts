import { command, refuse } from '../../src/chat/command.ts';
import { deal, text } from '../../src/chat/field.ts';
import { dayOf } from '../../src/domain/day.ts';
import { takeBack } from '../../src/domain/undo.ts';
import { dealAnswer } from '../deal/answer.ts';
import { historyOf } from '../undo/entries.ts';
import { inFull } from './reading.ts';

/** Behind “Cancel it”: the plan, and the next step that came with it, no longer hold. */
export const visitCancel = command({
  name: 'visit.cancel',
  says: { en: ['visit cancel'], zh: ['拜访 取消', '取消拜访'] },
  title: { en: 'Cancel a visit', zh: '取消拜访' },
  help: { en: 'Cancel a planned visit', zh: '取消计划的拜访' },
  example: { en: 'visit cancel', zh: '取消拜访' },
  hidden: true,
  fields: {
    deal: deal({ status: 'any' }),
    visit: text({ label: { en: 'Visit', zh: '拜访' }, takes: 'named', machine: true }),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, visit: id }, context) {
    const { read, m, now, zone } = context;
    const plan = await read.visit(id);
    const history = await historyOf(read, view.number);
    const planned = history.events.find((event) => event.kind === 'planned' && event.detail.visitId === id);
    if (plan === null || plan.status !== 'planned' || planned === undefined) return refuse(m.visit.gone);
    return {
      kind: 'record',
      changes: takeBack([history], { inputId: planned.inputId, now }),
      reply: async (after) =>
        dealAnswer(context, await after.dealView(view.number), () =>
          m.visit.planCancelled(inFull(dayOf(plan.at, zone), context)),
        ),
    };
  },
});
