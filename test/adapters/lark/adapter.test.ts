import { afterEach, expect, test } from 'vitest';
import { cardOf, textOf } from '../../support/fake-lark/reading.ts';
import { directChat } from '../../support/fake-lark/state.ts';
import { aLarkBot, type LarkBot, type LarkBotOptions } from '../../support/lark-bot.ts';
import { inOneLanguage } from '../../support/lark-languages.ts';

let here: LarkBot;
afterEach(() => here.close());
const open = async (options: LarkBotOptions = {}) => {
  here = await aLarkBot(options);
  return here;
};

function gate() {
  let release = () => {};
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { thinking: () => opened, release };
}

test('a press that takes too long is answered in time, and its reply goes by the outbox, once', async () => {
  const { thinking, release } = gate();
  const { lark, late, bot, adapter } = await open({ answerMs: 100, thinking });
  const deal = await bot.deal({ name: '数据平台一期', customer: '远景能源' });
  const to = { kind: 'person', workspace: 'tenant_a', person: 'ou_li' } as const;
  const says = { line: '推进', values: { deal: `#${deal}` } };
  const message = { text: '远景', buttons: [{ label: '推进', says }] };
  await adapter.post({ key: 'a', to, message, locale: 'zh' });
  const { answer } = await lark.press('ou_li', lark.last('ou_li'), '推进');
  expect(answer.toast?.i18n?.zh_cn).toBe('正在处理，稍后给您答复。');
  expect(late).toHaveLength(1);
  release();
  await here.settled();
  expect(lark.posted('ou_li')).toHaveLength(2);
  expect(textOf(lark.last('ou_li'))).toContain('初次接触');
});

test('a line that takes too long is told so, and the event counts as delivered', async () => {
  const { thinking, release } = gate();
  const { lark } = await open({ answerMs: 100, thinking });
  expect((await lark.say('ou_li', '我的商机')).outcome.status).toBe(200);
  expect(textOf(lark.last('ou_li'))).toBe('正在处理，稍后给您答复。');
  release();
  await here.settled();
  expect(textOf(lark.last('ou_li'))).toContain('我的商机');
});

test('a late answer goes back to the thread where it was asked, and one for the asker alone to them', async () => {
  const { thinking, release } = gate();
  const { lark, bot } = await open({ answerMs: 100, thinking });
  const deal = await bot.deal({ name: '数据平台一期', customer: '远景能源' });
  const { id: reply } = await here.home(deal, 'oc_east');
  await lark.say('ou_li', '@bot 推进', { chat: 'oc_east', reply });
  await lark.say('ou_li', '@bot 我的商机', { chat: 'oc_east', reply });
  expect(lark.last('oc_east').content).toMatch(
    /"zh_cn":.*正在处理，稍后在这里或您与我的单聊.*"en_us":.*Working on it/,
  );
  release();
  await here.settled();
  const inThread = lark.posted('oc_east').filter((one) => one.root === reply);
  const answered = inThread.filter((one) => textOf(one).includes('初次接触'));
  expect(answered.map(({ content }) => /"en_us":"[^"]*→ First contact/.test(content))).toEqual([true]);
  expect(lark.posted('ou_li').map(textOf)).toEqual([expect.stringContaining('我的商机')]);
});

test('after a restart a late answer that was committed still goes back to the thread', async () => {
  const { thinking, release } = gate();
  const { lark, bot } = await open({ answerMs: 100, thinking, forgetful: true });
  const deal = await bot.deal({ name: '数据平台一期', customer: '远景能源' });
  const { id: reply } = await here.home(deal, 'oc_east');
  await lark.say('ou_li', '@bot 推进', { chat: 'oc_east', reply });
  release();
  await here.settled();
  const inThread = lark.posted('oc_east').filter((one) => one.root === reply);
  expect(inThread.map(textOf).join()).toContain('潜在客户 → 初次接触');
  expect(inThread.map(({ content }) => content).join()).toMatch(/"en_us":"[^"]*→ First contact/);
  expect(lark.posted('ou_li')).toEqual([]);
});

test('an answer that the platform has no room for now is taken over by the outbox', async () => {
  const { lark, late } = await open();
  lark.state.planned.push({ path: /^POST im/, code: 230020 });
  expect((await lark.say('ou_li', '我的商机')).outcome.status).toBe(200);
  expect(late).toHaveLength(1);
  await here.settled();
  expect(textOf(lark.last('ou_li'))).toContain('我的商机');
});

test('an event that came while the bot was down is brought again and heard once', async () => {
  const { lark, url, bot } = await open();
  await bot.deal({ name: '数据平台一期', customer: '远景能源' });
  lark.webhook = 'http://127.0.0.1:9/lark/events';
  const events = await bot.prisma.dealEvent.count();
  expect((await lark.say('ou_li', '推进远景')).outcome.status).toBe(0);
  here.pass(15_000);
  expect(await lark.redeliver()).toMatchObject([{ status: 0 }]);
  lark.webhook = url;
  here.pass(300_000);
  expect(await lark.redeliver()).toMatchObject([{ status: 200 }]);
  expect(await bot.prisma.dealEvent.count()).toBe(events + 1);
  here.pass(7 * 3_600_000);
  expect(await lark.redeliver()).toEqual([]);
});

