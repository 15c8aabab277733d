import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverDue } from '../../../src/jobs/deliver.ts';
import { connectSlack } from '../../../src/slack.ts';
import { claimDue, homeOf, send } from '../../../src/store/outbox.ts';
import { openDatabase } from '../../../src/store/prisma.ts';
import { settleAndTell } from '../../../src/store/troubles.ts';
import { TEAM } from '../../support/slack-api.ts';
import { aSlackBot, SECRET, type SlackBot } from '../../support/slack-bot.ts';

// Two processes on one database, each with connections and a Slack client of its own.

let slack: SlackBot;
let second: ReturnType<typeof openDatabase>;
let deliverers: readonly (() => Promise<number>)[];
beforeAll(async () => {
  slack = await aSlackBot();
  second = openDatabase(slack.bot.database.url, { connections: 4 });
  const config = {
    kind: 'http',
    signingSecret: SECRET,
    botToken: slack.api.token,
    apiUrl: slack.api.url,
  } as const;
  const { adapter } = await connectSlack(config, { ...slack.spine, prisma: second.prisma }, []);
  deliverers = [
    slack.deliver,
    () =>
      deliverDue({
        queue: {
          claim: (take) => claimDue(second.prisma, { now: slack.bot.now, claim: v7(), take }),
          settle: (row, settlement) => settleAndTell(second.prisma, row, { settlement, now: slack.bot.now }),
          home: (row) => homeOf(second.prisma, row),
        },
        adapters: new Map([['slack', adapter]]),
        reads: slack.bot.desk.reads,
        now: () => slack.bot.now,
        log: slack.spine.log,
      }),
  ];
});
afterAll(async () => {
  await second.close();
  await slack.close();
});
beforeEach(() => slack.tick(300_000));

const PEOPLE = ['wang', 'li', 'zhao', 'sam', 'mia', 'joe', 'ada', 'olga'];

async function news(what: string): Promise<void> {
  for (const who of PEOPLE) {
    const address = { kind: 'person' as const, workspace: TEAM, person: slack.api.user(who) };
    const body = { kind: 'message' as const, message: { text: `${what} for ${who}` }, locale: 'en' as const };
    const at = { org: slack.bot.org, now: slack.bot.now };
    await send(slack.bot.prisma, at, { key: `${what}:${who}`, platform: 'slack', address, body });
  }
}
async function posted(what: string): Promise<readonly number[]> {
  return Promise.all(
    PEOPLE.map(async (who) => {
      const said = await slack.api.messages(await slack.dm(who));
      return said.filter((one) => one.text === `${what} for ${who}`).length;
    }),
  );
}
const once = PEOPLE.map(() => 1);

test('two deliverers at the same instant post each message once', async () => {
  await news('news');
  await Promise.all(deliverers.map((deliver) => deliver()));
  expect(await posted('news')).toEqual(once);
});

test('a line that breaks after Slack took the message makes neither of them post it again', async () => {
  await news('cut');
  slack.api.fail('chat.postMessage', ...PEOPLE.map(() => 'after' as const));
  slack.api.fail('conversations.history', ...PEOPLE.map(() => 'before' as const));
  await Promise.all(deliverers.map((deliver) => deliver()));
  for (let rounds = 0; rounds < 4; rounds += 1) {
    slack.tick(20_000);
    await Promise.all(deliverers.map((deliver) => deliver()));
  }
  expect(await posted('cut')).toEqual(once);
  expect(await slack.bot.prisma.outbox.count({ where: { status: { not: 'sent' } } })).toBe(0);
});

test('of a process that died after posting, the next finds what it posted and posts nothing', async () => {
  await news('died');
  const [, other] = deliverers;
  // The first claims everything, posts it, and never comes to settle.
  const take = { most: 20, dueBy: slack.bot.now, platforms: ['slack'] };
  const rows = await claimDue(slack.bot.prisma, { now: slack.bot.now, claim: v7(), take });
  for (const row of rows) {
    const { key, address, body } = row;
    if (address.kind !== 'person' || body.kind !== 'message') throw new Error('another row');
    const message = { text: String((body.message as { text: string }).text) };
    await slack.adapter.post({ key: `${row.orgId}:${key}`, to: address, message, locale: 'en' });
  }
  await other?.();
  expect(await posted('died')).toEqual(once);
  slack.tick(61_000);
  await other?.();
  expect(await posted('died')).toEqual(once);
  expect(await slack.bot.prisma.outbox.count({ where: { status: { not: 'sent' } } })).toBe(0);
});
