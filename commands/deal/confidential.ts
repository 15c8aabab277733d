import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { hide } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';

export const dealConfidential = command({
  name: 'deal.confidential',
  says: { en: ['deal confidential', 'confidential'], zh: ['商机 保密', '保密'] },
  title: { en: 'Make confidential', zh: '设为保密' },
  help: { en: 'Make a deal confidential', zh: '把商机设为保密' },
  example: { en: 'deal confidential acme', zh: '商机 保密 远景' },
  fields: { deal: deal({ status: 'any' }) },
  needs: { action: 'deal.hide', on: 'deal' },
  async run({ deal: view }, context) {
    const { m, now } = context;
    const decision = hide(view.state, { confidential: true, now });
    return settled(view, { decision, text: (after) => m.deal.say.hidden(after.name) }, context);
  },
});
