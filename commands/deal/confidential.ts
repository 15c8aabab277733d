import { command } from '../../src/chat/command.ts';
import { choice, deal } from '../../src/chat/field.ts';
import { hide } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';

export const dealConfidential = command({
  name: 'deal.confidential',
  says: { en: ['deal confidential', 'confidential'], zh: ['商机 保密', '保密'] },
  help: { en: 'Make a deal confidential, or visible again', zh: '设为保密，或取消保密' },
  example: { en: 'deal confidential acme', zh: '商机保密 远景' },
  fields: {
    deal: deal({ status: 'any' }),
    state: choice({
      label: { en: 'Confidential', zh: '是否保密' },
      preset: 'on',
      options: [
        { value: 'on', label: { en: 'On', zh: '保密' }, also: ['开'] },
        { value: 'off', label: { en: 'Off', zh: '取消保密' }, also: ['取消', '公开', '关'] },
      ],
    }),
  },
  needs: { action: 'deal.hide', on: 'deal' },
  async run({ deal: view, state }, context) {
    const { m, now } = context;
    const confidential = state === 'on';
    return settled(
      view,
      {
        decision: hide(view.state, { confidential, now }),
        text: (after) => (confidential ? m.deal.say.hidden(after.name) : m.deal.say.shown(after.name)),
      },
      context,
    );
  },
});
