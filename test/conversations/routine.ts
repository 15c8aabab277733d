import { expect } from 'vitest';
import { audiences, type Conversation, cardIn, fieldIn, formFor, readBy, wordsOf } from './conversation.ts';

/** What comes again: the day, the review, files, digests and nudges. The clock goes on with the list. */
export const routineConversations: readonly Conversation[] = [
  {
    name: '我的今日：到期的、停滞的和按钮',
    in: 'zh',
    by: 'home',
    async run(talk) {
      const deal = await talk.bot.deal({ name: '光伏支架', customer: '隆基绿能', owner: 'zhao' });
      await talk.say('zhao', `下一步 #${deal} 今天 发报价`);
      const day = await talk.day('zhao');
      expect(day.to).toBe('alone');
      expect(day.text).toContain('今天到期');
      expect(day.text).toContain('发报价');
      expect(day.buttons).toEqual(expect.arrayContaining(['记拜访', '新建商机', '我的商机', '漏斗', '帮助']));
      const opened = await talk.press('zhao', day, new RegExp(`#${deal} 光伏支架`));
      expect(wordsOf(opened)).toContain('发报价');
      const form = await formFor(talk, 'zhao', await talk.press('zhao', day, '新建商机'));
      expect(fieldIn(form, '商机名称').fault).toBeNull();
      const manager = await talk.day('wang');
      expect(manager.pictures).toBe(1);
      expect(manager.text).not.toContain('今天到期');
    },
  },
  {
    name: '过单可以停下，再从原处继续',
    in: 'zh',
    async run(talk) {
      await talk.bot.deal({ name: '主管甲', customer: '甲公司', owner: 'wang', amount: 300_000 });
      await talk.bot.deal({ name: '主管乙', customer: '乙公司', owner: 'wang', amount: 200_000 });
      await talk.bot.deal({ name: '主管丙', customer: '丙公司', owner: 'wang', amount: 100_000 });
      const first = await talk.say('wang', '过单');
      expect(wordsOf(first)).toContain('第 1/3 个');
      const second = await talk.press('wang', cardIn(first), '保持');
      expect(wordsOf(second)).toContain('第 2/3 个');
      const stopped = await talk.press('wang', cardIn(second), '先到这里');
      expect(wordsOf(stopped)).toContain('2/3');
      const resumed = await talk.say('wang', '过单');
      expect(wordsOf(resumed)).toContain('第 2/3 个');
      const third = await talk.press('wang', cardIn(resumed), /^推进到/);
      expect(wordsOf(third)).toContain('第 3/3 个');
      const done = await talk.press('wang', cardIn(third), '跳过');
      expect(wordsOf(done)).toContain('过完 3 个商机');
    },
  },
  {
    name: 'A dropped file is previewed, imported and taken back',
    in: 'en',
    async run(talk) {
      const text =
        'Name,Customer,Amount,Owner\nTyrell renewal,Tyrell,5000,Mia Lopez\nTyrell pilot,Tyrell,9000,Mia Lopez\n';
      const preview = await talk.drop('olga', { name: 'deals.csv', text });
      expect(wordsOf(preview)).toContain('deals.csv');
      expect(wordsOf(preview)).toContain('Tyrell renewal');
      expect(wordsOf(await talk.say('mia', 'my deals'))).not.toContain('Tyrell');
      const imported = await talk.press('olga', cardIn(preview), 'Import');
      expect(wordsOf(imported)).toMatch(/Imported: 2 deals opened/);
      expect(wordsOf(await talk.say('mia', 'my deals'))).toContain('Tyrell renewal');
      const list = await talk.say('olga', 'import list');
      const undone = await talk.press('olga', cardIn(list), 'Undo this import');
      expect(wordsOf(undone)).toContain('The import is undone');
      expect(wordsOf(await talk.say('mia', 'my deals'))).not.toContain('Tyrell');
    },
  },
  {
    name: '日报按时到，有图，数字点开是商机',
    in: 'zh',
    async run(talk) {
      await talk.bot.deal({ name: '智慧工厂', customer: '三一重工', amount: 480_000, stage: 'need' });
      const added = await talk.say('wang', '日报 新增 工作日 09:00', { room: 'east' });
      expect(wordsOf(added)).toContain('每个工作日 09:00');
      await talk.until('2026-11-23T00:59:00Z');
      expect(await readBy(talk, 'zhao', 'east')).not.toContain('日报 ·');
      // Feishu's rush at the full hour is passed by within five minutes.
      await talk.until('2026-11-23T01:05:00Z');
      const digest = (await talk.seen('zhao', 'east')).find((one) => one.text.includes('· 日报 ·'));
      expect(digest?.to).toBe('room');
      expect(digest?.pictures).toBe(1);
      const before = await readBy(talk, 'wang', 'east');
      const behind = await talk.press('li', digest ?? cardIn({ shown: [] }), /^新增 \d+/);
      expect(audiences(behind)).toEqual(['alone']);
      const opened = await talk.press('li', cardIn(behind), /^#\d+ /);
      expect(wordsOf(opened)).toContain('负责人');
      expect(await readBy(talk, 'wang', 'east')).toBe(before);
      await talk.until('2026-11-23T01:30:00Z');
      const digests = (await talk.seen('zhao', 'east')).filter((one) => one.text.includes('· 日报 ·'));
      expect(digests).toHaveLength(1);
      await talk.press('wang', cardIn(added), '删除');
    },
  },
  {
    name: 'A nudge comes privately with buttons; a snooze ends it',
    in: 'en',
    async run(talk) {
      const facts = { customer: 'Oscorp', owner: 'joe', stage: 'need', amount: 9_000_000 } as const;
      const deal = await talk.bot.deal({ ...facts, name: 'Oscorp serum' });
      const nudges = async () =>
        (await talk.seen('joe')).filter((one) => /Oscorp serum has had no customer contact/.test(one.text));
      await talk.until('2026-12-04T01:30:00Z');
      expect(await nudges()).toHaveLength(0);
      await talk.until('2026-12-08T01:30:00Z');
      const [nudge] = await nudges();
      expect(nudge?.to).toBe('alone');
      expect(nudge?.buttons).toEqual(expect.arrayContaining(['Log a visit', 'Next step', 'Snooze']));
      expect(await readBy(talk, 'mia')).not.toContain('Oscorp serum has had');
      const asked = await talk.press('joe', nudge ?? cardIn({ shown: [] }), 'Snooze');
      const form = await formFor(talk, 'joe', asked);
      const snoozed = await talk.submit('joe', form, { Until: '2027-01-15' });
      expect(wordsOf(snoozed)).toMatch(/15 Jan|Jan 15/);
      for (const day of ['10', '14']) await talk.until(`2026-12-${day}T01:30:00Z`);
      expect(await nudges()).toHaveLength(1);
      expect(await readBy(talk, 'sam')).not.toMatch(/Oscorp serum (?:needs you|has had)/);
      expect(wordsOf(await talk.say('joe', `deal show #${deal}`))).toContain('Snoozed until');
    },
  },
];
