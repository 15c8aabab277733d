import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEAM } from '../../support/slack-api.ts';
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

test('a form opens as a modal, shows its fault beside the field, and then records and closes', async () => {
  const asked = await slack.command('li', '/stagepost', '新建商机');
  expect(asked.text).toBe('');
  const view = slack.view();
  expect(view.callback_id).toBe('form');
  const wrong = await slack.submit('li', { name: '新机房', customer: '华星集团', amount: '很多钱' });
  expect(wrong.body).toMatchObject({ response_action: 'errors' });
  expect(Object.keys(wrong.body.errors as object)).toEqual(['field:amount']);
  const right = await slack.submit('li', { name: '新机房', customer: '华星集团', amount: '48万' });
  expect(right.status).toBe(200);
  expect(right.text).toBe('');
  const posted = await slack.lastIn(await slack.dm('li'));
  expect(read(posted)).toContain('新机房');
  const again = await slack.submit('li', { name: '新机房', customer: '华星集团', amount: '48万' }, view);
  expect(again.status).toBe(200);
  const found = await slack.bot.read().dealsNamed(
    { typed: '新机房', status: 'any', take: 5 },
    {
      personId: slack.bot.ids.li,
      teams: 'all',
      managed: [],
    },
  );
  expect(found.length).toBe(1);
});

