import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hear } from '../../src/chat/dispatch.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const homes = async (number: number) => (await bot.read().placementsOf(number)).map((one) => one.channel);

type Among = { channel: string; members: readonly string[]; isBot(member: string): Promise<boolean> };

/** Li advances the deal in a room with these members. */
const advanced = (number: number, { channel, members, isBot }: Among) =>
  hear(bot.desk, {
    id: bot.desk.newId(),
    platform: 'local',
    workspace: 'local',
    actor: 'li',
    place: { kind: 'room', channel },
    said: { kind: 'line', text: `推进 #${number}`, addressed: 'command' },
    files: [],
    at: bot.now,
    profile: async () => ({ name: 'li', kind: 'member' }),
    members: async () => members,
    isBot,
  });

describe('a deal’s home', () => {
  test('comes with its first change in a room, not in a direct chat', async () => {
    const number = await bot.deal({ name: '储能监控', customer: '远景能源' });
    await bot.say('li', `推进 #${number}`);
    expect(await homes(number)).toEqual([]);
    await bot.say('li', `/推进 #${number}`, { room: 'east' });
    expect(await homes(number)).toEqual(['east']);
  });

  test('stays where it is', async () => {
    const number = await bot.deal({ name: '港口照明', customer: '宁波港' });
    await bot.say('li', `/推进 #${number}`, { room: 'east' });
    await bot.say('wang', `/推进 #${number}`, { room: 'all' });
    expect(await homes(number)).toEqual(['east']);
  });

  test('is no room in which somebody may not read the deal', async () => {
    const number = await bot.deal({ name: '水厂改造', customer: '北控水务' });
    // West reads the room, and is not of the team.
    const reply = await bot.say('li', `/推进 #${number}`, { room: 'all' });
    expect(await homes(number)).toEqual([]);
    expect(reply.audience).toBe('asker');
  });

  test('is no room with a stranger, somebody pending or somebody who left', async () => {
    const number = await bot.deal({ name: '机场大屏', customer: '首都机场' });
    for (const guest of ['a stranger', 'nina']) {
      await advanced(number, { channel: 'mixed', members: ['li', 'wang', guest], isBot: async () => false });
    }
    expect(await homes(number)).toEqual([]);
  });

  test('is a room with another bot in it, which reads nothing', async () => {
    const number = await bot.deal({ name: '跨江大桥', customer: '中铁大桥局' });
    const asked: string[] = [];
    const isBot = async (member: string) => asked.push(member) > 0;
    await advanced(number, { channel: 'east', members: ['li', 'wang', 'calendar-bot'], isBot });
    expect(await homes(number)).toEqual(['east']);
    // Whoever we know is no bot.
    expect(asked).toEqual(['calendar-bot']);
    // The first who reads, and is nobody, decides: the platform is asked no more.
    const other = await bot.deal({ name: '海底隧道', customer: '中铁隧道局' });
    const people = async (member: string) => asked.push(member) === 0;
    await advanced(other, { channel: 'huddle', members: ['li', 'guest-1', 'guest-2'], isBot: people });
    expect(await homes(other)).toEqual([]);
    expect(asked).toEqual(['calendar-bot', 'guest-1']);
  });

  test('is the room that the team chose, or the team above', async () => {
    await bot.say('wang', '/团队群', { room: 'east' });
    const chosen = await bot.deal({ name: '智慧工厂', customer: '三一重工' });
    await bot.say('li', `/推进 #${chosen}`, { room: 'all' });
    expect(await homes(chosen)).toEqual(['east']);
    const below = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    await bot.say('boss', '/team home Sales', { room: 'all' });
    await bot.say('mia', `/advance #${below}`, { room: 'west' });
    expect(await homes(below)).toEqual(['all']);
  });

  test('is never given to a confidential deal, chosen room or not', async () => {
    const number = await bot.deal({ name: '并购顾问', customer: '招商银行', confidential: true });
    await bot.say('li', `/推进 #${number}`, { room: 'east' });
    await bot.deliver();
    expect(await homes(number)).toEqual([]);
    expect(bot.posts.map((post) => wordsOf(post.message)).join()).not.toContain('并购顾问');
  });
});

describe('a deal that becomes confidential', () => {
  test('shows nothing more in the room that was its home', async () => {
    const number = await bot.deal({ name: '港航调度', customer: '上港集团' });
    await bot.say('li', `/推进 #${number}`, { room: 'east' });
    await bot.deliver();
    await bot.say('li', `商机保密 #${number}`);
    await bot.say('li', `推进 #${number}`);
    await bot.deliver();
    const ofThisDeal = bot.posts.filter((post) => new RegExp(`(card|line):${number}:`).test(post.key));
    const shown = ofThisDeal.filter((post) => post.to.kind === 'room').map((post) => wordsOf(post.message));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.join('\n')).not.toContain('港航调度');
    expect(shown.join('\n')).not.toContain('需求确认');
  });
});

describe('in a deal’s thread', () => {
  async function threadOf(number: number): Promise<{ room: string; thread: string }> {
    await bot.say('li', `/推进 #${number}`, { room: 'east' });
    await bot.deliver();
    const [place] = await bot.read().placementsOf(number);
    return { room: 'east', thread: place?.thread ?? '' };
  }

  test('the deal need not be named, and the answer is for the team', async () => {
    const number = await bot.deal({ name: '光伏项目', customer: '隆基绿能' });
    const thread = await threadOf(number);
    const reply = await bot.say('wang', '@驿站 推进', thread);
    expect(reply).toMatchObject({ audience: 'place' });
    expect(reply.text).toContain('光伏项目');
  });

  test('a stage is this deal’s, though other deals and customers are called like it', async () => {
    const number = await bot.deal({ name: '储能柜', customer: '阳光电源' });
    const system = await bot.deal({ name: '谈判系统', customer: '初次之家' });
    await bot.deal({ name: 'Proposal tool', customer: 'First Contact Ltd' });
    const thread = await threadOf(number);
    const stageOf = async (of: number) => (await bot.read().dealView(of))?.stage.key;
    for (const [line, stage] of [
      ['@驿站 推进到谈判', 'negotiation'],
      ['移动 初次接触', 'contact'],
      ['@驿站 移到方案呈现', 'proposal'],
      ['@驿站 移动到 谈判阶段', 'negotiation'],
      ['move to proposal', 'proposal'],
      ['@stagepost move to first contact', 'contact'],
    ] as const) {
      bot.at(new Date(bot.now.getTime() + 60_000));
      const reply = await bot.say('li', line, thread);
      if (reply.form !== undefined) await bot.submit('li', reply.form, { reason: '预算' }, thread);
      expect(await stageOf(number), line).toBe(stage);
    }
    await bot.say('li', '@驿站 推进 谈判系统', thread);
    expect(await stageOf(system)).toBe('contact');
    const note = await bot.say('li', '移动 那边的采购说下月招标', thread);
    expect(note.text).not.toContain('阶段');
    expect(await stageOf(number)).toBe('contact');
  });

  test('what is not about this deal is for the asker alone', async () => {
    const number = await bot.deal({ name: '轨道信号', customer: '中国中车' });
    const secret = await bot.deal({ name: '秘密项目', customer: '华能集团', confidential: true });
    const thread = await threadOf(number);
    for (const line of [`@驿站 查看 #${secret}`, `@驿站 推进 #${secret}`, '@驿站 团队成员', '@驿站 帮助']) {
      expect((await bot.say('li', line, thread)).audience, line).toBe('asker');
    }
  });
});
