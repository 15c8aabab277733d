import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../support/fake-lark/reading.ts';
import { aLarkBot, type LarkBot } from '../support/lark-bot.ts';
import { aSlackBot, type SlackBot } from '../support/slack-bot.ts';

// What dispatch decides about an answer, as people see it in two chats.

describe('in Slack', () => {
  let slack: SlackBot;
  beforeAll(async () => {
    slack = await aSlackBot();
  });
  afterAll(() => slack.close());
  const read = (shown: object): string => JSON.stringify(shown);
  /** A channel that only people of 李伟's team read. */
  async function ofTheTeam(name: string): Promise<string> {
    const made = await slack.api.ask<{ channel: { id: string } }>('conversations.create', { name });
    const users = ['wang', 'li', 'zhao'].map((who) => slack.api.user(who)).join(',');
    await slack.api.ask('conversations.invite', { channel: made.channel.id, users });
    return made.channel.id;
  }

  test('a press on a deal’s card, and a form it opens, change that card where it stands', async () => {
    const deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源' });
    const dm = await slack.dm('li');
    await slack.write('li', `查看 #${deal}`);
    const card = await slack.lastIn(dm);
    const said = (await slack.api.messages(dm)).length;
    await slack.press('li', card, /^推进到/);
    const moved = await slack.lastIn(dm);
    expect([moved.ts, read(moved).includes('潜在客户 → 初次接触')]).toEqual([card.ts, true]);
    await slack.press('li', moved, '下一步');
    expect(slack.view().title.text).toBe('下一步');
    await slack.submit('li', { step: '发方案', due: '2026-11-27' });
    const planned = await slack.lastIn(dm);
    expect([planned.ts, read(planned).includes('发方案')]).toEqual([card.ts, true]);
    expect((await slack.api.messages(dm)).length).toBe(said);
  });

  test('a list stays when a deal is opened from it', async () => {
    const dm = await slack.dm('li');
    await slack.write('li', '我的商机');
    const list = await slack.lastIn(dm);
    await slack.press('li', list, /^#1 |^查看|^打开/);
    const opened = await slack.lastIn(dm);
    expect(opened.ts).not.toBe(list.ts);
    expect((await slack.api.messages(dm)).find((one) => one.ts === list.ts)).toMatchObject({
      text: list.text,
    });
  });

  test('a deal’s first conversation in a channel brings its card there, once', async () => {
    const deal = await slack.bot.deal({ name: '港口照明', customer: '宁波港' });
    const room = await ofTheTeam('crew');
    await slack.command('li', '/stagepost', `查看 #${deal}`, room);
    await slack.beat();
    expect(read(await slack.lastIn(room))).toContain('港口照明');
    const there = (await slack.api.messages(room)).length;
    await slack.command('zhao', '/stagepost', `查看 #${deal}`, room);
    await slack.write('li', `查看 #${deal}`);
    await slack.beat();
    expect((await slack.api.messages(room)).length).toBe(there);
  });

  test('where others read along, looking at a deal brings nothing', async () => {
    const deal = await slack.bot.deal({ name: '水厂改造', customer: '北控水务' });
    const room = slack.api.room('east');
    const there = (await slack.api.messages(room)).length;
    const answer = await slack.command('li', '/stagepost', `查看 #${deal}`, room);
    await slack.beat();
    expect(answer.text).toContain('水厂改造');
    expect((await slack.api.messages(room)).length).toBe(there);
  });
});

describe('in Feishu', () => {
  let here: LarkBot;
  beforeAll(async () => {
    here = await aLarkBot();
  });
  afterAll(() => here.close());

  test('a press on a deal’s card changes that card where it stands', async () => {
    const { bot, lark } = here;
    await bot.deal({ name: '储能监控', customer: '远景能源' });
    await lark.say('ou_li', '查看远景');
    const card = lark.last('ou_li');
    const said = lark.posted('ou_li').length;
    await lark.press('ou_li', card, /^推进到/);
    expect(textOf(card)).toContain('潜在客户 → 初次接触');
    expect(lark.posted('ou_li')).toHaveLength(said);
  });

  test('a deal’s first conversation in a group brings its card there, once', async () => {
    const { bot, lark } = here;
    await bot.deal({ name: '港口照明', customer: '宁波港' });
    here.pass(5000);
    await lark.say('ou_li', '@bot 查看 宁波港', { chat: 'oc_east' });
    await here.deliver();
    expect(textOf(lark.last('oc_east'))).toContain('港口照明');
    const there = lark.posted('oc_east').length;
    here.pass(5000);
    await lark.say('ou_zhao', '@bot 查看 宁波港', { chat: 'oc_east' });
    await lark.say('ou_li', '查看 宁波港');
    await here.deliver();
    expect(lark.posted('oc_east')).toHaveLength(there);
  });
});
