import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { advance } from '../../src/domain/moves.ts';
import { moved } from './gate.ts';

export const dealAdvance = command({
  name: 'deal.advance',
  says: { en: ['deal advance', 'advance'], zh: ['商机 推进', '推进'] },
  title: { en: 'Advance a deal', zh: '推进商机' },
  help: { en: 'Advance a deal to its next stage', zh: '推进到下一阶段' },
  example: { en: 'advance acme', zh: '推进远景' },
  fields: { deal: deal() },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view }, context) {
    const { state, pipeline } = view;
    const decision = advance({
      state,
      pipeline,
      reached: view.reached,
      now: context.now,
      meets: [],
      reasonId: null,
      letThrough: false,
    });
    return moved(view, { decision }, context);
  },
});
