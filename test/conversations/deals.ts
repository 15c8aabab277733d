import { expect } from 'vitest';
import { type Conversation, cardIn, chosen, fieldIn, formFor, wordsOf } from './conversation.ts';

/** A deal from its opening to its end, in a direct conversation. */
export const dealConversations: readonly Conversation[] = [
  {
    name: '一句话新建商机，再撤销',
    in: 'zh',
    async run(talk) {
      const opened = await talk.say('li', '新建商机 客户：宏图科技 数据平台 48万 12月31日');
      expect(wordsOf(opened)).toContain('数据平台');
      expect(wordsOf(opened)).toContain('宏图科技');
      expect(wordsOf(opened)).toContain('¥48万');
      expect(wordsOf(opened)).toContain('12月31日');
      const undone = await talk.press('li', cardIn(opened), '撤销');
      expect(wordsOf(undone)).toContain('已撤销');
      expect(wordsOf(await talk.say('li', '我的商机'))).not.toContain('数据平台');
    },
  },
  {
    name: 'A new deal by its form, the fault beside its field',
    in: 'en',
    by: 'typed-form',
    async run(talk) {
      await talk.bot.deal({ name: 'Rubber gloves', customer: 'Vandelay', owner: 'mia' });
      const form = await formFor(talk, 'mia', await talk.say('mia', 'deal new'));
      expect(form.fields.every((field) => field.fault === null)).toBe(true);
      const customer = await chosen(talk, 'mia', form, { label: 'Customer', name: 'Vandelay' });
      const typed = { 'Deal name': 'Latex import', ...customer, 'Expected close': '2026-12-31' };
      const wrong = await talk.submit('mia', form, { ...typed, Amount: 'a lot' });
      expect(fieldIn(wrong.form, 'Amount').fault).toContain('“a lot” is not an amount');
      expect(fieldIn(wrong.form, 'Deal name').fault).toBeNull();
      expect(wordsOf(await talk.say('mia', 'my deals'))).not.toContain('Latex import');
      expect(fieldIn(wrong.form, 'Deal name').value).toBe('Latex import');
      const right = await talk.submit('mia', wrong.form ?? form, { Amount: '65k' });
      expect(right.form).toBeNull();
      expect(wordsOf(right)).toContain('Latex import');
      expect(wordsOf(right)).toMatch(/65k/);
      expect(wordsOf(await talk.say('mia', 'my deals'))).toContain('Latex import');
    },
  },
  {
    name: '一句话记拜访，再撤销',
    in: 'zh',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '港口照明', customer: '蓝海港务', amount: 300_000 });
      const logged = await talk.say('li', '见了蓝海港务王总，嫌贵，下周二演示');
      expect(wordsOf(logged)).toContain('已记');
      const card = await talk.say('li', `查看 #${deal}`);
      expect(wordsOf(card)).toContain('演示');
      const undone = await talk.press('li', cardIn(logged), '撤销');
      expect(wordsOf(undone)).toContain('已撤销');
      expect(wordsOf(await talk.say('li', `查看 #${deal}`))).not.toContain('演示');
      expect(wordsOf(await talk.say('li', `商机历史 #${deal}`))).toContain('（已撤销）');
    },
  },
  {
    name: 'A deal is won with its amount and its day',
    in: 'en',
    async run(talk) {
      const openedAt = new Date('2026-10-08T02:00:00Z');
      const deal = await talk.bot.deal({
        ...{ name: 'Warehouse suite', customer: 'Globex', owner: 'mia', amount: 50_000, openedAt },
      });
      const form = await formFor(talk, 'mia', await talk.say('mia', `deal win #${deal} 48k yesterday`));
      expect(fieldIn(form, 'Final amount').value).toMatch(/48,?000/);
      expect(fieldIn(form, 'Signed on').value).toBe('2026-11-20');
      const late = await talk.submit('mia', form, { 'Signed on': '2026-12-24' });
      expect(fieldIn(late.form, 'Signed on').fault).toContain('still to come');
      const won = await talk.submit('mia', late.form ?? form, {
        ...{ 'Signed on': '2026-11-19', 'Final amount': '52k' },
      });
      expect(wordsOf(won)).toContain('52k');
      const card = await talk.say('mia', `deal show #${deal}`);
      expect(wordsOf(card)).toContain('Signed on');
      expect(wordsOf(card)).toMatch(/19 Nov|Nov 19/);
      expect(wordsOf(await talk.say('mia', `win #${deal}`))).toContain('is won, not open');
    },
  },
  {
    name: '输单，原因在表单里选',
    in: 'zh',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '泵站改造', customer: '中建水务', amount: 80_000 });
      const form = await formFor(talk, 'li', await talk.say('li', `输单 #${deal}`));
      expect(wordsOf(await talk.say('li', `查看 #${deal}`))).not.toContain('输单日期');
      const lost = await talk.submit('li', form, { 原因: '没有预算' });
      expect(wordsOf(lost)).toContain('没有预算');
      const card = await talk.say('li', `查看 #${deal}`);
      expect(wordsOf(card)).toContain('输单日期');
      const back = await talk.press('li', cardIn(card), '重新打开');
      expect(wordsOf(back)).toContain('重新打开');
    },
  },
  {
    name: '说得不清楚时给出选择',
    in: 'zh',
    async run(talk) {
      const first = await talk.bot.deal({ name: '金桥一期', customer: '金桥园区' });
      const second = await talk.bot.deal({ name: '金桥二期', customer: '金桥园区' });
      const asked = await talk.say('li', '推进金桥园区');
      expect(wordsOf(asked)).toContain('您指的是哪个商机？');
      expect(cardIn(asked).buttons.filter((label) => /金桥.期/.test(label))).toHaveLength(2);
      const moved = await talk.press('li', cardIn(asked), new RegExp(`#${second} 金桥二期`));
      expect(wordsOf(moved)).toContain('潜在客户 → 初次接触');
      expect(cardIn(await talk.say('li', `查看 #${first}`)).buttons).toContain('推进到初次接触');
      expect(cardIn(await talk.say('li', `查看 #${second}`)).buttons).toContain('推进到需求确认');
    },
  },
  {
    name: 'A search field offers deals as one types',
    in: 'en',
    by: 'type-ahead',
    async run(talk) {
      await talk.bot.deal({ name: 'Initech rollout', customer: 'Initech', owner: 'joe' });
      await talk.bot.deal({ name: 'Hooli cloud', customer: 'Hooli', owner: 'joe' });
      await talk.bot.deal({ name: '轨道信号', customer: '中车信号', owner: 'li' });
      const form = await formFor(talk, 'joe', await talk.say('joe', 'deal note'));
      const offered = await talk.offers('joe', form, { label: 'Deal', typed: 'Ini' });
      expect(offered.join()).toContain('Initech rollout');
      expect(offered.join()).not.toContain('Hooli');
      // Of what one may not see nothing is offered.
      expect((await talk.offers('joe', form, { label: 'Deal', typed: '轨' })).join()).toBe('');
      const initech = await chosen(talk, 'joe', form, { label: 'Deal', name: 'Initech' });
      const noted = await talk.submit('joe', form, { ...initech, Note: 'budget moved to January' });
      expect(wordsOf(noted)).toContain('Initech rollout');
      const history = await talk.say('joe', 'deal history initech');
      expect(wordsOf(history)).toContain('budget moved to January');
    },
  },
  {
    name: '旧卡片上的按钮给出现在的情况',
    in: 'zh',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '机场大屏', customer: '浦东机场' });
      const old = cardIn(await talk.say('li', `查看 #${deal}`));
      const moved = await talk.press('li', old, '推进到初次接触');
      expect(wordsOf(moved)).toContain('潜在客户 → 初次接触');
      const stale = await talk.press('li', old, '推进到初次接触');
      expect(wordsOf(stale)).toContain('没有执行');
      expect(cardIn(stale).buttons).toContain('推进到需求确认');
      const goesOn = await talk.press('li', cardIn(stale), '推进到需求确认');
      expect(wordsOf(goesOn)).toContain('初次接触 → 需求确认');
    },
  },
  {
    name: '平台重复投递不会做两次',
    in: 'zh',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '水厂改造', customer: '北控水务' });
      const before = (await talk.seen('li')).length;
      await talk.say('li', `推进 #${deal}`);
      for (let delivery = 0; delivery < 3; delivery += 1) await talk.again();
      expect((await talk.seen('li')).length).toBe(before + 1);
      const card = cardIn(await talk.say('li', `查看 #${deal}`));
      expect(card.buttons).toContain('推进到需求确认');
      const history = wordsOf(await talk.say('li', `商机历史 #${deal}`));
      expect(history.match(/推进到初次接触/g)).toHaveLength(1);
    },
  },
];
