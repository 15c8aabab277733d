import { command } from '../../src/chat/command.ts';
import { deal, lines } from '../../src/chat/field.ts';
import { dealAnswer } from './answer.ts';

export const dealNote = command({
  name: 'deal.note',
  says: { en: ['deal note', 'note', 'add a note to', 'add note to'], zh: ['商机 备注', '备注'] },
  title: { en: 'Add a note', zh: '添加备注' },
  help: { en: 'Keep a note with a deal', zh: '给商机加备注' },
  example: { en: 'note acme: budget meeting moved to January', zh: '备注 远景 预算会改到一月' },
  fields: {
    deal: deal({ status: 'any' }),
    note: lines({
      label: { en: 'Note', zh: '备注' },
      example: { en: 'budget meeting moved', zh: '预算会改期' },
    }),
  },
  needs: { action: 'deal.log', on: 'deal' },
  async run({ deal: view, note }, context) {
    const { m, now, newId } = context;
    const textId = newId();
    return {
      kind: 'record',
      changes: [
        { kind: 'text.write', id: textId, body: note },
        {
          // A note holds whatever happened meanwhile.
          kind: 'deal.record',
          deal: view.number,
          version: null,
          events: [{ kind: 'noted', at: now, changes: {}, detail: { textId } }],
        },
      ],
      reply: async (after) =>
        dealAnswer(context, await after.dealView(view.number), (shown) => m.deal.say.noted(shown.name)),
    };
  },
});
