import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { wake } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';

export const dealWake = command({
  name: 'deal.wake',
  says: { en: ['deal wake', 'unsnooze'], zh: ['商机 恢复提醒', '恢复提醒', '取消暂缓'] },
  title: { en: 'End a snooze', zh: '恢复提醒' },
  help: { en: 'Remind again about a snoozed deal', zh: '暂缓的商机恢复提醒' },
  example: { en: 'deal wake acme', zh: '恢复提醒 远景' },
  fields: { deal: deal() },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view }, context) {
    const decision = wake(view.state, context.now);
    return settled(view, { decision, text: (after) => context.m.deal.say.awake(after.name) }, context);
  },
});
