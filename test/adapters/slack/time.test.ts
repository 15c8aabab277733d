import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { promiseAnswer } from '../../../src/store/answers.ts';
import { openDatabase } from '../../../src/store/prisma.ts';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';

// A database that is too slow for Slack's three seconds: the asker is told, and gets one answer, later.

let slack: SlackBot;
let deal: number;
/** Makes the database fast again. */
let release: () => Promise<void> = async () => {};
beforeAll(async () => {
  slack = await aSlackBot({ patience: 1200 });
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
});
afterAll(() => slack.close());
afterEach(async () => {
  await release();
  slack.tick(5000);
});

/** Holds the table that every commit begins with until `release`. */
async function slowDatabase(): Promise<void> {
  const other = openDatabase(slack.bot.database.url, { connections: 1 });
  let locked: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    locked = resolve;
  });
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
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
  release = async () => {
    release = async () => {};
    letGo();
    await transaction;
    await other.close();
    await slack.adapter.idle();
  };
}

const FORM_TYPE = 'application/x-www-form-urlencoded';
const sent = (body: string, type: string): Promise<Response> =>
  fetch(`${slack.url}/slack/events`, slack.signed(body, type));
const notes = async (): Promise<number> =>
  (await slack.bot.read().history(deal)).filter((event) => event.kind === 'noted').length;
const texts = async (who: string): Promise<readonly string[]> =>
  (await slack.api.messages(await slack.dm(who))).map((one) => JSON.stringify(one));

/** A busy machine is slower than one would like. */
const SOON = { timeout: 10_000 };

/** Beats until something was posted, and then some more. */
async function answered(who: string, before: number): Promise<readonly string[]> {
  await expect
    .poll(async () => {
      await slack.beat();
      return (await texts(who)).length;
    }, SOON)
    .toBeGreaterThan(before);
  await slack.beat();
  return (await texts(who)).slice(before);
}

test('a slash command is acknowledged in time, and its answer follows once', async () => {
  const before = (await texts('li')).length;
  await slowDatabase();
  const body = await slack.said.command('li', { name: '/stagepost', text: '备注 远景：等法务' });
  expect(await (await sent(body, FORM_TYPE)).text()).toMatch(/正在处理|Working on it/);
  // Slack asks again, and the same is said again.
  expect(await (await sent(body, FORM_TYPE)).text()).toMatch(/正在处理|Working on it/);
  expect(slack.api.calls('chat.postMessage')).toEqual([]);
  await release();
  const posted = await answered('li', before);
  expect(posted.length).toBe(1);
  expect(posted[0]).toContain('储能监控');
  expect(await notes()).toBe(1);
});

test('a line is acknowledged, the asker is told, and the answer follows once', async () => {
  slack.api.forget();
  await slowDatabase();
  const message = JSON.stringify(await slack.said.message('mia', 'new deal Initech 20k', {}));
  expect((await sent(message, 'application/json')).status).toBe(200);
  await release();
  expect(slack.api.calls('chat.postEphemeral').length).toBe(1);
  expect((await answered('mia', 0)).length).toBe(1);
});

test('a submitted form says that it takes longer instead of staying open', async () => {
  await slack.command('li', '/stagepost', '备注');
  const view = slack.view();
  const before = (await texts('li')).length;
  await slowDatabase();
  const payload = JSON.stringify(slack.said.submit('li', view, { deal: `#${deal}`, note: '慢慢来' }));
  const answer = await sent(new URLSearchParams({ payload }).toString(), FORM_TYPE);
  expect(await answer.json()).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
  await release();
  expect((await answered('li', before)).length).toBe(1);
  expect(await notes()).toBe(2);
});

test('what the database did not take is said, once', async () => {
  const before = (await texts('li')).length;
  const body = await slack.said.command('li', { name: '/stagepost', text: '备注 远景：丢了' });
  await slowDatabase();
  await sent(body, FORM_TYPE);
  await slack.bot.prisma
    .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await release();
  const said = await answered('li', before);
  expect(said.length).toBe(1);
  expect(said[0]).toContain('nothing was changed');
  expect(slack.bot.errors.splice(0).length).toBe(1);
  expect(await notes()).toBe(2);
});

test('of a process that died half way only its promise is left: nothing was changed', async () => {
  const before = (await texts('li')).length;
  const asked = {
    org: slack.bot.org,
    now: slack.bot.now,
    key: `slack:${TEAM}:command:lost`,
    platform: 'slack',
    workspace: TEAM,
    actor: slack.api.user('li'),
  };
  expect(await promiseAnswer(slack.bot.prisma, asked)).toBe(true);
  await slack.beat();
  expect((await texts('li')).length).toBe(before);
  slack.tick(160_000);
  const said = await answered('li', before);
  expect(said.length).toBe(1);
  expect(said[0]).toContain('没有任何改动');
});

test('somebody who is not known yet is answered where they spoke', async () => {
  await slowDatabase();
  const body = await slack.said.command('newbie', { name: '/stagepost', text: 'hello' });
  expect(await (await sent(body, FORM_TYPE)).text()).toMatch(/Working on it|正在处理/);
  await release();
  await expect.poll(() => texts('newbie'), SOON).toHaveLength(1);
  expect((await texts('newbie'))[0]).toContain('newbie');
});
