import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayFor, pulseOf } from '../../src/chat/day.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
let late: number;
beforeAll(async () => {
  bot = await aBot({ now: new Date('2026-11-02T02:00:00Z') });
  await bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000, stage: 'negotiation' });
  late = await bot.deal({ name: '光伏支架', customer: '隆基绿能', amount: 80_000, stage: 'need' });
  await bot.deal({
    owner: 'mia',
    name: 'Battery pilot',
    customer: 'Acme',
    amount: 90_000,
    stage: 'proposal',
  });
  await bot.deal({ owner: 'wang', name: '主管的单子', customer: '华星集团', amount: 10_000, stage: 'need' });
  await bot.deal({ owner: 'li', name: '秘密', customer: '保密客户', confidential: true, stage: 'need' });
  await bot.say('li', `下一步 #${late} 11月20日 发报价`);
  bot.at('2026-11-20T02:00:00Z');
});
afterAll(() => bot.close());

const titles = (elements: readonly unknown[]): unknown[] =>
  elements.flatMap((one) => (typeof one === 'object' && one !== null && 'title' in one ? [one.title] : []));

describe('a rep’s day', () => {
  test('shows what is due with its words, then what is silent or stuck, and buttons', async () => {
    const reply = await bot.say('li', '今日');
    expect(reply.card?.title).toBe('今日 · 11月20日（周五）');
    expect(titles(reply.card?.elements ?? []).slice(0, 2)).toEqual(['今天到期', '失联']);
    expect(wordsOf(reply)).toContain('发报价 · 隆基绿能');
    expect(wordsOf(reply)).toContain('秘密');
    const labels = pressable(reply).map((one) => one.label);
    expect(labels.slice(-6)).toEqual(['记拜访', '新建商机', '我的商机', '逐个过一遍', '漏斗', '帮助']);
    const card = await bot.press('li', pressed(reply, new RegExp(`#${late}`)));
    expect(card.card?.title).toContain('光伏支架');
  });

  test('each of its buttons says something that is understood', async () => {
    const reply = await bot.say('li', '我的一天');
    for (const { label, says } of pressable(reply)) {
      const answer = await bot.press('li', says);
      expect(answer.text, label).not.toContain('旧版本');
    }
  });

  test('has nothing of other people’s numbers or applications', async () => {
    const words = wordsOf(await bot.say('li', '今日'));
    expect(words).not.toContain('Nina');
    expect(words).not.toContain('谁需要帮忙');
  });

  test('is quiet when there is nothing', async () => {
    const reply = await bot.say('joe', 'my day');
    expect(reply.text).toBe('Nothing needs you today.');
  });

  test('is for the asker alone when it is asked for in a room', async () => {
    expect((await bot.say('li', '今日', { room: 'east' })).audience).toBe('asker');
  });
});

describe('a manager’s day', () => {
  test('shows who waits, the team’s funnel, who needs help, and the own deals', async () => {
    const reply = await bot.say('wang', '今日');
    const words = wordsOf(reply);
    expect(words).toContain('Nina New');
    expect(words).toContain('谁需要帮忙');
    expect(words).toContain('我自己的商机');
    expect(words).not.toContain('Battery pilot');
    expect(reply.card?.elements.map((one) => one.kind)).toContain('picture');
    const help = await bot.press('wang', pressed(reply, '李伟'));
    expect(wordsOf(help)).toContain('储能监控');
    const admitted = await bot.press('wang', pressed(reply, '通过'));
    expect(admitted.text).toContain('Nina New');
    expect(wordsOf(await bot.say('wang', '今日'))).not.toContain('申请加入');
  });

  test('of those who only read numbers, and of an administrator, who reads none', async () => {
    expect(wordsOf(await bot.say('olga', 'my day'))).toContain('Who needs help');
    const admin = await bot.say('ada', 'my day');
    expect(wordsOf(admin)).not.toContain('Who needs help');
    expect(pressable(admin).map((one) => one.label)).toEqual(['Funnel', 'People', 'Set up', 'Help']);
  });
});

describe('the day that a chat shows unasked', () => {
  const at = { platform: 'local' as const, workspace: 'local' };

  test('is the same, leaves no trace, and is no answer that was given before', async () => {
    const earlier = { text: 'what somebody else was shown', audience: 'asker' };
    const look = { orgId: bot.org, personId: bot.ids.wang, reply: earlier, at: bot.now };
    await bot.prisma.inbox.create({ data: { ...look, key: 'local:local:day' } });
    const before = await bot.prisma.inbox.count();
    const shown = await dayFor(bot.desk, { ...at, actor: 'li' });
    expect(shown.locale).toBe('zh');
    expect(shown.message.card).toEqual((await bot.say('li', '今日')).card);
    expect(await bot.prisma.inbox.count()).toBe(before);
  });

  test('makes nobody a person: a stranger is offered to join', async () => {
    const before = await bot.prisma.person.count();
    const { message } = await dayFor(bot.desk, { ...at, actor: 'newbie' });
    expect(await bot.prisma.person.count()).toBe(before);
    expect(pressed(message, '申请加入')).toEqual({ line: 'join' });
    expect((await dayFor(bot.desk, { ...at, workspace: 'nowhere', actor: 'x' })).locale).toBe('en');
  });

  test('is out of date when something was said or the day is another', async () => {
    const before = await pulseOf(bot.desk, at);
    await bot.say('li', '今日');
    expect(await pulseOf(bot.desk, at)).toBe(before);
    bot.at(new Date(bot.now.getTime() + 1000));
    await bot.say('mia', 'note acme: called twice');
    const after = await pulseOf(bot.desk, at);
    expect(after).not.toBe(before);
    bot.at(new Date(bot.now.getTime() + 86_400_000));
    expect(await pulseOf(bot.desk, at)).not.toBe(after);
    expect(await pulseOf(bot.desk, { platform: 'local', workspace: 'nowhere' })).toBe('');
  });
});
