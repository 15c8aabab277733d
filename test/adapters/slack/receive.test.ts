import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, SECRET, type SlackBot, signature } from '../../support/slack-bot.ts';

// The door: what is not from Slack, or not from now, or not of a sensible size, is refused and counted.

let slack: SlackBot;
beforeAll(async () => {
  slack = await aSlackBot();
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.refused.length = 0;
  slack.api.forget();
});

const JSON_TYPE = 'application/json';
const stamp = (offset: number): string => String(Math.floor(slack.bot.now.getTime() / 1000) + offset);

async function post(body: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${slack.url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': JSON_TYPE, ...headers },
    body,
  });
  await slack.adapter.idle();
  return response.status;
}

const signed = (body: string, at: string) => ({
  'x-slack-request-timestamp': at,
  'x-slack-signature': signature(at, body),
});

test.each([-301, 301, -86_400, 86_400])(
  'a request dated %i s away is refused and does nothing',
  async (offset) => {
    const body = JSON.stringify(await slack.said.message('li', '我的商机', {}));
    expect(await post(body, signed(body, stamp(offset)))).toBe(401);
    expect(slack.refused).toEqual(['stale']);
    expect(slack.api.calls('chat.postMessage')).toEqual([]);
  },
);

test.each([-300, 300])('a request dated %i s away is heard', async (offset) => {
  const body = JSON.stringify(await slack.said.message('li', '我的商机', {}));
  expect(await post(body, signed(body, stamp(offset)))).toBe(200);
  expect(slack.api.calls('chat.postMessage').length).toBe(1);
});

test('forged, altered and unsigned requests are refused', async () => {
  const body = JSON.stringify(await slack.said.message('li', '我的商机', {}));
  const at = stamp(0);
  const other = { 'x-slack-request-timestamp': at, 'x-slack-signature': signature(at, body, 'guessed') };
  expect(await post(body, other)).toBe(401);
  expect(await post(`${body} `, signed(body, at))).toBe(401);
  expect(await post(body, { ...signed(body, at), 'x-slack-request-timestamp': stamp(1) })).toBe(401);
  expect(await post(body, {})).toBe(401);
  expect(await post(body, { ...signed(body, at), 'x-slack-signature': 'v0=zz' })).toBe(401);
  const short = createHmac('sha256', SECRET).update('x').digest('hex').slice(0, 10);
  expect(await post(body, { ...signed(body, at), 'x-slack-signature': `v0=${short}` })).toBe(401);
  expect(slack.refused).toEqual(Array(6).fill('signature'));
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
});

test('a body over 1 MiB is refused, whether or not it says its length', async () => {
  const body = JSON.stringify({ type: 'event_callback', padding: 'x'.repeat(1024 * 1024) });
  expect(await post(body, signed(body, stamp(0)))).toBe(413);
  const { hostname, port } = new URL(slack.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
      const chunk = 'x'.repeat(64 * 1024);
      for (let sent = 0; sent < 20; sent += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    });
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(slack.refused).toEqual(['oversized', 'oversized']);
});

test('what is no payload is refused, and the challenge of the URL check is answered', async () => {
  expect(await post('not json', signed('not json', stamp(0)))).toBe(400);
  expect(slack.refused).toEqual(['malformed']);
  const check = await slack.event({ type: 'url_verification', challenge: 'c-1' });
  expect(check).toMatchObject({ status: 200, text: 'c-1' });
});

test('a workspace without the bot is acknowledged and not answered', async () => {
  const message = (await slack.said.message('li', '我的商机', {})) as Record<string, unknown>;
  const authorizations = [{ team_id: 'T999', user_id: 'U1', is_bot: true }];
  const answer = await slack.event({ ...message, team_id: 'T999', authorizations });
  expect(answer.status).toBe(200);
  expect(slack.refused).toEqual(['not installed']);
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
});

test('who presses something in a workspace without the bot is told, for their eyes only, and nothing happens', async () => {
  await slack.write('li', '帮助');
  const card = await slack.lastIn(await slack.dm('li'));
  const press = (await slack.said.press('li', card, /./)) as { message: object };
  const theirs = { team: { id: 'T999', domain: 'other' }, user: { id: 'U999', team_id: 'T999' } };
  slack.api.forget();
  // In a channel that two workspaces share the message names whose it is.
  await slack.interaction({ ...press, ...theirs, message: { ...press.message, team: TEAM } });
  // Where the app was taken away its messages still stand.
  await slack.interaction({ ...press, ...theirs, message: { ...press.message, team: 'T999' } });
  const told = slack.api.responses.map(({ body }) => body);
  expect(told).toMatchObject([
    { response_type: 'ephemeral', replace_original: false, text: expect.stringContaining('members of this') },
    { response_type: 'ephemeral', replace_original: false, text: expect.stringContaining('not connected') },
  ]);
  expect(told[0]?.text).toContain('我只为本工作区的成员服务');
  // Wherever a payload says the answer goes, it goes to Slack: support/offline.ts would see a connection.
  const elsewhere = { ...press, ...theirs, response_url: 'http://127.0.0.1:1/steal' };
  expect((await slack.interaction(elsewhere)).status).toBe(200);
  expect(slack.api.responses.length).toBe(2);
  expect(slack.refused).toEqual(Array(3).fill('not installed'));
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
});

test('other requests are left to others', async () => {
  const response = await fetch(`${slack.url}/elsewhere`, { method: 'POST' });
  expect(response.status).toBe(418);
});

test('what bots, the bot itself and edits say is nothing said to the bot', async () => {
  const { event, ...around } = (await slack.said.message('li', '我的商机', {})) as { event: object };
  const others = [
    { ...event, ts: '1.1', bot_id: 'B1' },
    { ...event, ts: '1.2', user: slack.api.bot.botUserId },
    { ...event, ts: '1.3', subtype: 'message_changed', message: event },
    { ...event, ts: '1.4', subtype: 'channel_join' },
    { type: 'reaction_added', user: 'U1', item: { type: 'message', channel: 'C1', ts: '1.5' } },
  ];
  for (const one of others) expect((await slack.event({ ...around, event: one })).status).toBe(200);
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
});
