import { command } from '../../src/chat/command.ts';
import { deal, stage } from '../../src/chat/field.ts';
import { moveTo } from '../../src/domain/moves.ts';
import { subjectOf, written } from './answer.ts';
import { letThroughBecause, meets } from './fields.ts';
import { moved } from './gate.ts';

/** What the form at a gate says: these criteria are met, or it goes through for this reason. */
export const dealEnter = command({
  name: 'deal.enter',
  says: { en: ['deal enter'], zh: ['商机 进入'] },
  title: { en: 'Enter a stage', zh: '进入阶段' },
  help: { en: 'Enter a stage', zh: '进入阶段' },
  example: { en: 'deal enter acme proposal', zh: '商机 进入 远景 方案呈现' },
  fields: { deal: deal(), stage: stage(), meets, reason: letThroughBecause },
  needs: { action: 'deal.change', on: 'deal' },
  hidden: true,
  async run({ deal: view, stage: to, meets: ticked, reason }, context) {
    const why = written(reason, context);
    const decision = moveTo(
      {
        state: view.state,
        pipeline: view.pipeline,
        reached: view.reached,
        now: context.now,
        meets: (ticked ?? []).filter((id) => to.criteria.some((one) => one.id === id)),
        reasonId: why.id,
        letThrough: why.id !== null && context.may('deal.gate', subjectOf(view)),
      },
      to,
    );
    return moved(view, { decision, before: why.changes }, context);
  },
});
