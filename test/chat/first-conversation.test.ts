import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hear } from '../../src/chat/dispatch.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const homes = async (number: number) => (await bot.read().placementsOf(number)).map((one) => one.channel);

describe('a first conversation', () => {
  const inbox = () => bot.prisma.inbox.count();
  const about = (number: number): readonly [string, string][] => [
    ['商机', `查看 #${number}`],
    ['历史', `商机 历史 #${number}`],
    ['拜访', `拜访 列表 #${number}`],
    ['异议', `异议 列表 #${number}`],
  ];

  test.each([0, 1, 2, 3])('gives a deal its home in the room (%i)', async (which) => {
    const number = await bot.deal({ name: `一期工程${which}`, customer: '中建三局' });
    const [, line] = about(number)[which] ?? ['', ''];
    const before = await inbox();
    const reply = await bot.say('zhao', `/${line}`, { room: 'huddle' });
    expect(await inbox()).toBe(before + 1);
    expect(await homes(number)).toEqual(['huddle']);
    expect(reply.audience).toBe('asker');
    expect(reply.text).toContain(messages.zh.chat.home.here(`#${number} 一期工程${which}`));
    await bot.deliver();
    const live = bot.posts.find((post) => post.key.includes(`card:${number}:`));
    expect(wordsOf(live?.message ?? { text: '' })).toContain(`一期工程${which}`);
    // The live card is the answer to who asked for it; any other card is shown as well.
    if (which === 0) expect(reply.card).toBeUndefined();
    if (which === 1) expect(reply.card).toBeDefined();
  });

  test('is one only once: who looks later leaves no trace', async () => {
    const number = await bot.deal({ name: '二期工程', customer: '中建八局' });
    await bot.say('li', `/查看 #${number}`, { room: 'huddle' });
    const before = await inbox();
    for (const [, line] of about(number)) {
      const reply = await bot.say('zhao', `/${line}`, { room: 'huddle' });
      expect(reply.text).not.toContain(messages.zh.chat.home.here(`#${number} 二期工程`));
      await bot.say('zhao', `/${line}`, { room: 'east' });
    }
    expect(await inbox()).toBe(before);
    expect(await homes(number)).toEqual(['huddle']);
  });

  test('is none in a direct chat, and none by a press', async () => {
    const number = await bot.deal({ name: '三期工程', customer: '中建五局' });
    const before = await inbox();
    for (const [, line] of about(number)) await bot.say('li', line);
    await bot.press('li', { line: '查看', values: { deal: `#${number}` } }, { room: 'huddle' });
    expect(await inbox()).toBe(before);
    expect(await homes(number)).toEqual([]);
  });

  test('is none where somebody may not read the deal, and none of a confidential or a closed one', async () => {
    const open = await bot.deal({ name: '四期工程', customer: '中建四局' });
    await bot.say('li', `/查看 #${open}`, { room: 'all' });
    const secret = await bot.deal({ name: '五期工程', customer: '中建四局', confidential: true });
    await bot.say('li', `/查看 #${secret}`, { room: 'huddle' });
    const lost = await bot.deal({ name: '六期工程', customer: '中建四局' });
    await bot.press('li', {
      line: 'deal lose confirmed',
      values: { deal: `#${lost}`, reason: 'price' },
    });
    await bot.say('li', `/查看 #${lost}`, { room: 'huddle' });
    for (const number of [open, secret, lost]) expect(await homes(number)).toEqual([]);
  });

  test('is none in a room whose readers the platform does not tell', async () => {
    const number = await bot.deal({ name: '七期工程', customer: '中建七局' });
    const reply = await hear(bot.desk, {
      ...{ id: bot.desk.newId(), platform: 'local', workspace: 'local', actor: 'li', files: [], at: bot.now },
      place: { kind: 'room', channel: 'closed' },
      said: { kind: 'line', text: `查看 #${number}`, addressed: 'command' },
      profile: async () => ({ name: 'li', kind: 'member' }),
      members: async () => Promise.reject(new Error('not_in_channel')),
    });
    expect(reply?.card?.deal).toBe(number);
    expect(await homes(number)).toEqual([]);
  });

  test('is none of the many deals of a list, a funnel or a digest', async () => {
    const number = await bot.deal({ name: '八期工程', customer: '中建八局', amount: 100 });
    const before = await inbox();
    for (const line of ['/商机列表', '/我的商机', '/漏斗', '/日报', '/拜访列表', '/异议列表'])
      await bot.say('li', line, { room: 'huddle' });
    expect(await inbox()).toBe(before);
    expect(await homes(number)).toEqual([]);
  });

  test('about another deal in a deal’s thread is a look, not a conversation', async () => {
    const number = await bot.deal({ name: '九期工程', customer: '中建九局' });
    const other = await bot.deal({ name: '十期工程', customer: '中建十局' });
    await bot.say('li', `/查看 #${number}`, { room: 'huddle' });
    await bot.deliver();
    const [place] = await bot.read().placementsOf(number);
    await bot.say('li', `@驿站 查看 #${other}`, { room: 'huddle', thread: place?.thread ?? '' });
    expect(await homes(other)).toEqual([]);
  });

  test('in a team that chose a room gives the home there, and says so', async () => {
    const fresh = await aBot();
    try {
      await fresh.say('wang', '/团队群', { room: 'east' });
      const number = await fresh.deal({ name: '总部大楼', customer: '中建一局' });
      const reply = await fresh.say('li', `/查看 #${number}`, { room: 'huddle' });
      expect((await fresh.read().placementsOf(number)).map((one) => one.channel)).toEqual(['east']);
      expect(reply.text).toBe(messages.zh.chat.home.team(`#${number} 总部大楼`));
      expect(reply.card?.deal).toBe(number);
    } finally {
      await fresh.close();
    }
  });
});
