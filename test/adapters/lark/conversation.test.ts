import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LARGEST_FILE } from '../../../src/chat/input.ts';
import { cardOf, formOf, pressable, textOf } from '../../support/fake-lark/reading.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';
import { inOneLanguage } from '../../support/lark-languages.ts';

// A rep and a team in Feishu, through both ways in: the same words, the same book.
describe.each(['webhook', 'socket'] as const)('by %s', (by) => {
  let here: LarkBot;
  beforeAll(async () => {
    here = await aLarkBot({ by, dlp: true });
  });
  afterAll(() => here.close());
  beforeEach(() => here.pass(5000));

  const posted = (chat: string) => here.lark.posted(chat).length;
  const last = (chat: string) => textOf(here.lark.last(chat));
  const events = () => here.bot.prisma.dealEvent.count();

  test('a line in the direct chat is answered there with the deal’s card', async () => {
    const { bot, lark } = here;
    await bot.deal({ name: '数据平台一期', customer: '远景能源', amount: 480_000 });
    const { outcome } = await lark.say('ou_li', '查看远景');
    expect(outcome.status).toBe(200);
    expect(last('ou_li')).toContain('数据平台一期');
  });

  test('a button moves the deal, and pressing the old card again shows what changed instead', async () => {
    const { lark } = here;
    const card = lark.last('ou_li');
    // Somebody's client that has not drawn the new card yet.
    const old = { ...card };
    expect((await lark.press('ou_li', card, /^推进到/)).status).toBe(200);
    expect(last('ou_li')).toContain('潜在客户 → 初次接触');
    const before = await events();
    await lark.press('ou_li', old, /^推进到/);
    expect(textOf(old) + last('ou_li')).toContain('没有执行');
    expect(await events()).toBe(before);
  });

  test.each(['/查看远景', '／查看远景', '查看　远景'])('“%s” is understood', async (text) => {
    await here.lark.say('ou_li', text);
    expect(last('ou_li')).toContain('数据平台一期');
  });

  test('people who talk among themselves in a group are not answered', async () => {
    const before = here.heard.length;
    const { outcome } = await here.lark.say('ou_li', '远景那边怎么样了', { chat: 'oc_east' });
    expect(outcome.status).toBe(200);
    expect(here.heard).toHaveLength(before);
  });

  test('a mention in the group gives the deal its home, whose thread needs no name', async () => {
    const { lark } = here;
    await lark.say('ou_li', '@bot 远景见了王总，嫌贵，下周二演示', { chat: 'oc_east' });
    await here.deliver();
    const home = lark.posted('oc_east').find((one) => one.type === 'interactive' && one.root === null);
    if (home === undefined) throw new Error('the deal has no home');
    const names = ['content: #1 数据平台一期', 'content: 远景能源', 'content: 李伟'];
    expect([...new Set(inOneLanguage(cardOf(home)))]).toEqual(names);
    await lark.say('ou_li', '@bot ／推进', { chat: 'oc_east', reply: home.id });
    expect(last('oc_east')).toContain('初次接触 → 需求确认');
    expect(lark.last('oc_east').root).toBe(home.id);
    here.pass(1000);
    await here.deliver();
    // The live card is changed in place, never posted again.
    expect(textOf(home)).toContain('● 需求确认');
    expect(home.edits).toBeGreaterThan(0);
  });

  test('a first look at a deal in the group: its home is in both languages, the asker reads theirs', async () => {
    const { bot, lark } = here;
    await bot.deal({ name: 'Line 2', customer: 'Acme', owner: 'sam' });
    await lark.say('ou_sam', '@bot show Line 2', { chat: 'oc_west' });
    await here.deliver();
    expect(lark.last('oc_west').content).toMatch(/"zh_cn":"[^"]*潜在客户.*","en_us":"[^"]*Prospect/);
    expect(last('ou_sam')).toMatch(/#\d+ Line 2 is at home in this channel/);
    expect(lark.last('ou_sam').content).not.toContain('en_us');
  });

  test('a list asked for in the group is for the asker: it comes to the direct chat', async () => {
    const inGroup = posted('oc_east');
    await here.lark.say('ou_li', '@bot 我的商机', { chat: 'oc_east' });
    expect(posted('oc_east')).toBe(inGroup);
    expect(last('ou_li')).toContain('我的商机');
  });

  test('a form comes to the direct chat, its fault stands beside the field, and the result follows once', async () => {
    const { lark, bot } = here;
    await lark.say('ou_zhao', '/新建商机');
    const form = lark.last('ou_zhao');
    const wrong = await lark.submit('ou_zhao', form, {
      name: '储能监控',
      customer: '华能',
      amount: '很多',
      close: '2026-12-31 +0800',
    });
    expect(wrong.answer.toast).toMatchObject({ type: 'error' });
    expect(textOf(form)).toContain('“很多”不是金额');
    expect(form.content).toContain('"text_color":"red"');
    // What was typed is still there.
    expect(formOf(cardOf(form)).prefilled).toMatchObject({
      name: '储能监控',
      amount: '很多',
      close: '2026-12-31 +0800',
    });

    const content = form.content;
    const right = await lark.submit('ou_zhao', form, { amount: '48万' });
    expect(right.answer.toast).toMatchObject({ type: 'success' });
    expect(textOf(form)).toContain('储能监控');
    const deals = await bot.prisma.deal.count();
    // The same form sent once more, by a client that still shows it, has no second effect.
    form.content = content;
    expect((await lark.submit('ou_zhao', form, { amount: '48万' })).answer.toast).toEqual(right.answer.toast);
    expect(await bot.prisma.deal.count()).toBe(deals);
    const [deal] = await bot.prisma.deal.findMany({ orderBy: { number: 'desc' }, take: 1 });
    expect(deal?.amount).toBe(48_000_000n);
  });

  test('nobody else can send somebody’s form', async () => {
    const { lark, bot } = here;
    await lark.say('ou_zhao', '/新建商机');
    const deals = await bot.prisma.deal.count();
    const answer = await lark.submit('ou_li', lark.last('ou_zhao'), { name: '不是我的' });
    expect(answer.answer.toast?.i18n?.zh_cn).toContain('只能由当初要填的人');
    expect(await bot.prisma.deal.count()).toBe(deals);
  });

  test('a form asked for in the group never shows there; its result does', async () => {
    const { lark } = here;
    const home = lark.posted('oc_east').find((one) => one.type === 'interactive' && one.root === null);
    if (home === undefined) throw new Error('the deal has no home');
    const inGroup = posted('oc_east');
    const asked = await lark.press('ou_li', home, '记拜访');
    expect(asked.answer.toast?.i18n?.zh_cn).toContain('单聊');
    expect(posted('oc_east')).toBe(inGroup);
    const form = lark.last('ou_li');
    const { names } = formOf(cardOf(form));
    const note = names.find((name) => /note|text|what|words|said/.test(name)) ?? names[0] ?? '';
    await lark.submit('ou_li', form, { [note]: '见了王总，电话 13812345678' });
    expect(textOf(form)).toContain('结果已发到群里');
    expect(posted('oc_east')).toBe(inGroup + 1);
    expect(lark.last('oc_east').root).toBe(home.id);
  });

  test('what the platform brings again has no second effect and gets the same answer', async () => {
    const { lark } = here;
    const said = await lark.say('ou_li', '推进远景');
    const [before, answers] = [await events(), posted('ou_li')];
    for (const wait of [15_000, 300_000, 3_000_000]) {
      here.pass(wait);
      expect((await lark.sending.once(said.event)).status).toBe(200);
    }
    expect(await events()).toBe(before);
    expect(posted('ou_li')).toBe(answers);
  });

  test('an entry of the bot’s menu says its key', async () => {
    await here.lark.menu('ou_mia', 'my_deals');
    expect(last('ou_mia')).toContain('My deals');
  });

  test('the funnel comes as an uploaded picture with its numbers, which open from a menu', async () => {
    const { lark } = here;
    await lark.say('ou_li', '漏斗');
    const funnel = lark.last('ou_li');
    expect(funnel.content).toContain('"img_key":"img_v3_1"');
    expect(lark.state.images).toHaveLength(1);
    const [number] = pressable(cardOf(funnel)).filter((one) => one.label.includes('金额'));
    const answers = posted('ou_li');
    await lark.press('ou_li', funnel, number?.label ?? '');
    expect(posted('ou_li')).toBe(answers + 1);
    await lark.say('ou_li', '漏斗');
    expect(lark.state.images).toHaveLength(1);
  });

  test('a file dropped into the direct chat is read', async () => {
    const { lark } = here;
    await lark.drop('ou_ada', 'deals.csv', Buffer.from('Name,Customer,Amount\nRenewal,Acme,5000\n'));
    expect(here.heard.at(-1)?.files[0]?.name).toBe('deals.csv');
    expect(last('ou_ada')).toMatch(/Renewal|1 deal|rows?/i);
    await lark.drop('ou_ada', 'all.csv', Buffer.alloc(LARGEST_FILE + 1, 'a,b\n'));
    expect(last('ou_ada')).toContain('at most 5 MB');
  });

  test('another bot is not answered, a stranger of another tenant politely', async () => {
    const { lark } = here;
    const heard = here.heard.length;
    await lark.say('ou_li', '查看远景', { bot: true });
    expect(here.heard).toHaveLength(heard);
    lark.user('ou_stranger', { tenant: 'tenant_b' });
    await lark.say('ou_stranger', '查看远景');
    expect(textOf(lark.last('ou_stranger'))).toMatch(/只为本工作区|only work with members/);
  });

  test('a newcomer is introduced with the name that the directory knows', async () => {
    const { lark, bot } = here;
    lark.user('ou_new', { name: '新同事' });
    await lark.say('ou_new', '你好');
    const person = await bot.prisma.person.findFirst({ where: { name: '新同事' } });
    expect(person?.status).toBe('pending');
  });

  test('who leaves the tenant loses access at once, and only who leaves', async () => {
    const { lark, bot } = here;
    const status = async (name: 'joe' | 'mia') =>
      (
        await bot.prisma.person.findUniqueOrThrow({
          where: { orgId_id: { orgId: bot.org, id: bot.ids[name] } },
        })
      ).status;
    const changed = (state: object) => ({ object: { open_id: 'ou_mia', status: state }, old_object: {} });
    await lark.event(
      'contact.user.updated_v3',
      changed({ is_frozen: true, is_resigned: false, is_exited: false }),
    );
    expect([here.left, await status('mia')]).toEqual([[], 'active']);
    await lark.event('contact.user.deleted_v3', { object: { open_id: 'ou_joe' } });
    expect(here.left).toMatchObject([{ workspace: 'tenant_a', external: 'ou_joe' }]);
    expect(await status('joe')).toBe('left');
    await lark.event('contact.user.updated_v3', changed({ is_resigned: false, is_exited: true }));
    expect(await status('mia')).toBe('left');
  });

  test('invited into a group it says there what it can do, once, in both languages', async () => {
    const { lark } = here;
    const before = posted('oc_west');
    const invitation = { chat_id: 'oc_west', operator_id: { open_id: 'ou_sam' }, external: false };
    await lark.event('im.chat.member.bot.added_v1', invitation);
    await here.deliver();
    expect(posted('oc_west')).toBe(before + 1);
    expect(last('oc_west')).toContain('商机');
    expect(lark.last('oc_west').content).toContain('"en_us"');
    // Of another bot, or in a group with people of other tenants.
    for (const external of [false, true])
      await lark.event('im.chat.member.bot.added_v1', { ...invitation, external });
    await here.deliver();
    expect(posted('oc_west')).toBe(before + 1);
    await lark.event('im.chat.member.bot.deleted_v1', invitation);
    await lark.event('im.chat.member.bot.added_v1', invitation);
    await here.deliver();
    expect(posted('oc_west')).toBe(before + 2);
  });

  test('a card of another version, or of nobody, is answered with what to do', async () => {
    const { lark } = here;
    for (const value of [{}, 'x', { l: 1 }, { f: 'gone', c: 'd' }, { k: 'gone', c: 'r' }, null]) {
      const { status, answer } = await lark.act('ou_li', lark.last('ou_li'), { tag: 'button', value });
      expect(status).toBe(200);
      expect(answer.toast?.i18n?.zh_cn).toContain('旧版本');
    }
  });

  test('nothing was refused by the platform on the way, and no token was fetched twice', () => {
    const { lark, refused } = here;
    expect(lark.state.requests.filter((one) => one.code !== 0)).toEqual([]);
    expect(refused).toEqual([]);
    expect(lark.state.tokenFetches).toBeLessThanOrEqual(2);
  });
});
