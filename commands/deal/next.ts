import { command, refuse } from '../../src/chat/command.ts';
import { date, deal, optional, text } from '../../src/chat/field.ts';
import { planStep } from '../../src/domain/edits.ts';
import { formatDay } from '../../src/domain/when.ts';
import { settled } from './answer.ts';
import { remainder } from './remainder.ts';

export const dealNext = command({
  name: 'deal.next',
  says: { en: ['deal next', 'next step', 'next'], zh: ['商机 下一步', '下一步'] },
  title: { en: 'Next step', zh: '下一步' },
  help: { en: 'Set the next step and when it is due', zh: '定下一步和时间' },
  example: { en: 'deal next acme send the offer friday', zh: '下一步 远景 下周二演示' },
  fields: {
    deal: deal(),
    step: text({
      label: { en: 'Next step', zh: '下一步' },
      example: { en: 'send the offer', zh: '演示' },
    }),
    due: optional(
      date({
        label: { en: 'By', zh: '时间' },
        example: { en: 'friday', zh: '下周二' },
        direction: 'future',
        timed: true,
      }),
    ),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, step, due }, context) {
    const { m, locale, today, now, newId } = context;
    if (due !== null && due < today) return refuse(m.deal.say.refused.stepPast, 'due');
    const stepId = newId();
    const what = remainder(step, { view }) || step;
    const day = due === null ? null : formatDay(due, locale, { today });
    return settled(
      view,
      {
        decision: planStep(view.state, { stepId, due, now }),
        before: [{ kind: 'text.write', id: stepId, body: what }],
        text: (after) => m.deal.say.stepSet(after.name, what, day),
      },
      context,
    );
  },
});