test('a live card older than 14 days is posted anew in its thread, once, and says so', async () => {
  const { lark, adapter } = await open();
  const card = { title: '#1 数据平台一期', elements: [] };
  const to = { kind: 'room', workspace: 'tenant_a', channel: 'oc_east' } as const;
  const out = { key: 'org:card:1', to, message: { text: card.title, card }, locale: 'zh' } as const;
  const receipt = await adapter.post(out);
  here.pass(14 * 24 * 3_600_000 + 1000);
  const moved = await adapter.update(receipt, out);
  await adapter.update(receipt, out);
  const [first, anew, ...more] = lark.posted('oc_east');
  expect(more).toEqual([]);
  expect(anew?.root).toBe(first?.id);
  expect(anew === undefined ? '' : textOf(anew)).toContain('超过 14 天');
  expect(moved).toEqual({ channel: 'oc_east', message: anew?.id });
});

test('a form in a message for a room is nobody’s: it is not shown there', async () => {
  const { lark, adapter } = await open();
  const form = { title: '新建商机', submit: '保存', says: { line: '新建商机' }, fields: [] };
  const message = { text: '请填写', form };
  await adapter.post({
    key: 'a',
    to: { kind: 'room', workspace: 'tenant_a', channel: 'oc_east' },
    message,
    locale: 'zh',
  });
  expect(lark.last('oc_east').type).toBe('post');
  await adapter.post({
    key: 'b',
    to: { kind: 'person', workspace: 'tenant_a', person: 'ou_li' },
    message,
    locale: 'zh',
  });
  expect(lark.last('ou_li').content).toContain('"tag":"form"');
});

test('a card with a twin carries both languages', async () => {
  const { lark, adapter } = await open();
  const message = {
    text: '成交',
    card: { title: '成交', elements: [{ kind: 'text', text: '恭喜' }] },
  } as const;
  const twin = {
    text: 'Won',
    card: { title: 'Won', elements: [{ kind: 'text', text: 'Well done' }] },
  } as const;
  const to = { kind: 'room', workspace: 'tenant_a', channel: 'oc_east' } as const;
  const out = { key: 'a', to, message, twin, locale: 'zh' as const };
  await adapter.post(out);
  expect(lark.last('oc_east').content).toContain('"i18n_content":{"zh_cn":"恭喜","en_us":"Well done"}');
});

test('what does not fit on a card is behind a button that shows it', async () => {
  const { lark, adapter } = await open();
  const items = Array.from({ length: 80 }, (_, index) => ({ title: `商机 ${index}` }));
  const message = { text: '清单', card: { title: '清单', elements: [{ kind: 'list' as const, items }] } };
  await adapter.post({
    key: 'a',
    to: { kind: 'person', workspace: 'tenant_a', person: 'ou_li' },
    message,
    locale: 'zh',
  });
  expect(textOf(lark.last('ou_li'))).not.toContain('商机 79');
  await lark.press('ou_li', lark.last('ou_li'), '显示其余内容');
  here.pass(1000);
  await lark.press('ou_li', lark.last('ou_li'), '显示其余内容');
  expect(textOf(lark.last('ou_li'))).toContain('商机 79');
});

test('in a room both languages of it are there, and each gets the rest in their own', async () => {
  const { lark, adapter } = await open();
  const list = (title: string, item: string) => {
    const items = Array.from({ length: 80 }, (_, index) => ({ title: `${item} ${index}` }));
    return { text: title, card: { title, elements: [{ kind: 'list' as const, items }] } };
  };
  const to = { kind: 'room', workspace: 'tenant_a', channel: 'oc_west' } as const;
  const message = list('清单', '商机');
  await adapter.post({ key: 'a', to, message, twin: list('List', 'Deal'), locale: 'zh' });
  const card = lark.last('oc_west');
  expect(inOneLanguage(cardOf(card))).toEqual([]);
  expect(card.content).toContain('"i18n_content":{"zh_cn":"显示其余内容","en_us":"Show the rest"}');
  const shown = [...card.content.matchAll(/"zh_cn":"商机 (\d+)"/g)].length;
  for (const [reader, next] of [
    ['ou_li', `商机 ${shown}`],
    ['ou_sam', `Deal ${shown}`],
  ] as const) {
    await lark.press(reader, card, '显示其余内容');
    expect(textOf(lark.last(reader)).split('\n')).toContain(next);
    expect(lark.last(reader).content).not.toContain('i18n_content');
  }
});

test('words too long for a button are kept and said when it is pressed', async () => {
  const { lark, adapter, heard } = await open();
  const says = { line: '查看', values: { deal: '#1', note: '长'.repeat(2000) } };
  const message = { text: '哪个？', buttons: [{ label: '这个', says }] };
  await adapter.post({
    key: 'a',
    to: { kind: 'person', workspace: 'tenant_a', person: 'ou_li' },
    message,
    locale: 'zh',
  });
  expect(lark.last('ou_li').content.length).toBeLessThan(1000);
  await lark.press('ou_li', lark.last('ou_li'), '这个');
  expect(heard.at(-1)?.said).toEqual({ kind: 'press', words: says });
  expect(heard.at(-1)?.place).toEqual({ kind: 'direct', channel: directChat(lark.state, 'ou_li').id });
});
