import { command } from '../../src/chat/command.ts';
import { deal, optional, stage } from '../../src/chat/field.ts';
import { advance, moveTo } from '../../src/domain/moves.ts';
import { moved } from './gate.ts';

export const dealAdvance = command({
  name: 'deal.advance',
  says: { en: ['deal advance', 'advance'], zh: ['商机 推进', '推进'] },
  title: { en: 'Advance a deal', zh: '推进商机' },
  help: { en: 'Advance a deal to its next stage', zh: '推进到下一阶段' },
  example: { en: 'advance acme', zh: '推进远景' },
  fields: { deal: deal(), stage: optional(stage()) },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, stage: to }, context) {
    const { state, pipeline, reached } = view;
    const { now } = context;
    const asked = { state, pipeline, reached, now, meets: [], reasonId: null, letThrough: false };
    // Whoever names the stage means that one, however far it is.
    return moved(view, { decision: to === null ? advance(asked) : moveTo(asked, to) }, context);
  },
});
