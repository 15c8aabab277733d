import { command } from '../../src/chat/command.ts';
import { NEW_FIELDS } from './new-fields.ts';
import { open } from './opening.ts';

export const dealNew = command({
  name: 'deal.new',
  says: { en: ['deal new', 'new deal'], zh: ['商机 新建', '新建商机', '新商机', '建商机'] },
  title: { en: 'New deal', zh: '新建商机' },
  help: { en: 'Open a deal', zh: '新建商机' },
  example: {
    en: 'deal new CRM renewal customer: Acme 65k Dec 31',
    zh: '新建商机 储能监控 客户：远景能源 48万 12月31日',
  },
  fields: NEW_FIELDS,
  needs: { action: 'deal.create', on: 'nothing' },
  run: (said, context) => open(said, { evenIfThere: 'ask' }, context),
});
