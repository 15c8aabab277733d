import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LARGEST_FILE } from '../../../src/chat/input.ts';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import type { Shown } from '../../support/slack-payloads.ts';
import { kept, sends, sources, told } from '../../support/slack-recorded.ts';

// Every payload that is kept in test/fixtures/slack goes through the real receiver once.

let slack: SlackBot;
let deal: number;
beforeAll(async () => {
  slack = await aSlackBot();
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.api.forget();
  slack.tick(5000);
});
const sent: string[] = [];
const send = (name: string, about?: Parameters<typeof sends>[2]) => {
  sent.push(name);
  return sends(slack, name, about);
};
const SPOKEN = ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'views.open', 'views.publish'];
const spoken = (): number => SPOKEN.reduce((sum, method) => sum + slack.api.calls(method).length, 0);
const kinds = async (): Promise<readonly string[]> =>
  (await slack.bot.read().history(deal)).map((event) => event.kind);
const text = (value: unknown): string => JSON.stringify(value);
const REFUSED = /I only work with members|只为本工作区的成员服务/;

describe('what is nobody’s word to the bot is acknowledged and leaves no trace', () => {
  let before = { people: 0, heard: 0 };
  const traces = async () => ({
    people: await slack.bot.prisma.person.count(),
    heard: await slack.bot.prisma.inbox.count(),
  });
  beforeEach(async () => {
    before = await traces();
  });
  afterEach(async () => {
    expect(spoken()).toBe(0);
    expect(slack.api.responses).toEqual([]);
    expect(await traces()).toEqual(before);
    expect(slack.logged).toEqual([]);
  });

  test.each([
    'message-bot',
    'message-of-another-app',
    'message-own',
    'message-changed',
    'message-deleted',
    'message-replied',
    'message-channel-join',
    'reaction-added',
    'file-shared',
    'team-join',
    'user-change-new-status',
    'member-joined-channel-somebody',
    'app-home-opened-messages',
    'message-of-that-mention',
  ])('%s', async (name) => {
    expect(await send(name, { thread: '1780000000.000050' })).toMatchObject({ status: 200, text: '' });
  });
});

describe('what somebody says', () => {
  test('behind a command is kept as it was typed: Slack writes nothing else into it', async () => {
    await send('command');
    expect((await kinds()).at(-1)).toBe('noted');
    expect(text(await slack.bot.prisma.text.findMany())).toContain('毛利 <10% & 账期 >60 天');
  });

  test('to the bot alone is answered there', async () => {
    await send('message-im');
    expect(text(await slack.lastIn(await slack.dm('li')))).toContain('储能监控');
  });

  test('in an Enterprise Grid is answered in the workspace where it was said', async () => {
    await send('message-im-on-enterprise-grid');
    expect(slack.api.calls('chat.postMessage').length).toBe(1);
    expect((await send('command-on-enterprise-grid')).text).toContain('储能监控');
  });

  test('over Slack Connect, from another workspace, is refused politely, and they are nobody here', async () => {
    slack.api.fail('users.info', told('users-info-stranger'));
    const people = await slack.bot.prisma.person.count();
    await send('app-mention-over-slack-connect');
    expect(text(slack.api.calls('chat.postEphemeral')[0]?.asked)).toMatch(REFUSED);
    expect(await slack.bot.prisma.person.count()).toBe(people);
  });

  test('in a deal’s thread is heard as a mention, and as a line that is shown in the room too', async () => {
    const room = slack.api.room('east');
    await slack.settleIn(room, deal);
    await slack.beat();
    const { ts: thread } = await slack.lastIn(room);
    await send('app-mention-in-thread', { thread });
    // The same mention arrives as a message too.
    await send('message-of-that-mention', { thread });
    expect((await kinds()).filter((kind) => kind === 'moved').length).toBe(1);
    await send('message-thread-broadcast', { thread });
    expect((await kinds()).at(-1)).toBe('noted');
  });
});

