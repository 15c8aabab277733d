import { command, refuse } from '../../src/chat/command.ts';
import { deal, person } from '../../src/chat/field.ts';
import { dealAnswer } from './answer.ts';

export const dealShare = command({
  name: 'deal.share',
  says: { en: ['deal share', 'share'], zh: ['商机 协作', '商机 邀请', '邀请协作', '拉上'] },
  title: { en: 'Work on it together', zh: '邀请协作' },
  help: {
    en: 'Let somebody work on a deal with you',
    zh: '邀请同事一起跟进',
  },
  example: { en: 'deal share acme with Joe', zh: '商机 协作 远景 赵敏' },
  fields: {
    deal: deal({ status: 'any' }),
    person: person({ label: { en: 'Who', zh: '同事' }, example: { en: 'Joe', zh: '赵敏' } }),
  },
  needs: { action: 'deal.change', on: 'deal' },
  async run({ deal: view, person: who }, context) {
    const { m, newId, person: asker, inputId } = context;
    const { say } = m.deal;
    if (who.status !== 'active') return refuse(m.chat.noSuch.person(who.name), 'person');
    if (who.id === view.owner.id || view.collaborators.includes(who.id))
      return refuse(say.sharedAlready(who.name, view.name));
    return {
      kind: 'record',
      changes: [
        { kind: 'deal.collaborators', deal: view.number, add: [who.id], remove: [] },
        { kind: 'audit', id: newId(), action: 'deal.share', detail: { deal: view.number, person: who.id } },
        {
          kind: 'tell',
          key: `shared:${inputId}`,
          personId: who.id,
          notice: { kind: 'shared', deal: view.number, by: asker.id },
        },
      ],
      reply: async (after) => ({
        ...(await dealAnswer(context, await after.dealView(view.number), (shown) =>
          say.shared(who.name, shown.name),
        )),
        buttons: [
          {
            label: say.takeOff(who.name),
            says: { line: 'deal unshare', values: { deal: `#${view.number}`, person: who.id } },
          },
        ],
      }),
    };
  },
});
