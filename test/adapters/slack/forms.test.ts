import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import type { OpenView, Shown } from '../../support/slack-payloads.ts';

// Modals, menus and buttons, with emulate as Slack: it keeps views, triggers and hashes as strictly as Slack does.

let slack: SlackBot;
let deal: number;
beforeAll(async () => {
  slack = await aSlackBot();
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
});
afterAll(() => slack.close());

const read = (shown: { blocks?: unknown } | object): string => JSON.stringify(shown);

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

test('a form that was closed with something in it is put aside and comes back', async () => {
  await slack.command('li', '/stagepost', '备注');
  await slack.leave('li', { note: '写了一半' });
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
  await slack.press('li', shown, '添加备注');
  expect(slack.view().title.text).toBe('添加备注');
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

test('what depends on a field is asked for in the same modal, and what was filled in stays', async () => {
  await slack.command('li', '/stagepost', '推进远景');
  await slack.command('li', '/stagepost', '商机 移动 远景');
  const view = slack.view();
  const stages = (view.blocks.find((block) => block.block_id === 'field:stage')?.element ?? {}) as {
    options: { value: string }[];
  };
  const [earlier] = stages.options;
  const last = stages.options.at(-1);
  // The stage that wins wants what a win wants.
  const win = await slack.submit('li', { stage: last?.value ?? '' }, view);
  expect(win.body.response_action).toBe('update');
  const asked = (win.body.view as OpenView).blocks.map((block) => block.block_id);
  expect(asked).toEqual(expect.arrayContaining(['field:amount', 'field:date']));
  // Going back wants a reason, and remembers where to.
  const back = await slack.submit('li', { stage: earlier?.value ?? '' }, view);
  expect(back.body.response_action).toBe('update');
  const next = { ...view, ...(back.body.view as OpenView) };
  expect(next.blocks.at(-1)).toMatchObject({ block_id: 'field:reason' });
  const done = await slack.submit('li', { reason: '客户换了负责人' }, { ...next, hash: 'redrawn' });
  expect(done).toMatchObject({ status: 200, text: '' });
  expect((await slack.bot.read().dealView(deal))?.stage.id).toBe(earlier?.value);
});
