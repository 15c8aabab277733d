import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runDigests } from '../../src/jobs/digests.ts';
import { runNudges } from '../../src/jobs/nudges.ts';
import { aBot, type Bot, type Chat } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { digestPorts, nudgePorts } from '../support/jobs.ts';
import { pressed, wordsOf } from '../support/reading.ts';

// One organisation in two chats: the local workspace, and Feishu, where a message carries both languages. 华东 has a
// room of its own in each; West has chosen none.
const FEISHU: Chat = { platform: 'lark', workspace: 'tenant' };
const LATER = 3 * 60_000;

let bot: Bot;
let begun = 0;
async function open(): Promise<void> {
  bot = await aBot();
  await bot.alsoIn(FEISHU, { bilingual: true });
  await bot.say('wang', '/团队群', { room: 'east' });
  await bot.say('wang', '/团队群', { room: 'huddle', in: FEISHU });
}
beforeAll(open);
afterAll(() => bot.close());
afterEach(() => bot.at(new Date(bot.now.getTime() + LATER)));

const inFeishu = ({ to }: Bot['posts'][number]): boolean => to.workspace === 'tenant';
const isIn = (chat: 'local' | 'feishu') => (post: Bot['posts'][number]) =>
  inFeishu(post) === (chat === 'feishu');

/** The root of a deal's thread in a chat. */
async function rootIn(chat: 'local' | 'feishu', deal: number): Promise<string> {
  const platform = chat === 'local' ? 'local' : 'lark';
  const home = (await bot.read().placementsOf(deal)).find((one) => one.platform === platform);
  if (home?.thread == null) throw new Error(`#${deal} has no thread in ${chat}`);
  return home.thread;
}
/** What stands below the card, of what was posted since the deal began to live. */
async function linesIn(chat: 'local' | 'feishu', deal: number): Promise<string[]> {
  const root = await rootIn(chat, deal);
  return bot.posts
    .slice(begun)
    .filter(isIn(chat))
    .filter(({ to }) => to.kind === 'room' && to.thread === root)
    .map((post) => post.message.text);
}
async function cardIn(chat: 'local' | 'feishu', deal: number): Promise<Bot['posts'][number]> {
  const root = await rootIn(chat, deal);
  const post = bot.posts.find((one) => one.id === root);
  if (post === undefined) throw new Error('no card');
  return post;
}
async function threadIn(chat: 'local' | 'feishu', deal: number) {
  const thread = await rootIn(chat, deal);
  return chat === 'local' ? { room: 'east', thread } : { room: 'huddle', thread, in: FEISHU };
}
const homesOf = async (deal: number): Promise<string[]> =>
  (await bot.read().placementsOf(deal)).map((one) => `${one.platform} ${one.channel}`).sort();

type Opened = { owner?: CastName; amount?: number };

/** A deal of 华东 with a home in both chats, and nothing said in either thread. */
async function living(name: string, { owner = 'li', amount = 480_000 }: Opened = {}): Promise<number> {
  const deal = await bot.deal({ name, customer: name, owner, amount });
  await bot.say(owner, `/备注 #${deal} 开始`, { room: 'east' });
  await bot.deliver();
  bot.at(new Date(bot.now.getTime() + LATER));
  begun = bot.posts.length;
  return deal;
}

describe('a deal’s home', () => {
  test('in one chat brings the one in the room that its team chose in the other', async () => {
    const deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
    await bot.say('li', `推进 #${deal}`);
    expect(await homesOf(deal)).toEqual([]);
    await bot.say('li', `/推进 #${deal}`, { room: 'all' });
    expect(await homesOf(deal)).toEqual(['lark huddle', 'local east']);
    await bot.deliver();
    expect((await cardIn('local', deal)).message.card?.title).toContain('储能监控');
    expect((await cardIn('feishu', deal)).message.card?.title).toContain('储能监控');
    // Both threads say who; the other chat's says where.
    expect(await linesIn('local', deal)).toEqual(['李伟：推进到需求确认']);
    expect(await linesIn('feishu', deal)).toEqual(['李伟（在本地工作区）：推进到需求确认']);
  });

  test('comes with the next change, wherever it is made, when the room was chosen after the first home', async () => {
    const deal = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    await bot.say('mia', `/advance #${deal}`, { room: 'west' });
    expect(await homesOf(deal)).toEqual(['local west']);
    await bot.say('sam', '/team home', { room: 'west', in: FEISHU });
    expect(await homesOf(deal)).toEqual(['local west']);
    await bot.say('mia', `note #${deal} the budget is there`);
    expect(await homesOf(deal)).toEqual(['lark west', 'local west']);
    await bot.say('sam', '/team home off', { room: 'west', in: FEISHU });
    expect((await bot.read().teams()).find((team) => team.name === 'West')?.homes).toEqual([]);
  });

  test('without a chosen room comes with its first conversation there', async () => {
    const deal = await bot.deal({ name: 'Globex pilot', customer: 'Globex', owner: 'joe' });
    await bot.say('joe', `/advance #${deal}`, { room: 'west' });
    expect(await homesOf(deal)).toEqual(['local west']);
    await bot.say('joe', '@stagepost show globex', { room: 'west', in: FEISHU });
    expect(await homesOf(deal)).toEqual(['lark west', 'local west']);
  });

  test('is not brought along by a confidential deal', async () => {
    const deal = await living('并购顾问');
    await bot.say('wang', `保密 #${deal}`);
    await bot.deliver();
    for (const chat of ['local', 'feishu'] as const) {
      expect(wordsOf((await cardIn(chat, deal)).message)).not.toContain('并购顾问');
    }
  });
});