describe('a press', () => {
  test.each(['block-actions-in-a-room', 'block-actions-ephemeral-in-thread'])(
    '%s is answered for who pressed',
    async (name) => {
      expect(await send(name)).toMatchObject({ status: 200, text: '' });
      expect(text([slack.api.calls('chat.postEphemeral'), slack.api.responses])).toContain('储能监控');
    },
  );

  test('over Slack Connect, of somebody else’s workspace, is refused politely', async () => {
    slack.tick(700_000);
    slack.api.fail('users.info', told('users-info-stranger'));
    const people = await slack.bot.prisma.person.count();
    await send('block-actions-over-slack-connect');
    expect(text([slack.api.calls('chat.postEphemeral'), slack.api.responses])).toMatch(REFUSED);
    expect(await slack.bot.prisma.person.count()).toBe(people);
  });
});

describe('a message that somebody takes up', () => {
  const note = async (): Promise<string> => text(await slack.bot.prisma.text.findMany());
  /** A message that Slack has a link for. */
  async function posted(): Promise<{ message: string }> {
    const channel = slack.api.room('east');
    return { message: (await slack.api.ask<{ ts: string }>('chat.postMessage', { channel, text: 'hi' })).ts };
  }

  test('is kept with its words, who said them and where they stand', async () => {
    await send('message-action-add-to-deal', await posted());
    expect(slack.view().blocks.map((block) => block.block_id)).toContain('field:note');
    expect(text(slack.view())).toContain('Their CFO says 10% off & they sign with li');
    await slack.submit('li', { deal: `#${deal}` });
    expect((await kinds()).at(-1)).toBe('noted');
    const kept = await note();
    expect(kept).toMatch(/Their CFO says 10% off & they sign with li\\n— mia, https?:\S+archives/);
    // And one reads it again.
    await slack.write('li', `商机 历史 #${deal}`);
    expect(text(await slack.lastIn(await slack.dm('li')))).toContain('— mia, http');
  });

  test('becomes an objection in the words of who raised it, with author and place', async () => {
    await send('message-action-record-objection', await posted());
    await slack.submit('li', { deal: `#${deal}`, category: 'price' });
    expect((await kinds()).at(-1)).toBe('objected');
    expect(await note()).toMatch(/他们嫌贵，要再降一成\\n— mia, https?:\S+archives/);
  });

  test('may be of somebody whose account is closed, who has a name in the profile only', async () => {
    slack.tick(700_000);
    slack.api.fail('users.info', told('users-info-deactivated'));
    await send('message-action-record-objection', await posted());
    expect(text(slack.view())).toContain('— Sue Stranger, http');
    slack.tick(700_000);
  });

  test('may be a bot’s, which has a name only', async () => {
    await send('message-action-on-a-bot', await posted());
    expect(text(slack.view())).toContain('New lead: Acme wants a demo\\n— Webforms, http');
  });
});

describe('a form', () => {
  test('offers what fits from the first character on', async () => {
    const { body } = await send('block-suggestion');
    expect(body.options).toMatchObject([{ value: `#${deal}`, text: { type: 'plain_text' } }]);
  });

  test('that is sent is done', async () => {
    expect((await send('view-submission')).status).toBe(200);
    expect((await kinds()).at(-1)).toBe('noted');
    expect(text(await slack.bot.prisma.text.findMany())).toContain('他们下周给答复');
  });

  test('that was opened out of a shared channel is refused to somebody of another workspace', async () => {
    slack.tick(700_000);
    slack.api.fail('users.info', told('users-info-stranger'));
    const before = await kinds();
    const answer = await send('view-submission-over-slack-connect');
    expect(
      text([answer.body, slack.api.calls('chat.postEphemeral'), slack.api.calls('views.update')]),
    ).toMatch(REFUSED);
    expect(await kinds()).toEqual(before);
  });

  test('that is closed comes back with what was typed: Slack told it then, and not now', async () => {
    expect(await send('block-actions-typing')).toMatchObject({ status: 200, text: '' });
    expect(spoken()).toBe(0);
    await send('view-closed');
    const aside = slack.api.calls('chat.postEphemeral')[0]?.asked ?? {};
    const message = { ...aside, channel: await slack.dm('li'), ts: '1.1', user: '' } as unknown as Shown;
    await slack.press('li', message, '继续填写');
    const elements = slack.view().blocks.map((block) => block.element);
    expect(elements).toMatchObject([
      { initial_option: { text: { text: '远景能源 · 储能监控' }, value: '#1' } },
      { initial_value: '写了一半' },
    ]);
  });
});

