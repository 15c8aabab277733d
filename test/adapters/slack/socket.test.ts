import { afterAll, beforeAll, expect, test } from 'vitest';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import { type SocketServer, socketServer } from '../../support/slack-socket.ts';

// The same bot by a socket that it opens itself: no public address, the same answers.

let slack: SlackBot;
let server: SocketServer;
beforeAll(async () => {
  server = await socketServer();
  // Calls go to the emulator; only the socket's address comes from the server.
  slack = await aSlackBot({ socket: server });
  await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
});
afterAll(async () => {
  await slack.close();
  await server.close();
});

async function command(text: string): Promise<object> {
  const said = { name: '/stagepost', text, channel: slack.api.room('east') };
  return Object.fromEntries(new URLSearchParams(await slack.said.command('li', said)));
}

test('a slash command is answered in its acknowledgement', async () => {
  expect(server.tokens).toEqual(['Bearer xapp-test']);
  const answer = await server.deliver('slash_commands', await command('查看远景'));
  expect(answer).toMatchObject({ response_type: 'ephemeral' });
  expect(JSON.stringify(answer)).toContain('储能监控');
});

test('a line is acknowledged after it was answered, and answered once when it comes twice', async () => {
  const message = await slack.said.message('li', '备注 远景：等法务看完', {});
  await server.deliver('events_api', message);
  const dm = await slack.dm('li');
  expect((await slack.api.messages(dm)).length).toBe(1);
  await server.deliver('events_api', message);
  expect((await slack.api.messages(dm)).length).toBe(1);
});

test('a form opens, is submitted with a fault and shows it', async () => {
  await server.deliver('slash_commands', await command('新建商机'));
  const values = { name: '新机房', customer: '华星集团', amount: '很多钱' };
  const answer = await server.deliver('interactive', slack.said.submit('li', slack.view(), values));
  expect(answer).toMatchObject({ response_action: 'errors' });
});

test('the bot comes back when Slack sends it elsewhere, and when the line is cut', async () => {
  const before = server.connections();
  server.refresh();
  await server.connected(before + 1);
  server.cut();
  await server.connected(before + 2);
  const answer = await server.deliver('slash_commands', await command('我的商机'));
  expect(answer).toMatchObject({ response_type: 'ephemeral' });
});

test('requests over HTTP are nobody’s in Socket Mode', async () => {
  const answer = await slack.event({ type: 'url_verification', challenge: 'c' });
  expect(answer.status).toBe(418);
});
