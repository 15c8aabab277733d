import { expect } from 'vitest';
import { audiences, type Conversation, cardIn, formFor, homeOf, readBy, wordsOf } from './conversation.ts';

/** What a team sees of its deals, and what it does not. */
export const roomConversations: readonly Conversation[] = [
  {
    name: '商机话题里推进，不必说是哪个商机',
    in: 'zh',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
      await talk.say('li', `推进 #${deal}`, { room: 'east' });
      await talk.deliver();
      const home = await homeOf(talk, '储能监控', { who: 'zhao', room: 'east' });
      const moved = await talk.say('li', '推进', { under: home });
      expect(wordsOf(moved)).toContain('初次接触 → 需求确认');
      expect(audiences(moved)).toEqual(['thread']);
      expect(await readBy(talk, 'zhao', 'east')).toContain('初次接触 → 需求确认');
      await talk.say('wang', '见了王总，周五前发报价', { under: home });
      expect(await readBy(talk, 'li', 'east')).toContain('发报价');
      expect(wordsOf(await talk.say('li', `查看 #${deal}`))).toContain('发报价');
    },
  },
  {
    name: 'The live card is changed in place, whoever changes the deal',
    in: 'en',
    async run(talk) {
      const deal = await talk.bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
      await talk.say('mia', `advance #${deal}`, { room: 'west' });
      await talk.deliver();
      const at = { who: 'joe', room: 'west' } as const;
      const before = await homeOf(talk, 'Acme renewal', at);
      await talk.say('mia', `edit #${deal} 66k`);
      await talk.deliver();
      const after = await homeOf(talk, 'Acme renewal', at);
      expect(after.id).toBe(before.id);
      expect(before.text).not.toContain('66k');
      expect(after.text).toContain('66k');
      const lines = (await talk.seen('joe', 'west')).filter(
        ({ to, text }) => to === 'thread' && /66k/.test(text),
      );
      expect(lines).toHaveLength(1);
      expect(lines[0]?.text).toContain('Mia Lopez');
      const pressed = await talk.press('sam', after, /^Advance to/);
      expect(wordsOf(pressed)).toContain('First contact → Need confirmed');
      await talk.deliver();
      expect((await homeOf(talk, 'Acme renewal', at)).buttons).toContain('Advance to Proposal');
    },
  },
  {
    name: '群里要填的表单只给本人，结果给团队',
    in: 'zh',
    by: 'form',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '冷链改造', customer: '顺丰冷运' });
      await talk.say('li', `推进 #${deal}`, { room: 'east' });
      await talk.deliver();
      const home = await homeOf(talk, '冷链改造', { who: 'li', room: 'east' });
      const seenByOthers = (await talk.seen('zhao', 'east')).length;
      const asked = await talk.press('li', home, '记拜访');
      const form = await formFor(talk, 'li', asked);
      expect((await talk.seen('zhao', 'east')).length).toBe(seenByOthers);
      const logged = await talk.submit('li', form, { 经过: '见了周总，下周三签合同' });
      expect(logged.form).toBeNull();
      await talk.deliver();
      const thread = (await talk.seen('zhao', 'east')).filter(({ to }) => to === 'thread');
      expect(wordsOf({ shown: thread })).toContain('签合同');
    },
  },
  {
    name: 'A private answer in a channel is for the asker only',
    in: 'en',
    by: 'aside',
    async run(talk) {
      await talk.bot.deal({ name: 'Quiet pilot', customer: 'Soylent', owner: 'mia', amount: 77_000 });
      const before = await readBy(talk, 'sam', 'west');
      for (const line of ['my deals', '/deal list', 'whoami', 'funnel']) {
        const answer = await talk.say('mia', line, { room: 'west' });
        expect(audiences(answer), line).toEqual(['alone']);
      }
      expect(await readBy(talk, 'sam', 'west')).toBe(before);
      const list = await talk.say('mia', 'my deals', { room: 'west' });
      expect(wordsOf(list)).toContain('Quiet pilot');
      // A press on what one alone sees is answered to the same eyes.
      const opened = await talk.press('mia', cardIn(list), /Quiet pilot/);
      expect(wordsOf(opened)).toContain('Soylent');
      expect(audiences(opened)).toEqual(['alone']);
      expect(await readBy(talk, 'sam', 'west')).not.toContain('Quiet pilot');
    },
  },
  {
    name: 'A confidential deal never shows in a channel',
    in: 'en',
    async run(talk) {
      const deal = await talk.bot.deal({ name: 'Project Falcon', customer: 'Wayne', owner: 'mia' });
      expect(wordsOf(await talk.say('mia', `deal confidential #${deal}`))).toContain('confidential');
      const answer = await talk.say('mia', `advance #${deal}`, { room: 'west' });
      expect(wordsOf(answer)).toContain('Project Falcon');
      expect(audiences(answer)).toEqual(['alone']);
      await talk.say('mia', `note #${deal} they look at two others`, { room: 'west' });
      await talk.deliver();
      for (const who of ['joe', 'sam'] as const)
        expect(await readBy(talk, who, 'west')).not.toMatch(/Falcon|two others/);
      const other = await talk.say('joe', `deal show #${deal}`);
      expect(wordsOf(other)).toContain('no such deal');
      expect(wordsOf(other)).not.toContain('Falcon');
      expect(wordsOf(await talk.say('sam', `deal show #${deal}`))).toContain('Project Falcon');
    },
  },
  {
    name: 'A mention that somebody types pings nobody',
    in: 'en',
    async run(talk) {
      const trap = '<!channel> @channel <at id=all></at> <@U1> @所有人';
      const deal = await talk.bot.deal({ name: `Trap ${trap}`, customer: 'Stark', owner: 'mia' });
      const advanced = await talk.say('mia', `advance #${deal}`, { room: 'west' });
      expect(wordsOf(advanced)).toContain('Trap <!channel>');
      await talk.deliver();
      const home = await homeOf(talk, 'Trap <!channel>', { who: 'joe', room: 'west' });
      expect(home.text).toContain('<at id=all></at>');
      await talk.say('mia', `note #${deal} ${trap} see this`);
      await talk.deliver();
      const thread = (await talk.seen('joe', 'west')).filter(({ to }) => to === 'thread');
      expect(wordsOf({ shown: thread })).toContain(`${trap} see this`);
      expect(talk.pings()).toEqual([]);
    },
  },
];
