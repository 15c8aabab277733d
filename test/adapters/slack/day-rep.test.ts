import { afterAll, beforeAll, expect, test } from 'vitest';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import type { Shown } from '../../support/slack-payloads.ts';

// A day of a rep and a manager, said in Slack's own payloads to the real receiver; emulate is Slack.

let slack: SlackBot;
let deal: number;
beforeAll(async () => {
  slack = await aSlackBot();
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
});
afterAll(() => slack.close());

const read = (shown: { blocks?: unknown } | object): string => JSON.stringify(shown);
const dealNow = async () => {
  const view = await slack.bot.read().dealView(deal);
  if (view === null) throw new Error('no deal');
  return view;
};

test('a line in the direct conversation is answered there', async () => {
  const answer = await slack.write('li', '查看远景');
  expect(answer.status).toBe(200);
  const posted = await slack.lastIn(await slack.dm('li'));
  expect(read(posted)).toContain('储能监控');
  expect(posted.metadata?.event_payload.key).toMatch(/^answer:slack:/);
});

test('a sentence logs a visit, and the same message delivered again logs it once and is answered once', async () => {
  const dm = await slack.dm('li');
  const before = (await slack.api.messages(dm)).length;
  const message = await slack.said.message('li', '见了远景王总，下周二演示', {});
  await slack.event(message);
  const again = await slack.event(message, {
    'x-slack-retry-num': '1',
    'x-slack-retry-reason': 'http_timeout',
  });
  expect(again.status).toBe(200);
  expect((await slack.api.messages(dm)).length).toBe(before + 1);
  const visits = (await slack.bot.read().history(deal)).filter((event) => event.kind === 'contacted');
  expect(visits.length).toBe(1);
});

test('a slash command is answered to the asker alone, and the first word is the command', async () => {
  const answer = await slack.command('li', '/deal', '远景', slack.api.room('east'));
  expect(answer.status).toBe(200);
  expect(answer.body.response_type).toBe('ephemeral');
  expect(answer.text).toContain('储能监控');
  expect(
    slack.api.calls('chat.postMessage').every((call) => call.asked.channel !== slack.api.room('east')),
  ).toBe(true);
});

test('a mention in a room is answered for the asker, and gives the deal a home there', async () => {
  const room = slack.api.room('east');
  slack.api.forget();
  await slack.write('li', `<@${slack.api.bot.botUserId}> 推进远景`, { channel: room });
  expect(slack.api.calls('chat.postEphemeral').length).toBe(1);
  expect(slack.api.calls('chat.postEphemeral')[0]?.asked.user).toBe(slack.api.user('li'));
});

test('the home of a deal: its card is posted, plain lines and mentions in its thread are heard', async () => {
  const room = slack.api.room('east');
  await slack.bot.prisma.placement.deleteMany({});
  await slack.settleIn(room, deal);
  slack.tick();
  await slack.deliver();
  const card = await slack.lastIn(room);
  expect(read(card)).toContain('储能监控');
  const before = await dealNow();
  await slack.write('li', `<@${slack.api.bot.botUserId}> 推进`, { channel: room, thread: card.ts });
  expect((await dealNow()).stage.id).not.toBe(before.stage.id);
  expect((await slack.lastIn(room, card.ts)).thread_ts).toBe(card.ts);

  // Slack tells of a mention twice, as two events about one message.
  const mention = await slack.said.message('li', '王总在出差，合同还在走流程', {
    channel: room,
    thread: card.ts,
  });
  await slack.event(mention);
  expect((await slack.bot.read().history(deal)).filter((event) => event.kind === 'noted').length).toBe(1);

  // Talk among people in another thread is nobody's business.
  const calls = slack.api.calls('chat.postMessage').length;
  await slack.write('li', '王总在出差，合同还在走流程', { channel: room, thread: '1.000001' });
  expect(slack.api.calls('chat.postMessage').length).toBe(calls);
});

test('what is pressed on that card, or sent from its form, is said in its thread in a line', async () => {
  const room = slack.api.room('east');
  slack.tick();
  await slack.deliver();
  const home = await slack.bot.prisma.placement.findFirst({ where: { dealNumber: deal } });
  const card = (await slack.api.messages(room)).find((one) => one.ts === home?.thread);
  if (card === undefined) throw new Error('no live card');
  const shown: Shown = { ...card, channel: room };
  slack.api.forget();
  const before = await dealNow();
  await slack.press('li', shown, /^推进/);
  expect((await dealNow()).stage.id).not.toBe(before.stage.id);
  await slack.press('li', shown, '下一步');
  await slack.submit('li', { step: '送样', due: '2026-12-01' });
  expect((await dealNow()).state.nextStepDue).toBe('2026-12-01');
  const said = slack.api.calls('chat.postMessage').map((call) => call.asked);
  expect(said).toMatchObject([
    { channel: room, thread_ts: card.ts },
    { channel: room, thread_ts: card.ts },
  ]);
  expect(read(said)).not.toContain('预计成交');
  expect(slack.api.calls('chat.postEphemeral')).toEqual([]);
  // What is for the asker alone is shown where they look, not in a thread that is not open.
  await slack.press('li', shown, /^撤销|历史$/);
  expect(slack.api.calls('chat.postEphemeral').every((call) => call.asked.thread_ts === undefined)).toBe(
    true,
  );
});

