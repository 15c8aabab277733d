import { command, refuse } from '../../src/chat/command.ts';
import { deal, person } from '../../src/chat/field.ts';
import { dealAnswer } from './answer.ts';

export const dealUnshare = command({
  name: 'deal.unshare',
  says: { en: ['deal unshare', 'unshare'], zh: ['商机 取消协作', '取消协作'] },
  title: { en: 'Take somebody off', zh: '移除协作人' },
  help: { en: 'Take somebody off a deal', zh: '移除协作人' },
  example: { en: 'deal unshare acme Joe', zh: '取消协作 远景 赵敏' },
  fields: {
    deal: deal({ status: 'any' }),
    person: person({ label: { en: 'Who', zh: '同事' }, example: { en: 'Joe', zh: '赵敏' } }),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, person: who }, context) {
    const { m, newId } = context;
    const { say } = m.deal;
    if (!view.collaborators.includes(who.id)) return refuse(say.notShared(who.name, view.name));
    return {
      kind: 'record',
      changes: [
        { kind: 'deal.collaborators', deal: view.number, add: [], remove: [who.id] },
        { kind: 'audit', id: newId(), action: 'deal.unshare', detail: { deal: view.number, person: who.id } },
      ],
      reply: async (after) =>
        dealAnswer(context, await after.dealView(view.number), (shown) => say.unshared(who.name, shown.name)),
    };
  },
});
