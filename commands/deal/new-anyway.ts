import { command } from '../../src/chat/command.ts';
import { NEW_FIELDS } from './new-fields.ts';
import { open } from './opening.ts';

/** What the button under a likely duplicate says. */
export const dealNewAnyway = command({
  name: 'deal.new-anyway',
  says: { en: ['deal new anyway'], zh: ['商机 仍然新建'] },
  title: { en: 'Open it anyway', zh: '仍然新建' },
  help: { en: 'Open a deal although there may be one', zh: '仍然新建商机' },
  example: {
    en: 'deal new anyway CRM renewal customer: Acme 65k',
    zh: '商机 仍然新建 储能监控 客户：远景能源 48万',
  },
  fields: NEW_FIELDS,
  needs: { action: 'deal.create', on: 'nothing' },
  hidden: true,
  run: (said, context) => open(said, { evenIfThere: 'open' }, context),
});
