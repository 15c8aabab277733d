import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/prisma.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';

// A database that is too slow for Slack's three seconds: the asker is told, and gets one answer, later.

let slack: SlackBot;
let deal: number;
beforeAll(async () => {
  slack = await aSlackBot({ settings: { patience: 1500 } });
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
});
afterAll(() => slack.close());

/** Holds the table that every commit begins with until `release`. */
async function slowDatabase(): Promise<() => Promise<void>> {
  const other = openDatabase(slack.bot.database.url, { connections: 1 });
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const transaction = other.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE "Inbox" IN ACCESS EXCLUSIVE MODE`;
      locked();
      await held;
    },
    { timeout: 20_000 },
  );
  await ready;
  return async () => {
    release();
    await transaction;
    await other.close();
  };
}

const notes = async (): Promise<number> =>
  (await slack.bot.read().history(deal)).filter((event) => event.kind === 'noted').length;

test('a slash command is acknowledged in time, and its answer follows once', async () => {
  const dm = await slack.dm('li');
  const release = await slowDatabase();
  const body = await slack.said.command('li', { name: '/stagepost', text: '备注 远景：等法务' });
  const url = `${slack.url}/slack/events`;
  const { signed } = slack;
  const answer = await fetch(url, signed(body, 'application/x-www-form-urlencoded'));
  expect(await answer.text()).toMatch(/正在处理|Working on it/);
  // Slack asks again, and the same is said again.
  const second = await fetch(url, signed(body, 'application/x-www-form-urlencoded'));
  expect(await second.text()).toMatch(/正在处理|Working on it/);
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
  await release();
  await slack.settled();
  await slack.deliver();
  expect(await notes()).toBe(1);
  const posted = await slack.api.messages(dm);
  expect(posted.length).toBe(1);
  expect(JSON.stringify(posted)).toContain('储能监控');
  await slack.deliver();
  expect((await slack.api.messages(dm)).length).toBe(1);
});

test('a line is acknowledged, the asker is told, and the answer follows once', async () => {
  const dm = await slack.dm('mia');
  const release = await slowDatabase();
  const message = JSON.stringify(await slack.said.message('mia', 'new deal Initech 20k', {}));
  const answer = await fetch(`${slack.url}/slack/events`, slack.signed(message, 'application/json'));
  expect(answer.status).toBe(200);
  await release();
  await slack.settled();
  expect(slack.api.calls('chat.postEphemeral').length).toBe(1);
  slack.tick();
  await slack.deliver();
  expect((await slack.api.messages(dm)).length).toBe(1);
});

test('a submitted form says that it takes longer instead of staying open', async () => {
  await slack.command('li', '/stagepost', '备注');
  const view = slack.view();
  const release = await slowDatabase();
  const payload = JSON.stringify(slack.said.submit('li', view, { deal: `#${deal}`, note: '慢慢来' }));
  const body = new URLSearchParams({ payload }).toString();
  const answer = await fetch(
    `${slack.url}/slack/events`,
    slack.signed(body, 'application/x-www-form-urlencoded'),
  );
  expect(await answer.json()).toMatchObject({ response_action: 'update' });
  await release();
  await slack.settled();
  expect(await notes()).toBe(2);
});
