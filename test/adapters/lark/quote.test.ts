import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cardOf, formOf, textOf } from '../../support/fake-lark/reading.ts';
import type { FakeMessage } from '../../support/fake-lark/state.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

// The platform has no shortcuts on messages: one replies to a message and says what it is.

let here: LarkBot;
let home: FakeMessage;
beforeAll(async () => {
  here = await aLarkBot();
  const { bot, lark } = here;
  lark.user('ou_wang', { name: '王芳' });
  const deal = await bot.deal({ name: '数据平台一期', customer: '远景能源', amount: 480_000 });
  home = await here.home(deal, 'oc_east');
});
afterAll(() => here.close());
beforeEach(() => here.pass(5000));

const LINK = 'https://applink.feishu.cn/client/chat/open?openChatId=oc_east';
const texts = async () => (await here.bot.prisma.text.findMany()).map((one) => one.body);
const said = async (text: string, where: object = {}) =>
  (await here.lark.say('ou_wang', text, { chat: 'oc_east', ...where })).message.id;

test('an objection of a customer that a colleague passed on is kept with its words, its author and where it was', async () => {
  const { lark } = here;
  const quoted = await said('客户嫌贵，要再降一成', { reply: home.id });
  await lark.say('ou_li', '@bot 异议', { chat: 'oc_east', reply: quoted });
  expect(await texts()).toContain(`客户嫌贵，要再降一成\n— 王芳 · ${LINK}`);
  const [objection] = await here.bot.prisma.objection.findMany();
  expect(objection).toMatchObject({ category: 'price', authorId: here.bot.ids.li });
});

test.each(['@bot log', '@bot note', '@bot 备注', '@bot 记录', '@bot ／备注'])(
  '“%s” adds it to the deal',
  async (line) => {
    const quoted = await said('预算会改到一月', { reply: home.id });
    await here.lark.say('ou_li', line, { chat: 'oc_east', reply: quoted });
    expect((await texts()).at(-1)).toContain(`— 王芳 · ${LINK}`);
  },
);

test('where no deal is meant by the place, the form that asks for it holds the words already', async () => {
  const { lark } = here;
  const quoted = await said('报价太高了');
  await lark.say('ou_li', '@bot objection', { chat: 'oc_east', reply: quoted });
  const { prefilled } = formOf(cardOf(lark.last('ou_li')));
  expect(prefilled.words).toContain('报价太高了');
});

test('a post is quoted as text; a reply to the bot’s own card is a line like any other', async () => {
  const { lark } = here;
  const content = JSON.stringify({
    title: '纪要',
    content: [
      [
        { tag: 'text', text: '交期' },
        { tag: 'text', text: '太长' },
      ],
    ],
  });
  const quoted = await said('', { type: 'post', content, reply: home.id });
  await lark.say('ou_li', '@bot 备注', { chat: 'oc_east', reply: quoted });
  expect((await texts()).at(-1)).toContain('纪要\n交期太长\n— 王芳');
  const before = (await texts()).length;
  await lark.say('ou_li', '@bot 异议', { chat: 'oc_east', reply: home.id });
  expect(await texts()).toHaveLength(before);
  expect(here.heard.at(-1)?.said).toEqual({ kind: 'line', text: '异议', addressed: 'mention' });
});

test('what may not be read, or holds no words, is said in a sentence and records nothing', async () => {
  const { lark, bot } = here;
  const before = await bot.prisma.dealEvent.count();
  const picture = await said('', { type: 'image', content: '{"image_key":"img_v3_x"}', reply: home.id });
  await lark.say('ou_li', '@bot 异议', { chat: 'oc_east', reply: picture });
  expect(textOf(lark.last('ou_li'))).toContain('读不到您回复的那条消息');
  here.pass(1000);
  const quoted = await said('嫌贵', { reply: home.id });
  lark.state.scopes.delete('im:message.group_msg');
  await lark.say('ou_mia', '@bot objection', { chat: 'oc_east', reply: quoted });
  expect(textOf(lark.last('ou_mia'))).toContain('I cannot read the message that you replied to');
  expect(await bot.prisma.dealEvent.count()).toBe(before);
});
