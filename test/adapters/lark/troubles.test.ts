import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDigests } from '../../../src/jobs/digests.ts';
import { textOf } from '../../support/fake-lark/reading.ts';
import { digestPorts } from '../../support/jobs.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

// What happens to a digest and a deal when the bot cannot speak where they live.

let here: LarkBot;
beforeEach(async () => {
  here = await aLarkBot();
  const { bot } = here;
  // Li Wei and Ada speak to the bot in Feishu only; who has another chat hears there what concerns all of Feishu.
  const only = { personId: { in: [bot.ids.li, bot.ids.wang, bot.ids.ada] } };
  await bot.prisma.identity.deleteMany({ where: { ...only, platform: 'local' } });
});
afterEach(() => here.close());

const said = (who: string) => here.lark.posted(who).map(textOf);
/** What one delivery gives rise to goes out with the next. */
const settle = async () => {
  for (const _ of ['first', 'then']) {
    here.pass(10_000);
    await here.deliver();
  }
};

async function aHome(): Promise<number> {
  const { bot, lark } = here;
  const deal = await bot.deal({ name: '数据平台一期', customer: '远景能源', amount: 480_000 });
  await lark.say('ou_li', '@bot 远景见了王总', { chat: 'oc_east' });
  await settle();
  return deal;
}

const advance = (deal: number) =>
  here.bot.press('boss', { line: 'deal advance', values: { deal: `#${deal}` } });

test('removed from the group, the owner and one administrator hear it once; back again, the card is as things stand', async () => {
  const deal = await aHome();
  const { lark } = here;
  const east = lark.state.chats.get('oc_east');
  if (east === undefined) throw new Error('no group');
  east.closed = 'removed';
  await advance(deal);
  await settle();
  const sentence = '我已被移出该群';
  expect(said('ou_li').filter((one) => one.includes(sentence))).toHaveLength(1);
  expect(said('ou_ada').filter((one) => one.includes('I was removed from the channel'))).toHaveLength(1);
  here.pass(300_000);
  await advance(deal);
  await settle();
  expect(said('ou_li').filter((one) => one.includes(sentence))).toHaveLength(1);

  delete east.closed;
  await lark.event('im.chat.member.bot.added_v1', {
    chat_id: 'oc_east',
    operator_id: { open_id: 'ou_wang' },
    external: false,
  });
  await settle();
  const card = lark.posted('oc_east').find((one) => one.type === 'interactive' && one.root === null);
  expect(card === undefined ? '' : textOf(card)).toContain('● 需求确认');
  east.closed = 'dissolved';
  await advance(deal);
  await settle();
  expect(said('ou_li').filter((one) => one.includes(sentence))).toHaveLength(2);
});