describe('a change', () => {
  test('in one thread is a line in the other, once, and the card is live in both', async () => {
    const deal = await living('智慧工厂');
    const said = await bot.say('li', '@驿站 修改 60万', await threadIn('feishu', deal));
    expect(said.audience).toBe('place');
    for (let beat = 0; beat < 3; beat += 1) await bot.deliver();
    expect(await linesIn('local', deal)).toEqual(['李伟（在飞书）：金额改为 ¥60万']);
    expect(await linesIn('feishu', deal)).toEqual([]);
    for (const chat of ['local', 'feishu'] as const) {
      expect(wordsOf((await cardIn(chat, deal)).message)).toContain('¥60万');
    }
  });

  test('in a direct chat is a line in both', async () => {
    const deal = await living('港口照明');
    await bot.say('li', `修改 #${deal} 70万`);
    await bot.deliver();
    expect(await linesIn('local', deal)).toEqual(['李伟：金额改为 ¥70万']);
    expect(await linesIn('feishu', deal)).toEqual(['李伟（在本地工作区）：金额改为 ¥70万']);
  });

  test('by a form says who sent it, in both', async () => {
    const deal = await living('水厂改造');
    const asked = await bot.say('li', `下一步 #${deal}`, { in: FEISHU });
    await bot.submit('li', asked.form, { step: '送样', due: '2026-12-01' }, { in: FEISHU });
    await bot.deliver();
    expect(await linesIn('local', deal)).toEqual([expect.stringMatching(/^李伟（在飞书）：下一步.*送样/)]);
    expect(await linesIn('feishu', deal)).toEqual([expect.stringMatching(/^李伟：下一步.*送样/)]);
  });

  test('follows another within two minutes on the same line, unless something was said in between', async () => {
    const deal = await living('机场大屏');
    await bot.say('li', `修改 #${deal} 45万`);
    await bot.say('li', `修改 #${deal} 50万`);
    await bot.say('wang', `备注 #${deal} 要谈付款`);
    // Answered in the thread: the answer is the line there.
    await bot.say('li', '@驿站 备注 客户回了电话', await threadIn('local', deal));
    await bot.say('li', `修改 #${deal} 55万`);
    await bot.deliver();
    expect(await linesIn('local', deal)).toEqual([
      '李伟：金额改为 ¥50万',
      '王芳：备注：要谈付款',
      '李伟：金额改为 ¥55万',
    ]);
    expect(await linesIn('feishu', deal)).toEqual([
      '李伟（在本地工作区）：金额改为 ¥50万',
      '王芳（在本地工作区）：备注：要谈付款',
      '李伟（在本地工作区）：备注：客户回了电话 · 金额改为 ¥55万',
    ]);
    // From the other chat it is another line: it says another place.
    await bot.say('li', `修改 #${deal} 58万`, { in: FEISHU });
    await bot.deliver();
    expect((await linesIn('local', deal)).at(-1)).toBe('李伟（在飞书）：金额改为 ¥58万');
    expect((await linesIn('feishu', deal)).at(-1)).toBe('李伟：金额改为 ¥58万');
  });

  test('from both chats at the same moment: each is a line in the other thread', async () => {
    const deal = await living('港航调度');
    const [here, there] = [await threadIn('local', deal), await threadIn('feishu', deal)];
    await Promise.all([
      bot.say('li', '@驿站 备注 合同已寄', here),
      bot.say('wang', '@驿站 备注 法务已审', there),
    ]);
    await Promise.all([bot.deliver(), bot.deliver()]);
    await bot.deliver();
    expect(await linesIn('feishu', deal)).toEqual(['李伟（在本地工作区）：备注：合同已寄']);
    expect(await linesIn('local', deal)).toEqual(['王芳（在飞书）：备注：法务已审']);
  });

  test('taken back in the other chat: both threads know', async () => {
    const deal = await living('城市大脑');
    const stage = (await bot.read().dealView(deal))?.stage.key;
    const said = await bot.say('li', '@驿站 推进', await threadIn('local', deal));
    await bot.deliver();
    const undone = await bot.press('li', pressed(said, '撤销'), await threadIn('feishu', deal));
    expect(undone.text).toContain('撤销');
    await bot.deliver();
    expect(await linesIn('feishu', deal)).toEqual(['李伟（在本地工作区）：推进到初次接触']);
    expect(await linesIn('local', deal)).toEqual(['李伟（在飞书）：撤销了一条记录']);
    expect((await bot.read().dealView(deal))?.stage.key).toBe(stage);
  });

  test('that comes with somebody’s move is in both threads', async () => {
    const deal = await living('数据中台', { owner: 'zhao' });
    await bot.say('ada', '团队 调动 赵敏 到 West', { in: FEISHU });
    await bot.deliver();
    expect(await linesIn('local', deal)).toEqual([
      expect.stringMatching(/^Ada Admin \(in Feishu\): .*moved to another team/),
    ]);
    expect(await linesIn('feishu', deal)).toEqual([
      expect.stringMatching(/^Ada Admin: .*moved to another team/),
    ]);
  });
});

