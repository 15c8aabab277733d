import { expect } from 'vitest';
import { type Conversation, cardIn, chosen, fieldIn, formFor, wordsOf } from './conversation.ts';

export const objectionConversations: readonly Conversation[] = [
  {
    name: 'An objection is recorded, answered and resolved',
    in: 'en',
    async run(talk) {
      const deal = await talk.bot.deal({ name: 'Paper mill', customer: 'Dunder', owner: 'mia' });
      const recorded = await talk.say('mia', `objection record #${deal} too pricey, wants 10% off`);
      expect(wordsOf(recorded)).toContain('price objection');
      const form = await formFor(talk, 'mia', await talk.press('mia', cardIn(recorded), 'Record our answer'));
      const answered = await talk.submit('mia', form, { 'Our answer': 'showed the return: 14 months' });
      expect(wordsOf(answered)).toContain('Does it satisfy them?');
      const resolved = await talk.press('mia', cardIn(answered), 'Resolved');
      expect(wordsOf(resolved)).toContain('is resolved');
      const list = await talk.say('mia', `objection list #${deal}`);
      expect(wordsOf(list)).toContain('too pricey');
      expect(wordsOf(list)).toContain('Resolved');
    },
  },
  {
    name: '别人在群里说的话直接记成异议',
    in: 'zh',
    by: 'shortcut',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '云平台', customer: '浪潮信息' });
      const remark = { by: 'zhao', text: '他们嫌贵，要再降一成', room: 'east' } as const;
      const taken = await talk.takeUp('li', remark);
      const form = await formFor(talk, 'li', taken);
      expect(fieldIn(form, '客户原话').value).toContain('他们嫌贵，要再降一成');
      const option = await chosen(talk, 'li', form, { label: '商机', name: '云平台' });
      const recorded = await talk.submit('li', form, option);
      expect(wordsOf(recorded)).toContain('价格异议');
      const list = await talk.say('li', `异议列表 #${deal}`);
      expect(wordsOf(list)).toContain('他们嫌贵，要再降一成');
    },
  },
];