describe('a shortcut of no room', () => {
  test('opens its form', async () => {
    await send('shortcut-global');
    expect(slack.view().blocks.map((block) => block.block_id)).toContain('field:what');
  });
});

describe('the Home', () => {
  test('is drawn when it is looked at, and a press in it is answered above it', async () => {
    await send('app-home-opened');
    expect(slack.home('li')).toContain('今日');
    await send('block-actions-home');
    expect(text(slack.view())).toContain('储能监控');
    expect(slack.api.calls('chat.postMessage')).toEqual([]);
  });
});

test('a file that is dropped is fetched and read', async () => {
  const file = await slack.upload('deals.csv', '商机,客户,金额\n冷链改造,顺丰,30万\n');
  await send('message-file-share', { who: 'olga', file });
  expect(text(await slack.lastIn(await slack.dm('olga')))).toMatch(/deals\.csv|冷链改造/);
});

test('of a file that is larger than it was said to be no more is read than may be', async () => {
  const file = await slack.upload('all.csv', 'a,b\n'.repeat(LARGEST_FILE / 4 + 1));
  await send('message-file-share', { who: 'olga', file });
  expect(text(await slack.lastIn(await slack.dm('olga')))).toMatch(/at most 5 MB|最多读 5 MB/);
});

test('a file in a shared channel is told of with its id only, and is asked for', async () => {
  const url_private_download = await slack.upload('deals.csv', '商机,客户,金额\n冷链二期,顺丰,30万\n');
  const body = { ok: true, file: { id: 'F0000001', name: 'deals.csv', url_private_download } };
  slack.api.fail('files.info', { status: 200, body });
  await send('message-file-over-slack-connect', { who: 'olga' });
  expect(text(await slack.lastIn(await slack.dm('olga')))).toMatch(/冷链二期/);
});

test('invited into a room the bot says what it can do there, once', async () => {
  for (let delivery = 0; delivery < 2; delivery += 1) await send('member-joined-channel-bot');
  await slack.beat();
  await slack.beat();
  const said = (await slack.api.messages(slack.api.room('east'))).map((one) => one.text);
  expect(said.filter((one) => /谢谢邀请|Thank you for inviting me/.test(one)).length).toBe(1);
  expect(slack.logged).toEqual([]);
});

test('an account that is closed loses access at once; that it is forgotten later is nothing more', async () => {
  await send('user-change-deactivated');
  expect((await slack.bot.read().person(slack.bot.ids.mia))?.status).toBe('left');
  expect((await send('user-change-forgotten')).status).toBe(200);
});

test('a colleague whom a Grid tells of with another of their workspaces is no stranger', async () => {
  slack.tick(700_000);
  slack.api.fail('users.info', told('users-info-on-enterprise-grid'));
  await slack.write('guest', '我的商机');
  const newcomer = await slack.bot.read().identified('slack', TEAM, slack.api.user('guest'));
  expect(newcomer?.status).toBe('pending');
});

describe('taken away', () => {
  test.each(['app-uninstalled', 'tokens-revoked'])('%s: nothing is tried any more', async (name) => {
    await slack.bot.prisma.outbox.updateMany({ data: { status: 'due', dueAt: slack.bot.now } });
    expect((await send(name)).status).toBe(200);
    expect(await slack.bot.prisma.outbox.count({ where: { status: 'due', platform: 'slack' } })).toBe(0);
  });
});

test('no payload was forgotten', () => {
  const events = kept().filter((name) => !name.startsWith('users-info-'));
  expect([...new Set(sent)].sort()).toEqual(events.sort());
});

test('of each payload it is said where its shape was recorded', () => {
  expect(sources()).toEqual(kept().sort());
});