describe('in both languages', () => {
  beforeAll(async () => {
    await bot.close();
    await open();
  });

  const twinOf = (post: Bot['posts'][number] | undefined): string =>
    post?.twin === undefined ? '' : wordsOf(post.twin);

  test('cards and lines in Feishu; elsewhere in one', async () => {
    const deal = await living('风电运维');
    await bot.say('li', `推进 #${deal}`);
    await bot.deliver();
    const here = bot.posts.filter(isIn('local'));
    expect(here.map((post) => post.twin)).toEqual(here.map(() => undefined));
    const card = await cardIn('feishu', deal);
    expect([card.locale, wordsOf(card.message)]).toEqual(['zh', expect.stringContaining('初次接触')]);
    expect(twinOf(card)).toContain('First contact');
    const line = bot.posts.filter(isIn('feishu')).at(-1);
    expect(line?.message.text).toBe('李伟（在本地工作区）：推进到初次接触');
    expect(twinOf(line)).toBe('李伟 (in the local workspace): moved it to First contact');
  });

  test('the digest of a room, as it was at its slot; not what is for one person', async () => {
    bot.at('2026-11-23T00:00:00Z');
    await bot.deal({ name: '光伏组件', customer: '隆基绿能', amount: 900_000, openedAt: bot.now });
    await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'huddle', in: FEISHU });
    await bot.say('wang', '/日报 新增 工作日 09:00', { room: 'east' });
    await bot.say('wang', '日报 新增 工作日 09:00', { in: FEISHU });
    begun = bot.posts.length;
    bot.at('2026-11-23T01:00:30Z');
    await runDigests(digestPorts(bot));
    await bot.deliver();
    // Feishu is asked a little later: everybody's bots speak at the full hour.
    bot.at('2026-11-23T01:06:00Z');
    await bot.deliver();
    const digests = bot.posts.slice(begun);
    const [feishu, own] = digests
      .filter(isIn('feishu'))
      .sort((a, b) => (a.to.kind === 'room' ? -1 : 1) - (b.to.kind === 'room' ? -1 : 1));
    const local = digests.find(isIn('local'));
    expect(feishu?.message.text).toMatch(/^华东 · 日报 .*新增 \d/);
    expect(feishu?.twin?.text).toMatch(/^华东 · daily digest .*\d new/);
    expect(own?.to.kind).toBe('person');
    expect(own?.twin).toBeUndefined();
    expect(local?.twin).toBeUndefined();
  });

  test('a nudge in the thread; what is for one person goes where they have been known longest', async () => {
    bot.at('2026-11-24T01:00:00Z');
    // They were in Feishu before there was a row for anything else.
    const since = new Date('2025-06-01T00:00:00Z');
    await bot.prisma.identity.updateMany({ where: { platform: 'lark' }, data: { since } });
    await bot.prisma.identity.updateMany({ where: { platform: 'local' }, data: { introducedAt: bot.now } });
    const notice = { kind: 'linked', platform: 'lark' } as const;
    await bot.commit(bot.org, {
      key: 'word',
      actorId: bot.ids.li,
      now: bot.now,
      changes: [{ kind: 'tell', key: 'word', personId: bot.ids.li, notice }],
      answeredIn: null,
      reply: async () => null,
    });
    const before = bot.posts.length;
    const deal = await living('园区安防', { amount: 90_000_000 });
    for (const day of ['2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18']) {
      bot.at(`${day}T02:00:00Z`);
      await runNudges(nudgePorts(bot));
      await bot.deliver();
    }
    const about = bot.posts
      .slice(begun)
      .filter(({ message, to }) => to.kind === 'room' && wordsOf(message).includes('园区'));
    expect(about.map((post) => [inFeishu(post), post.twin !== undefined]).sort()).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(deal).toBeGreaterThan(0);
    const privately = bot.posts.slice(before).filter(({ to }) => to.kind === 'person');
    expect(privately.map((post) => post.key.replace(/^.*?:/, ''))).toContain('word');
    expect(privately.length).toBeGreaterThan(1);
    expect(privately.filter((post) => !inFeishu(post))).toEqual([]);
  });
});
