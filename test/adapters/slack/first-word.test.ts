import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PlatformRefused } from '../../../src/platform.ts';
import { connectSlack } from '../../../src/slack.ts';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, SECRET, type SlackBot } from '../../support/slack-bot.ts';
import { told } from '../../support/slack-recorded.ts';

// A workspace that is connected by its token: nobody has installed the bot there, somebody begins to speak with it.

let slack: SlackBot;
beforeAll(async () => {
  slack = await aSlackBot({ unknown: true });
});
afterAll(() => slack.close());
beforeEach(() => slack.tick(700_000));

const text = (value: unknown): string => JSON.stringify(value);
const organisation = () => slack.bot.desk.organisationOf('slack', TEAM);
const person = async (who: string) => {
  const org = (await organisation()) ?? '';
  return slack.bot.desk.reads(org, slack.bot.now).identified('slack', TEAM, slack.api.user(who));
};
const lastTo = async (who: string) => slack.lastIn(await slack.dm(who));

test('looking, typing into nothing and going away found nothing', async () => {
  await slack.event(await slack.said.home('li'));
  expect(slack.home('li')).toMatch(/Join|加入/);
  await slack.event(slack.said.event({ type: 'app_uninstalled' }));
  await slack.event(
    slack.said.event({ type: 'user_change', user: { id: slack.api.user('li'), deleted: true } }),
  );
  expect(await organisation()).toBeNull();
  expect(slack.logged).toEqual([]);
});

test('a Slack that is away keeps nobody from starting, and is asked again; one that refuses the token does', async () => {
  const { api, spine } = slack;
  const to = { kind: 'person', workspace: TEAM, person: api.user('li') } as const;
  const hello = { key: 'hello', to, message: { text: 'hello' }, locale: 'en' } as const;
  const connected = () =>
    connectSlack({ kind: 'http', botToken: api.token, signingSecret: SECRET, apiUrl: api.url }, spine, [])
      .adapter;
  const adapter = connected();
  api.fail('auth.test', 'before', { status: 503 });
  await adapter.start();
  expect(slack.logged.splice(0).map((one) => one.message)).toContain('slack cannot be reached');
  // Nothing was posted, whatever became of the question.
  await expect(adapter.post(hello)).rejects.toMatchObject({ outcome: 'later' });
  expect((await adapter.post(hello)).channel).toBe(await slack.dm('li'));
  api.fail('auth.test', { status: 200, body: { ok: false, error: 'invalid_auth' } });
  await expect(connected().start()).rejects.toThrow(PlatformRefused);
  slack.logged.splice(0);
});

test('a guest founds nothing', async () => {
  slack.api.fail('users.info', told('users-info-guest'));
  await slack.write('guest', 'hello');
  expect(text(await lastTo('guest'))).toContain('not connected');
  expect(await organisation()).toBeNull();
});

test('two who speak first at the same moment found one organisation, with one administrator', async () => {
  await Promise.all([slack.write('ada', 'help'), slack.command('li', '/stagepost', 'help')]);
  const both = [await person('ada'), await person('li')];
  expect(both.map((one) => one?.role).sort()).toEqual(['admin', 'rep']);
  expect(both.find((one) => one?.role === 'admin')).toMatchObject({ status: 'active' });
  expect(both.find((one) => one?.role === 'rep')).toMatchObject({ status: 'pending' });
  expect(await slack.bot.prisma.workspace.count({ where: { platform: 'slack' } })).toBe(1);
});

test('the administrator is welcomed, and sets everything up in at most ten presses', async () => {
  const admin = (await person('ada'))?.role === 'admin' ? 'ada' : 'li';
  for (let beats = 0; beats < 3; beats += 1) await slack.beat();
  const said = await slack.api.messages(await slack.dm(admin));
  const welcome = said.find((one) => text(one).includes('Set up'));
  if (welcome === undefined) throw new Error('nobody was welcomed');
  await slack.press(admin, { channel: await slack.dm(admin), ...welcome }, /^Set up/);
  let presses = 1;
  for (const choice of [/^English$/, /^Consultative/, /^No channel/, /^Working days 09:00/]) {
    slack.tick();
    await slack.press(admin, await lastTo(admin), choice);
    presses += 1;
  }
  expect(presses).toBeLessThanOrEqual(10);
  expect(text(await lastTo(admin))).toContain('All set.');
});

test('brought into a room before anybody spoke to it, the bot is run by whoever invited it', async () => {
  const other = await aSlackBot({ unknown: true });
  const room = other.api.room('east');
  const event_ts = '1.000001';
  const joined = { type: 'member_joined_channel', user: other.api.bot.botUserId, channel: room, event_ts };
  await other.event(other.said.event({ ...joined, inviter: other.api.user('mia') }));
  const org = (await other.bot.desk.organisationOf('slack', TEAM)) ?? '';
  const read = other.bot.desk.reads(org, other.bot.now);
  expect(await read.identified('slack', TEAM, other.api.user('mia'))).toMatchObject({ role: 'admin' });
  await other.beat();
  const hello = await other.lastIn(room);
  expect(text(hello)).toContain('Thank you for inviting me');
  await other.press('mia', hello, /^Set up here/);
  expect(text(other.api.calls('chat.postEphemeral').at(-1)?.asked)).toContain('Which language');
  await other.close();
});
