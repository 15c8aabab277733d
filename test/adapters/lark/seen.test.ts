import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fitted } from '../../../src/adapters/lark/render/fit.ts';
import { isTold } from '../../../src/adapters/lark/render/told.ts';
import { words } from '../../../src/adapters/lark/words.ts';
import type { Card } from '../../../src/chat/card.ts';
import { cardOf, formOf, pressable, textOf } from '../../support/fake-lark/reading.ts';
import type { FakeMessage } from '../../support/fake-lark/state.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

// What a person sees in Feishu and nowhere else: a form far from the card that it came from, a toast, a line in a push.

let here: LarkBot;
let home: FakeMessage;
beforeAll(async () => {
  here = await aLarkBot();
  const { bot, lark } = here;
  const deal = await bot.deal({ name: '数据平台一期', customer: '远景能源', amount: 480_000 });
  await lark.say('ou_li', '@bot 远景见了王总', { chat: 'oc_east' });
  await here.deliver();
  const posted = lark.posted('oc_east').find((one) => one.root === null);
  if (posted === undefined) throw new Error(`#${deal} has no home`);
  home = posted;
});
afterAll(() => here.close());
beforeEach(() => here.pass(5000));

const pen = {
  locale: 'zh',
  words: words.zh,
  spot: { kind: 'direct' },
  bilingual: false,
  image: () => undefined,
  idOf: () => undefined,
} as const;

const headerOf = (message: FakeMessage) => JSON.stringify(cardOf(message).header);
const summaryOf = (message: FakeMessage) => JSON.stringify(cardOf(message).config);

test('a form that comes to the direct chat from a thread says which deal it is about, once', async () => {
  const { lark } = here;
  const asked = await lark.press('ou_li', home, '记异议');
  expect(asked.answer.toast?.i18n?.zh_cn).toBe('表单已发到您与我的单聊，请在那里填写。');
  const form = lark.last('ou_li');
  expect(headerOf(form)).toContain('#1 数据平台一期');
  expect(summaryOf(form)).toContain('记录异议 · #1 数据平台一期');
  await lark.press('ou_li', home, '赢单');
  const win = lark.last('ou_li');
  expect(headerOf(win)).not.toContain('数据平台一期');
  expect(textOf(win).split('数据平台一期')).toHaveLength(2);
});

test('an amount in a form is written as people write it, and reads back the same', async () => {
  const { lark, bot } = here;
  await lark.press('ou_li', home, '修改');
  const form = lark.last('ou_li');
  expect(formOf(cardOf(form)).prefilled.amount).toBe('48万元');
  await lark.submit('ou_li', form, { name: '数据平台二期' });
  const deal = await bot.prisma.deal.findFirstOrThrow();
  expect([deal.amount, deal.currency]).toEqual([48_000_000n, 'CNY']);
  await lark.submit('ou_li', form, { name: '数据平台一期' }).catch(() => undefined);
});

test('who presses an old button is told where it was pressed that nothing was done', async () => {
  const { lark } = here;
  const old = { ...home };
  await lark.press('ou_wang', home, /^推进到/);
  const late = await lark.press('ou_li', old, /^推进到/);
  expect(late.answer.toast?.content).toContain('这次没有执行');
  expect(late.answer.toast?.content).toContain('已发到您与我的单聊');
});

test('a stage that is named is the one that is meant', async () => {
  const { lark } = here;
  await lark.say('ou_li', '@bot 推进到谈判', { chat: 'oc_east', reply: home.id });
  expect(textOf(lark.last('oc_east'))).toMatch(/→ 谈判/);
  await lark.say('ou_li', '@bot 退回需求确认', { chat: 'oc_east', reply: home.id });
  expect(headerOf(lark.last('ou_li'))).toContain('#1 ');
});

test('a lookup saves nothing and says what is wrong once', async () => {
  const { lark } = here;
  await lark.say('ou_li', '查看 特斯拉');
  const form = textOf(lark.last('ou_li'));
  expect(form.split('没有找到商机')).toHaveLength(2);
  expect(form).toContain('查看');
  expect(form).not.toContain('保存');
});