test('a search field offers what fits from the first character on', async () => {
  await slack.command('li', '/stagepost', '备注');
  const view = slack.view();
  const answer = await slack.interaction(slack.said.typing('li', view, { field: 'deal', text: '远' }));
  expect(answer.body.options).toMatchObject([{ value: `#${deal}` }]);
  const sent = await slack.submit('li', { deal: `#${deal}`, note: '预算改到一月' }, view);
  expect(sent.text).toBe('');
  expect((await slack.bot.read().history(deal)).some((event) => event.kind === 'noted')).toBe(true);
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
  await slack.bot.commit(slack.bot.org, {
    key: 'home',
    actorId: slack.bot.ids.wang,
    now: slack.bot.now,
    changes: [{ kind: 'place.home', deal, home: { platform: 'slack', workspace: TEAM, channel: room } }],
    answeredIn: null,
    reply: async () => null,
  });
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
  expect((await slack.bot.read().history(deal)).filter((event) => event.kind === 'noted').length).toBe(2);

  // Talk among people in another thread is nobody's business.
  const calls = slack.api.calls('chat.postMessage').length;
  await slack.write('li', '王总在出差，合同还在走流程', { channel: room, thread: '1.000001' });
  expect(slack.api.calls('chat.postMessage').length).toBe(calls);
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

test('undo stands under the answer', async () => {
  await slack.write('li', '备注 远景：先等等');
  const dm = await slack.dm('li');
  const before = (await slack.bot.read().history(deal)).length;
  await slack.press('li', await slack.lastIn(dm), '撤销');
  expect((await slack.bot.read().history(deal)).length).toBeGreaterThan(before);
});

test('a file dropped into the conversation is fetched with the token and read', async () => {
  const csv = '商机,客户,金额\n冷链改造,顺丰,30万\n';
  const { upload_url, file_id } = await slack.api.ask<{ upload_url: string; file_id: string }>(
    'files.getUploadURLExternal',
    { filename: 'deals.csv', length: Buffer.byteLength(csv) },
  );
  await fetch(upload_url, {
    method: 'POST',
    body: Buffer.from(csv),
    headers: { 'content-type': 'text/csv' },
  });
  type Done = { files: { url_private_download: string }[] };
  const done = await slack.api.ask<Done>('files.completeUploadExternal', { files: [{ id: file_id }] });
  const address = new URL(done.files[0]?.url_private_download ?? '');
  const file = {
    id: file_id,
    name: 'deals.csv',
    size: Buffer.byteLength(csv),
    url_private_download: new URL(address.pathname + address.search, slack.api.url).href,
  };
  await slack.write('olga', '', { files: [file] });
  expect(read(await slack.lastIn(await slack.dm('olga')))).toMatch(/deals\.csv|冷链改造|1 /);
});

test('a file is fetched from Slack only, whatever address a payload carries', async () => {
  await slack.write('olga', '', {
    files: [{ id: 'F1', name: 'x.csv', size: 3, url_private_download: 'http://127.0.0.1:1/evil.csv' }],
  });
  // The test of other machines (support/offline.ts) would have seen a connection.
  expect(slack.bot.errors.splice(0).length).toBe(1);
});

test('somebody new is met', async () => {
  await slack.write('newbie', 'hello');
  const posted = await slack.lastIn(await slack.dm('newbie'));
  expect(read(posted)).toContain('newbie');
  const people = await slack.bot.read().people();
  expect(people.find((one) => one.email === 'newbie@example.com')?.status).toBe('pending');
});

test('a message shortcut keeps the words, who said them and where', async () => {
  const room = slack.api.room('all');
  const { ts } = await slack.api.ask<{ ts: string }>('chat.postMessage', {
    channel: room,
    text: '他们嫌贵，要再降一成',
  });
  const message = { ts, user: slack.api.user('mia'), text: '他们嫌贵，要再降一成', channel: room };
  slack.api.forget();
  await slack.interaction(await slack.said.shortcut('li', 'add_to_deal', message));
  const view = slack.view();
  const filled = read(view);
  expect(filled).toContain('他们嫌贵，要再降一成');
  expect(filled).toContain('mia');
  expect(filled).toContain('/archives/');
  await slack.submit('li', { deal: `#${deal}` }, view);
  const last = (await slack.bot.read().history(deal)).at(-1);
  expect(last?.kind).toBe('noted');
});

test('a form that was closed with something in it is put aside and comes back', async () => {
  await slack.command('li', '/stagepost', '备注');
  const view = slack.view();
  await slack.interaction(slack.said.closed('li', view, { note: '写了一半' }));
  const call = slack.api.calls('chat.postEphemeral').at(-1);
  const message = {
    channel: await slack.dm('li'),
    ts: '1.1',
    user: '',
    text: '',
    blocks: call?.asked.blocks,
  };
  await slack.press('li', message as Shown, '继续填写');
  expect(read(slack.view())).toContain('写了一半');
});

test('an expired trigger is answered by a line with a button that opens the form', async () => {
  const body = await slack.said.command('li', {
    name: '/stagepost',
    text: '备注',
    trigger: 'nobody.minted.this',
  });
  const answer = await slack.request(body, 'application/x-www-form-urlencoded');
  expect(answer.body.response_type).toBe('ephemeral');
  const shown = { ...answer.body, channel: await slack.dm('li'), ts: '2.2', user: '' } as unknown as Shown;
  await slack.press('li', shown, '给商机加备注');
  expect(slack.view().title.text).toBe('给商机加备注');
});

test('an unknown button of an old message is answered', async () => {
  const dm = await slack.dm('li');
  const blocks = [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'old', text: { text: 'Old' }, value: 'v0:what' }],
    },
  ];
  await slack.press('li', { channel: dm, ts: '3.3', user: '', text: '', blocks }, 'Old');
  expect(read(await slack.lastIn(dm))).toContain('旧版本');
});

test('what a message had no room for opens in a modal, and works there', async () => {
  const items = Array.from({ length: 90 }, (_, index) => ({
    title: `No. ${index}`,
    press: { line: '查看', values: { deal: `#${deal}` } },
  }));
  await slack.adapter.post({
    key: 'org:long',
    to: { kind: 'person', workspace: TEAM, person: slack.api.user('li') },
    message: { text: '很多', card: { title: '很多', elements: [{ kind: 'list', items }] } },
    locale: 'zh',
  });
  await slack.press('li', await slack.lastIn(await slack.dm('li')), /^还有/);
  const rest = slack.view();
  expect(read(rest)).toContain('No. 89');
  await slack.pressIn('li', rest, '查看');
  expect(slack.api.calls('views.push').length).toBe(1);
  expect(read(slack.view())).toContain('储能监控');
});

test('an answer for everybody goes out where the bot is not, to the asker only', async () => {
  slack.api.forget();
  const body = await slack.said.command('li', {
    name: '/stagepost',
    text: '查看远景',
    channel: 'D00000ELSE',
  });
  await slack.request(body, 'application/x-www-form-urlencoded');
  expect(slack.api.responses).toMatchObject([{ body: { response_type: 'ephemeral' } }]);
});
