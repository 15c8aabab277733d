import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import {
  claimDue,
  type OutboxBody,
  type OutboxRow,
  type Settlement,
  send,
  settle,
} from '../../src/store/outbox.ts';
import { aBot, type Bot } from '../support/bot.ts';

// The queue behind every message: who may take a row, in which order, and what becomes of it.

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());
beforeEach(async () => {
  await bot.prisma.outbox.deleteMany();
  bot.at(new Date(bot.now.getTime() + 3_600_000));
});

const seconds = (count: number): Date => new Date(bot.now.getTime() + count * 1000);
type Claiming = { now?: Date; dueBy?: Date; platforms?: readonly string[] };
const claim = ({ now = bot.now, dueBy = now, platforms = ['local'] }: Claiming = {}) =>
  claimDue<Message>(bot.prisma, { now, claim: v7(), take: { most: 20, dueBy, platforms } });
const said: OutboxBody<Message> = { kind: 'message', message: { text: 'hello' }, locale: 'en' };
const put = (key: string, { dueAt = bot.now, platform = 'local', body = said } = {}) =>
  send(
    bot.prisma,
    { org: bot.org, now: bot.now },
    { key, platform, address: { kind: 'room', workspace: 'local', channel: 'east' }, body, dueAt },
  );
const rowIn = (key: string) =>
  bot.prisma.outbox.findUniqueOrThrow({ where: { orgId_key: { orgId: bot.org, key } } });
async function settled(settlement: Settlement, row?: OutboxRow<Message>) {
  const [first] = row === undefined ? await claim({ now: seconds(3600) }) : [row];
  if (first === undefined) throw new Error('nothing is due');
  await settle(bot.prisma, first, settlement);
  return rowIn(first.key);
}
const sent = (message: string): Settlement => ({
  kind: 'sent',
  receipt: { channel: 'east', message },
  now: bot.now,
});

test('rows come in order of due time, only those that were due, and only for platforms that one speaks to', async () => {
  await put('b', { dueAt: seconds(-1) });
  await put('B', { dueAt: seconds(-1) });
  await put('a');
  await put('z', { dueAt: seconds(-2) });
  await put('elsewhere', { platform: 'slack' });
  await put('not yet', { dueAt: seconds(5) });
  const [row] = await bot.prisma.$queryRaw<{ keys: string[] }[]>`
    SELECT array_agg("key" ORDER BY "dueAt", "createdAt", "key") AS keys FROM "Outbox"
    WHERE "platform" = 'local' AND "dueAt" <= ${bot.now}`;
  const rows = await claim({ now: seconds(10), dueBy: bot.now });
  expect(rows.map((one) => one.key)).toEqual(row?.keys);
  expect(rows[0]).toMatchObject({ key: 'z', attempts: 0, doubtedSince: null, createdAt: bot.now });
  expect((await claim({ platforms: ['lark', 'slack'] })).map((one) => one.key)).toEqual(['elsewhere']);
});

test('whoever let a claim run out may have posted it', async () => {
  await put('left');
  await claim();
  expect(await claim({ now: seconds(59) })).toEqual([]);
  expect(await claim({ now: seconds(61) })).toMatchObject([{ key: 'left', doubtedSince: bot.now }]);
  expect(await claim({ now: seconds(122) })).toMatchObject([{ doubtedSince: bot.now }]);
});

test('failed tries are counted until it goes out; waiting is none, and only some leave a doubt', async () => {
  await put('one');
  const [dueAt, problem] = [seconds(-1), 'busy'];
  expect(await settled({ kind: 'waits', dueAt, problem })).toMatchObject({ attempts: 0, doubtedSince: null });
  expect(await settled({ kind: 'later', dueAt, problem })).toMatchObject({ attempts: 1, doubtedSince: null });
  const doubt = { kind: 'unknown', dueAt, problem } as const;
  for (const since of [seconds(1), seconds(2)])
    expect(await settled({ ...doubt, since })).toMatchObject({ doubtedSince: seconds(1) });
  expect(await settled({ kind: 'later', dueAt, problem })).toMatchObject({
    status: 'due',
    attempts: 4,
    doubtedSince: seconds(1),
  });
  expect(await settled(sent('one'))).toMatchObject({
    status: 'sent',
    attempts: 0,
    doubtedSince: null,
    edition: 1,
  });
  await put('lost');
  expect(await settled({ kind: 'unconfirmed', problem })).toMatchObject({
    status: 'unconfirmed',
    edition: 2,
  });
});

test.each(['sent', 'gone', 'unconfirmed'] as const)(
  'news that came meanwhile outlive what was %s',
  async (kind) => {
    const deal = await bot.deal({ name: `News ${kind}`, customer: 'Initech' });
    const home = { platform: 'local', workspace: 'local', channel: 'east' };
    const changed = (key: string, changes: Parameters<Bot['commit']>[1]['changes']) =>
      bot.commit(bot.org, {
        key: `${key} ${kind}`,
        actorId: bot.ids.li,
        now: bot.now,
        changes,
        answeredIn: null,
        reply: async () => null,
      });
    await changed('home', [{ kind: 'place.home', deal, home }]);
    const [row] = await claim();
    await bot.say('li', `备注 #${deal} 第二版`);
    const after = await settled(kind === 'sent' ? sent('news') : { kind, problem: 'invalid_blocks' }, row);
    expect(after).toMatchObject({ key: `card:${deal}:local:local`, status: 'due', claim: null, revision: 2 });
  },
);

test('a line that is settled while it grows is sent again', async () => {
  const deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
  await bot.say('li', `备注 #${deal} 开始`, { room: 'east' });
  await bot.deliver();
  bot.at(seconds(600));
  await bot.say('li', `备注 #${deal} 第一`);
  const line = (await claim()).find((one) => one.body.kind === 'deal.line');
  if (line === undefined) throw new Error('no line');
  let growing: Promise<unknown> = Promise.resolve();
  await bot.prisma.$transaction(async (tx) => {
    await settle(tx, line, sent('line'));
    growing = bot.say('li', `备注 #${deal} 第二`);
    await blocked();
  });
  await growing;
  expect(await rowIn(line.key)).toMatchObject({ status: 'due', revision: 2 });
});

/** Until somebody waits for a row that somebody else holds. */
async function blocked(): Promise<void> {
  for (;;) {
    const [waiting] = await bot.prisma.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (Number(waiting?.count) > 0) return;
  }
}

test('a card that is posted lets the lines of its deal go, in the order in which they were said', async () => {
  const deal = await bot.deal({ name: '智慧园区', customer: '华为' });
  await bot.say('li', `备注 #${deal} 开始`, { room: 'east' });
  bot.at(seconds(1));
  await bot.say('wang', `备注 #${deal} 抓紧`);
  const card = (await claim()).find((row) => row.body.kind === 'deal.card');
  if (card === undefined) throw new Error('no card');
  await bot.prisma.outbox.updateMany({
    where: { key: { startsWith: 'line:' } },
    data: { status: 'due', claim: null, dueAt: seconds(900) },
  });
  await settle(bot.prisma, card, sent('card'));
  const lines = (await claim()).map((row) => row.body);
  expect(lines).toMatchObject([{ actorId: bot.ids.li }, { actorId: bot.ids.wang }]);
});