test('the push of a new deal says whose and how it stands, the card says nothing twice', () => {
  expect(summaryOf(home)).toContain('#1 数据平台一期 · 远景能源 · ');
  const card: Card = {
    title: '华东 · 日报',
    subtitle: '2 个需要您处理',
    elements: [
      { kind: 'list', items: [{ title: '还差 ¥500万 · 本期待成交 ¥128万' }] },
      { kind: 'text', text: '没有变动' },
    ],
  };
  for (const text of [
    '华东 · 日报',
    '华东 · 日报 · 还差 ¥500万 · 本期待成交 ¥128万',
    '没有变动',
    '2 个需要您处理',
  ])
    expect(isTold(text, card)).toBe(true);
  for (const text of ['已推进。', '华东 · 日报 · 赢单 1 个']) expect(isTold(text, card)).toBe(false);
});

test('what a folded list has no room for goes on under its own name', () => {
  const items = Array.from({ length: 90 }, (_, index) => ({ title: `说法 ${index}`, detail: '做什么' }));
  const card: Card = {
    title: '帮助',
    elements: [{ kind: 'more', summary: '商机 · 90', elements: [{ kind: 'list', items }] }],
  };
  const { rest } = fitted({ whole: { text: '帮助', card }, pen });
  expect(rest).toMatchObject([{ kind: 'more', summary: '商机 · 90' }]);
});

test('a set-up that was begun in a group goes on in the direct chat and can still choose that group', async () => {
  const { lark, bot } = here;
  lark.state.chats.get('oc_west')?.members.push('ou_ada');
  const operator_id = { open_id: 'ou_ada' };
  await lark.event('im.chat.member.bot.added_v1', { chat_id: 'oc_west', operator_id, external: false });
  await here.deliver();
  const welcome = lark.last('oc_west');
  expect(textOf(welcome)).toContain('@我');
  await lark.press('ou_ada', welcome, '在这里设置');
  for (const label of ['中文', 'Consultative sales', 'Use this channel', 'Working days 09:00']) {
    here.pass(2000);
    await lark.press('ou_ada', lark.last('ou_ada'), label);
  }
  const [team] = await bot.read().teams();
  expect(team?.homes).toContainEqual({ platform: 'lark', workspace: 'tenant_a', channel: 'oc_west' });
  const digest = (await bot.read().schedules()).at(-1);
  expect(digest).toMatchObject({ time: '09:00', room: { platform: 'lark', channel: 'oc_west' } });
});

test('a group is never called by the id that the platform counts it by', async () => {
  const { lark } = here;
  const group = 'oc_a0553eda9014c201e6969b478895c230';
  lark.group(group, ['ou_wang', 'ou_li', 'ou_zhao']);
  await lark.say('ou_wang', '@bot 日报 新增 工作日 09:10', { chat: group });
  // The confirmation is for the asker alone, so it is read where there is no “this group”.
  expect(textOf(lark.last('ou_wang'))).toContain('发在您说这句话的群');
  await lark.say('ou_wang', '日报 列表');
  expect(textOf(lark.last('ou_wang'))).toContain('发在另一个群');
  expect(textOf(lark.last('ou_wang'))).not.toContain(group);
});

test('the name of a row stands for itself in the menu below its table', () => {
  const press = { line: '漏斗' };
  const columns = [{ label: '谁' }, { label: '目标' }];
  const rows = [
    [
      { text: '王芳', press },
      { text: '¥500万', press },
    ],
  ];
  const card: Card = { title: '目标', elements: [{ kind: 'table', columns, rows }] };
  const { render } = fitted({ whole: { text: '目标', card }, pen });
  const labels = pressable(JSON.parse(JSON.stringify(render()))).map((one) => one.label);
  expect(labels).toEqual(['王芳', '王芳 · 目标 · ¥500万']);
});
