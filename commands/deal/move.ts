import { command } from '../../src/chat/command.ts';
import { deal, optional, stage, text } from '../../src/chat/field.ts';
import { moveTo } from '../../src/domain/moves.ts';
import { written } from './answer.ts';
import { moved } from './gate.ts';
import { remainder } from './remainder.ts';

export const dealMove = command({
  name: 'deal.move',
  says: {
    en: ['deal move', 'move'],
    zh: ['商机 移动', '移动商机', '移到', '退回到', '退回', '商机 退回'],
  },
  title: { en: 'Move a deal', zh: '移动阶段' },
  help: {
    en: 'Move a deal to a stage; going back needs a reason',
    zh: '移到某个阶段；退回要说明理由',
  },
  example: { en: 'deal move acme proposal', zh: '商机 移动 远景 方案呈现' },
  fields: {
    deal: deal(),
    stage: stage(),
    reason: optional(
      text({
        label: { en: 'Reason', zh: '理由' },
        example: { en: 'their budget was cut', zh: '客户预算被砍' },
      }),
    ),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, stage: to, reason }, context) {
    const why = written(remainder(reason, { view, stage: to }), context);
    const decision = moveTo(
      {
        state: view.state,
        pipeline: view.pipeline,
        reached: view.reached,
        now: context.now,
        meets: [],
        reasonId: why.id,
        letThrough: false,
      },
      to,
    );
    return moved(view, { decision, before: why.changes }, context);
  },
});