test('a digest of a group that lets only some speak: its maker and one administrator hear it, the slot is kept', async () => {
  const { lark, bot } = here;
  await lark.say('ou_wang', '@bot 日报 新增 工作日 09:10', { chat: 'oc_east' });
  await bot.deal({ name: '数据平台一期', customer: '远景能源', amount: 480_000 });
  const east = lark.state.chats.get('oc_east');
  if (east !== undefined) east.closed = 'muted';
  bot.at(new Date('2026-11-23T09:10:30+08:00'));
  await runDigests(digestPorts(bot));
  await settle();
  const told = said('ou_wang').filter((one) => one.includes('只允许部分人发言'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('定时汇报');
  expect(said('ou_ada').some((one) => one.includes('only some people may write'))).toBe(true);
  expect(await bot.prisma.slot.count({ where: { outcome: 'sent' } })).toBe(1);
});

test.each([
  [
    'a permission is missing',
    'permission',
    () => void here.lark.state.scopes.delete('im:message:send_as_bot'),
  ],
  [
    'the app was disabled',
    'token',
    () => {
      here.lark.state.disabled = true;
    },
  ],
])('%s: said where people can still be reached, and after it all is well again', async (_, word, happens) => {
  const deal = await aHome();
  const { bot, lark } = here;
  // Both have another chat after all.
  for (const name of ['li', 'ada'] as const)
    await bot.prisma.identity.create({
      data: {
        orgId: bot.org,
        platform: 'local',
        workspace: 'local',
        external: name,
        personId: bot.ids[name],
        since: bot.now,
      },
    });
  const before = new Set(lark.state.scopes);
  happens();
  await advance(deal);
  await settle();
  const heard = bot.posts.filter((one) => one.to.kind === 'person').map((one) => one.message.text);
  const expected = word === 'token' ? /令牌|token/ : /缺少权限|permission is missing/;
  expect(heard.filter((one) => expected.test(one))).toHaveLength(2);
  lark.state.scopes = before;
  lark.state.disabled = false;
  here.pass(3_600_000);
  await advance(deal);
  await settle();
  const card = lark.posted('oc_east').find((one) => one.type === 'interactive' && one.root === null);
  expect(card === undefined ? '' : textOf(card)).toContain('● 需求确认');
  expect(await bot.prisma.trouble.count()).toBe(0);
});

test('a card whose words the platform refuses is told to its owner, and the next change goes out', async () => {
  const deal = await aHome();
  const { lark } = here;
  lark.state.planned.push({ path: /^PATCH im/, code: 230028 });
  await advance(deal);
  await settle();
  expect(said('ou_li').some((one) => one.includes('数据防泄漏'))).toBe(true);
  here.pass(300_000);
  await advance(deal);
  await settle();
  const card = lark.posted('oc_east').find((one) => one.type === 'interactive' && one.root === null);
  expect(card === undefined ? '' : textOf(card)).toContain('● 需求确认');
});

test('the message above the thread is withdrawn, at once or much later: the deal begins a new thread', async () => {
  const deal = await aHome();
  const { lark } = here;
  const roots = () =>
    lark.posted('oc_east').filter((one) => one.type === 'interactive' && one.root === null && !one.withdrawn);
  const seen: string[] = [];
  for (const wait of [300_000, 3_600_000]) {
    here.pass(wait);
    const [card] = roots();
    if (card === undefined) throw new Error('no card');
    seen.push(card.id);
    card.withdrawn = true;
    await advance(deal);
    await settle();
    expect(roots()).toHaveLength(1);
    expect(seen).not.toContain(roots()[0]?.id);
  }
  expect(said('ou_li').some((one) => one.includes('原来的消息已被删除'))).toBe(true);
  here.pass(300_000);
  await here.bot.press('boss', { line: 'deal note', values: { deal: `#${deal}`, text: '重新开始' } });
  await settle();
  expect(lark.posted('oc_east').at(-1)).toMatchObject({ root: roots()[0]?.id, type: 'post' });
});

test('what the platform had no room for in two hours was never sent: nothing of it is lost', async () => {
  const deal = await aHome();
  const { lark, bot } = here;
  const lines = () => lark.posted('oc_east').filter((one) => one.root !== null).length;
  const before = lines();
  lark.state.planned.push({ path: /^(POST|PATCH) im/, code: 230020, times: 1000 });
  await advance(deal);
  for (let minutes = 0; minutes < 120; minutes += 20) {
    here.pass(20 * 60_000);
    await here.deliver();
  }
  lark.state.planned.length = 0;
  here.pass(20 * 60_000);
  await settle();
  expect(await bot.prisma.outbox.count({ where: { platform: 'lark', status: { not: 'sent' } } })).toBe(0);
  expect(lines()).toBe(before + 1);
});

test('nothing may be sent to somebody who never wrote to the bot: it waits for their first word, and then nothing does', async () => {
  const { lark } = here;
  lark.user('ou_li', { chatOnly: true });
  const direct = () => lark.posted('ou_li').length;
  // A press of the menu names no chat to answer in, and a group is not their own.
  await lark.menu('ou_li', 'my_deals');
  await lark.say('ou_li', '@bot 我的商机', { chat: 'oc_east' });
  await settle();
  expect([direct(), lark.posted('oc_east').length]).toEqual([0, 0]);
  await lark.say('ou_li', '漏斗');
  expect(direct()).toBe(1);
  here.pass(900_000);
  await settle();
  expect(direct()).toBe(3);
  await lark.menu('ou_li', 'funnel');
  expect(direct()).toBe(4);
});
