import { command, refuse } from '../../src/chat/command.ts';
import { choice, deal } from '../../src/chat/field.ts';
import { merge } from '../../src/domain/parts.ts';
import { dealAnswer, subjectOf } from './answer.ts';
import { refusalText } from './refusal.ts';

/** What the button of a merger says. */
export const dealMerged = command({
  name: 'deal.merged',
  says: { en: ['deal merge confirmed'], zh: ['商机 确认合并'] },
  title: { en: 'Merge the deals', zh: '确认合并' },
  help: { en: 'Merge a deal into another', zh: '确认合并' },
  example: { en: 'deal merge confirmed #12 into: #13', zh: '商机 确认合并 #12 并入：#13' },
  fields: {
    deal: deal(),
    into: deal({ label: { en: 'Into', zh: '并入' } }),
    add: choice({
      label: { en: 'Add the amounts', zh: '金额相加' },
      preset: 'no',
      formOnly: true,
      options: [
        { value: 'no', label: { en: 'No', zh: '不相加' } },
        { value: 'yes', label: { en: 'Yes', zh: '相加' } },
      ],
    }),
  },
  needs: { action: 'deal.change', on: 'deal' },
  hidden: true,
  async run({ deal: from, into, add }, context) {
    const { m, now, may } = context;
    if (!may('deal.change', subjectOf(into))) return refuse(m.chat.notAllowed.hidden);
    const decision = merge(from, into, { addAmounts: add === 'yes', now });
    if ('refused' in decision) {
      const closed = from.state.status === 'open' ? into : from;
      return refuse(refusalText(decision, closed, context));
    }
    const worked = [...from.collaborators, from.owner.id].filter(
      (id) => id !== into.owner.id && !into.collaborators.includes(id),
    );
    return {
      kind: 'record',
      changes: [
        { kind: 'deal.record', deal: from.number, version: from.version, events: decision.ends },
        { kind: 'deal.record', deal: into.number, version: into.version, events: decision.goesOn },
        // Who worked on the one goes on working on the other.
        { kind: 'deal.collaborators', deal: into.number, add: worked, remove: [] },
      ],
      reply: async (after) =>
        dealAnswer(context, await after.dealView(into.number), (shown) =>
          m.deal.say.merged(`#${from.number} ${from.name}`, `#${shown.number} ${shown.name}`),
        ),
    };
  },
});
