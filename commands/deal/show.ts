import { dealCard } from '../../src/cards/deal.ts';
import { command, show } from '../../src/chat/command.ts';
import { deal } from '../../src/chat/field.ts';
import { penOf } from './answer.ts';

export const dealShow = command({
  name: 'deal.show',
  says: { en: ['deal show', 'show'], zh: ['商机 查看', '查看商机', '看一下', '查看'] },
  help: { en: 'Show a deal', zh: '查看商机' },
  example: { en: 'deal show acme', zh: '查看远景' },
  fields: { deal: deal({ status: 'any' }) },
  needs: { action: 'deal.read', on: 'deal' },
  async run({ deal: view }, context) {
    return show({ text: `#${view.number} ${view.name}`, card: dealCard(view, penOf(context)) });
  },
});