test('a button does what it says, and a stale one shows how it stands now', async () => {
  await slack.write('li', '查看远景');
  const dm = await slack.dm('li');
  const card: Shown = await slack.lastIn(dm);
  const before = await dealNow();
  const label = /推进/;
  await slack.press('li', card, label);
  const moved = await dealNow();
  expect(moved.stage.id).not.toBe(before.stage.id);
  await slack.press('li', card, label);
  expect((await dealNow()).version).toBe(moved.version);
  expect(read(await slack.lastIn(dm))).toContain('已有变动');
});

test('what is still to be filled in is asked of whoever said it, not of the whole thread', async () => {
  const room = slack.api.room('east');
  const placed = await slack.bot.prisma.placement.findFirst({ where: { dealNumber: deal } });
  slack.api.forget();
  const asked = `<@${slack.api.bot.botUserId}> 输单`;
  await slack.write('li', asked, { channel: room, thread: placed?.thread ?? '' });
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
  const alone = slack.api.calls('chat.postEphemeral')[0]?.asked;
  expect(alone).toMatchObject({ user: slack.api.user('li'), thread_ts: placed?.thread });
  expect(read(alone ?? {})).toContain('记为输单');
});

test('a command without a word more does the day’s most likely, and tells how else it is said when asked', async () => {
  const room = slack.api.room('east');
  expect((await slack.command('li', '/deal', '', room)).text).toContain('我的商机');
  await slack.command('li', '/visit', '', room);
  expect(slack.view()).toMatchObject({ title: { text: '记录拜访' }, close: { text: '取消' } });
  expect((await slack.command('li', '/visit', 'help', room)).text).toContain('拜访 计划');
});

test('from anywhere a visit is logged and a deal is opened; the answer is in the direct conversation', async () => {
  await slack.interaction(await slack.said.globalShortcut('li', 'log_visit'));
  expect(slack.view().title.text).toBe('记录拜访');
  await slack.submit('li', { deal: `#${deal}`, what: '电话里确认了预算' });
  expect((await slack.lastIn(await slack.dm('li'))).text).toContain('已记');
  await slack.interaction(await slack.said.globalShortcut('li', 'new_deal'));
  expect(slack.view().title.text).toBe('新建商机');
});

test('the message that was kept with a deal is one press away, wherever its words are read', async () => {
  const link = 'https://acme.slack.com/archives/C0123456789/p1795226402000008';
  const opens = expect.stringContaining(`{"type":"link","url":"${link}","text":"${link}"`);
  await slack.write('li', `备注 远景：王总说要再等两周 — 赵敏, ${link}`);
  await slack.write('li', '商机 历史 远景');
  expect(read(await slack.lastIn(await slack.dm('li')))).toEqual(opens);
  await slack.write('li', `记异议 远景嫌贵 — 赵敏, ${link}`);
  expect(read(await slack.lastIn(await slack.dm('li')))).toEqual(opens);
  // What else people type is no link.
  await slack.write('li', '备注 远景：见 https://evil.example/archives/C0123456789/p1795226402000008');
  await slack.write('li', '商机 历史 远景');
  expect(read(await slack.lastIn(await slack.dm('li')))).not.toContain('"url":"https://evil');
});

test('of several that were meant one is taken, not opened, and a button read out says whose it is', async () => {
  await slack.bot.deal({ name: '储能二期', customer: '隆基绿能', amount: 90_000 });
  await slack.write('li', '推进 储能');
  const sections = (await slack.lastIn(await slack.dm('li'))).blocks?.filter(
    ({ type }) => type === 'section',
  );
  const buttons = sections?.flatMap(({ accessory }) => (accessory === undefined ? [] : [accessory]));
  expect(buttons).toMatchObject([
    { text: { text: '选这个' }, accessibility_label: `选这个: #${deal} 储能监控` },
    { text: { text: '选这个' } },
  ]);
});

test('the Home of somebody whom nothing needs shows their deals all the same, and nothing twice', async () => {
  const quiet = read(await slack.lookAtHome('zhao'));
  expect(quiet.split('今天没有要您处理的').length).toBe(2);
  await slack.bot.deal({ name: '智能仓储', customer: '宏图科技', amount: 80_000, owner: 'zhao' });
  const home = read(await slack.lookAtHome('zhao'));
  expect(home).toContain('今天没有要您处理的');
  expect(home).toContain('智能仓储');
});

test('undo stands under the answer', async () => {
  await slack.write('li', '备注 远景：先等等');
  const dm = await slack.dm('li');
  const before = (await slack.bot.read().history(deal)).length;
  await slack.press('li', await slack.lastIn(dm), '撤销');
  expect((await slack.bot.read().history(deal)).length).toBeGreaterThan(before);
});
