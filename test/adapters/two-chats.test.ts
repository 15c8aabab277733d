import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runDigests } from '../../src/jobs/digests.ts';
import { textOf } from '../support/fake-lark/reading.ts';
import type { FakeMessage } from '../support/fake-lark/state.ts';
import { digestPorts } from '../support/jobs.ts';
import { aLarkBot, type LarkBot } from '../support/lark-bot.ts';
import { aSlackBot, type SlackBot } from '../support/slack-bot.ts';

// One organisation in a Slack workspace and a Feishu tenant: real adapters over both fake platforms, one Postgres. 华东
// has a room in each, in which the deal lives.

let slack: SlackBot;
let feishu: LarkBot;
let deal: number;
let room: string;

beforeAll(async () => {
  slack = await aSlackBot();
  feishu = await aLarkBot({ beside: slack });
  room = slack.api.room('east');
  await slack.write('wang', `<@${slack.api.bot.botUserId}> 团队群`, { channel: room });
  await feishu.lark.say('ou_wang', '@bot 团队群', { chat: 'oc_east' });
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 480_000 });
  await slack.write('li', `<@${slack.api.bot.botUserId}> 推进 #${deal}`, { channel: slack.api.room('all') });
  await beat();
});
// What somebody did within two minutes is one line.
beforeEach(() => slack.tick(180_000));
afterAll(async () => {
  await feishu.close();
  await slack.close();
});

/** Both platforms let one message through at a time; nothing is due after some beats. */
async function beat(): Promise<void> {
  for (let times = 0; times < 6; times += 1) {
    slack.tick(3000);
    await feishu.deliver();
  }
}

async function homeIn(platform: 'slack' | 'lark'): Promise<string> {
  const homes = await slack.bot.read().placementsOf(deal);
  const thread = homes.find((one) => one.platform === platform)?.thread;
  if (thread == null) throw new Error(`no thread in ${platform}`);
  return thread;
}
/** What stands in the deal's thread, below the card. */
const inSlack = async (): Promise<string[]> =>
  (await slack.api.messages(room, await homeIn('slack'))).slice(1).map((one) => one.text ?? '');
const messagesInFeishu = async (): Promise<FakeMessage[]> => {
  const root = await homeIn('lark');
  return feishu.lark.posted('oc_east').filter((one) => one.root === root);
};
const inFeishu = async (): Promise<string[]> => (await messagesInFeishu()).map(textOf);

test('the deal’s card is posted in both, in Feishu in both languages', async () => {
  const card = feishu.lark.posted('oc_east').find((one) => one.id.length > 0 && one.type === 'interactive');
  expect(card?.id).toBe(await homeIn('lark'));
  expect(card?.content).toContain('"i18n_content":{"zh_cn":"金额","en_us":"Amount"}');
  const [own] = await slack.api.messages(room, await homeIn('slack'));
  expect(JSON.stringify(own?.blocks)).toContain('金额');
  expect(JSON.stringify(own?.blocks)).not.toContain('Amount');
});

test('what was done in Slack is a line in Feishu that says so, in both languages', async () => {
  const line = (await messagesInFeishu()).at(-1);
  const post: unknown = JSON.parse(line?.content ?? '{}');
  expect(post).toEqual({
    zh_cn: { content: [[{ tag: 'text', text: '李伟（在 Slack）：推进到初次接触' }]] },
    en_us: { content: [[{ tag: 'text', text: '李伟 (in Slack): moved it to First contact' }]] },
  });
  expect(await inSlack()).toEqual(['李伟：推进到初次接触']);
});

test('a reply in one thread is a line in the other, once, and does not come back', async () => {
  const before = (await inFeishu()).length;
  await feishu.lark.say('ou_li', '@bot 推进', { chat: 'oc_east', reply: await homeIn('lark') });
  await beat();
  await beat();
  expect((await inSlack()).slice(1)).toEqual(['李伟（在飞书）：推进到需求确认']);
  // The answer in the thread is the line there, in both languages.
  expect((await inFeishu()).length).toBe(before + 1);
  const answer = (await messagesInFeishu()).at(-1)?.content;
  expect(answer).toMatch(/"en_us":"[^"]*First contact → Need confirmed/);
  expect(answer).toMatch(/"zh_cn":"撤销","en_us":"Undo"/);
  slack.tick(180_000);
  await slack.write('li', `<@${slack.api.bot.botUserId}> 备注 样机已发`, {
    channel: room,
    thread: await homeIn('slack'),
  });
  await beat();
  await beat();
  expect((await inFeishu()).slice(before + 1)).toEqual(['李伟（在 Slack）：备注：样机已发']);
  const own = (await inSlack()).filter((text) => text.includes('样机已发'));
  expect(own.filter((text) => text.includes('（在'))).toEqual([]);
});

test('the card is live in both', async () => {
  await feishu.lark.say('ou_li', `修改 #${deal} 66万`);
  await beat();
  const [own] = await slack.api.messages(room, await homeIn('slack'));
  expect(JSON.stringify(own?.blocks)).toContain('¥66万');
  const root = await homeIn('lark');
  const card = feishu.lark.posted('oc_east').find((one) => one.id === root);
  expect(card?.content).toContain('¥66万');
  expect(card?.content).toContain('CN¥660k');
});

test('undo in Slack of what was said in Feishu is in both threads', async () => {
  await slack.write('li', '撤销');
  const dm = await slack.dm('li');
  await slack.press('li', await slack.lastIn(dm), /撤销/);
  await beat();
  expect((await slack.bot.read().dealView(deal))?.state.amount).toBe(48_000_000);
  expect((await inFeishu()).at(-1)).toBe('李伟（在 Slack）：撤销了一条记录');
  expect((await inSlack()).at(-1)).toBe('李伟：撤销了一条记录');
});

test('a digest in Feishu carries both languages', async () => {
  await feishu.lark.say('ou_wang', '@bot 日报 新增 工作日 09:00', { chat: 'oc_east' });
  slack.bot.at('2026-11-23T01:00:10Z');
  await runDigests(digestPorts(slack.bot));
  slack.bot.at('2026-11-23T01:06:00Z');
  await beat();
  const digest = feishu.lark.posted('oc_east').at(-1);
  expect(digest?.root).toBeNull();
  expect(digest?.content).toMatch(/"i18n_content":\{"zh_cn":"华东 · 日报[^"]*","en_us":"华东 · daily digest/);
  expect(digest?.content).toContain('"i18n_img_key"');
});
