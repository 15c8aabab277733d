import { expect } from 'vitest';
import { STRANGER } from '../support/talk.ts';
import { type Conversation, cardIn, readBy, wordsOf } from './conversation.ts';

export const peopleConversations: readonly Conversation[] = [
  {
    name: 'A newcomer is let in by one press',
    in: 'en',
    async run(talk) {
      await talk.bot.deal({ name: 'Behind the door', customer: 'Cyberdyne', owner: 'mia' });
      expect(wordsOf(await talk.say(STRANGER, 'deal list'))).toContain(STRANGER);
      expect(await readBy(talk, STRANGER)).not.toContain('Cyberdyne');
      await talk.deliver();
      const asked = (await talk.seen('sam')).findLast((one) => one.text.includes(STRANGER));
      expect(asked?.buttons).toContain('Let in');
      const admitted = await talk.press('sam', asked ?? cardIn({ shown: [] }), 'Let in');
      expect(wordsOf(admitted)).toContain(`${STRANGER} has joined West`);
      await talk.deliver();
      expect(await readBy(talk, STRANGER)).toContain('Sam Carter');
      const mine = await talk.say(STRANGER, 'deal show Cyberdyne');
      expect(wordsOf(mine)).toContain('Behind the door');
      const late = (await talk.seen('wang')).findLast((one) => one.text.includes(STRANGER));
      const second = await talk.press('wang', late ?? cardIn({ shown: [] }), '通过');
      expect(wordsOf(second)).toContain('Sam Carter 已通过');
    },
  },
  {
    name: 'A deal is handed over and accepted',
    in: 'en',
    async run(talk) {
      const deal = await talk.bot.deal({ name: 'Umbrella audit', customer: 'Umbrella', owner: 'mia' });
      const asked = await talk.say('mia', `hand over #${deal} to Joe`);
      expect(wordsOf(asked)).toContain('Joe Brown');
      expect(wordsOf(await talk.say('mia', `deal show #${deal}`))).toContain('Mia Lopez');
      await talk.deliver();
      const offer = (await talk.seen('joe')).findLast((one) => one.text.includes('Umbrella audit'));
      expect(offer?.to).toBe('alone');
      const taken = await talk.press('joe', offer ?? cardIn({ shown: [] }), 'Accept');
      expect(wordsOf(taken)).toContain('Umbrella audit');
      await talk.deliver();
      expect(await readBy(talk, 'mia')).toMatch(/Joe Brown has taken over .*Umbrella audit/);
      expect(wordsOf(await talk.say('joe', 'my deals'))).toContain('Umbrella audit');
      expect(wordsOf(await talk.say('mia', 'my deals'))).not.toContain('Umbrella audit');
    },
  },
  {
    name: '别人的商机不能动，但告诉该找谁',
    in: 'zh',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '物流中台', customer: '中通快运' });
      const card = await talk.say('zhao', `查看 #${deal}`);
      expect(wordsOf(card)).toContain('物流中台');
      const refused = await talk.say('zhao', `推进 #${deal}`);
      expect(wordsOf(refused)).toContain('这是李伟的商机');
      // What one may not do is not offered either.
      expect(cardIn(card).buttons).not.toContain('推进到初次接触');
      expect(cardIn(await talk.say('li', `查看 #${deal}`)).buttons).toContain('推进到初次接触');
      const byManager = await talk.say('wang', `推进 #${deal}`);
      expect(wordsOf(byManager)).toContain('潜在客户 → 初次接触');
    },
  },
  {
    name: '帮助说明能说什么，可以直接试',
    in: 'zh',
    async run(talk) {
      const help = await talk.say('zhao', '帮助');
      expect(wordsOf(help)).toContain('您可以这样说');
      const about = await talk.say('zhao', '帮助 推进');
      expect(wordsOf(about)).toContain('推进到下一阶段');
      const tried = await talk.press('zhao', cardIn(about), '试一下');
      expect(tried.form !== null || tried.shown.length > 0).toBe(true);
      const lost = await talk.say('zhao', '阿巴阿巴阿巴');
      expect(wordsOf(lost)).toContain('阿巴');
      expect(wordsOf(lost)).toContain('您可以这样说');
      const english = await talk.say('joe', 'help');
      expect(wordsOf(english)).toContain('What you can say');
    },
  },
];
