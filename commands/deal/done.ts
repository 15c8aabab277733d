import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { finishStep } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';

export const dealDone = command({
  name: 'deal.done',
  says: { en: ['deal done', 'step done'], zh: ['商机 完成', '完成下一步', '这步完成', '下一步完成'] },
  title: { en: 'Step done', zh: '完成下一步' },
  help: { en: 'Mark the next step as done', zh: '标记下一步已完成' },
  example: { en: 'deal done acme', zh: '完成下一步 远景' },
  fields: { deal: deal() },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view }, context) {
    return settled(
      view,
      {
        decision: finishStep(view.state, context.now),
        text: (after) => context.m.deal.say.stepDone(after.name),
      },
      context,
    );
  },
});
