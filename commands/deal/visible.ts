import { command } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { hide } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';

export const dealVisible = command({
  name: 'deal.visible',
  says: {
    en: ['deal visible', 'visible', 'not confidential', 'no longer confidential'],
    zh: ['商机 取消保密', '取消保密', '解除保密', '不再保密'],
  },
  title: { en: 'Show to the team again', zh: '取消保密' },
  help: { en: 'Show a confidential deal to the team again', zh: '取消商机的保密' },
  example: { en: 'deal visible acme', zh: '取消保密 远景' },
  fields: { deal: deal({ status: 'any' }) },
  needs: { action: 'deal.hide', on: 'deal' },
  async run({ deal: view }, context) {
    const { m, now } = context;
    const decision = hide(view.state, { confidential: false, now });
    return settled(view, { decision, text: (after) => m.deal.say.shown(after.name) }, context);
  },
});
