import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TROUBLES } from '../../../src/adapters/slack/troubles.ts';
import { runDigests } from '../../../src/jobs/digests.ts';
import { digestPorts } from '../../support/jobs.ts';
import { aSlackBot, type SlackBot } from '../../support/slack-bot.ts';
import type { Shown } from '../../support/slack-payloads.ts';

// Something is in the way: whom it concerns hears it once, nothing is lost, and it works again when the cause is gone.

let slack: SlackBot;
let deal: number;
let room: string;
beforeAll(async () => {
  slack = await aSlackBot();
  room = slack.api.room('east');
  deal = await slack.bot.deal({ name: '储能监控', customer: '远景能源', amount: 500_000 });
  await slack.bot.prisma.identity.deleteMany({ where: { platform: 'local' } });
  await slack.settleIn(room, deal);
  await slack.beat();
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.tick(300_000);
  slack.api.forget();
});

const DAY = 86_400_000;
const text = (value: unknown): string => JSON.stringify(value);
const cards = async (): Promise<readonly Shown[]> =>
  (await slack.api.messages(room))
    .filter((one) => one.metadata?.event_payload.key.includes(':card:'))
    .map((one) => ({ channel: room, ...one }));
let millions = 1;
const change = () => {
  millions += 1;
  return slack.write('li', `修改 远景 ${millions}00万`);
};
const amount = async () => (await slack.bot.read().dealView(deal))?.state.amount;
/** What somebody heard of trouble, since the calls were forgotten. */
const heard = async (who: string): Promise<readonly string[]> => {
  const dm = await slack.dm(who);
  return slack.api
    .calls('chat.postMessage')
    .filter(
      ({ asked, answered }) =>
        [asked.channel, answered.channel].includes(dm) || asked.channel === slack.api.user(who),
    )
    .map(({ asked }) => String(asked.text))
    .filter((one) => /发不出去|cannot/.test(one));
};
/** The outbox is tried again and again while Slack says no. */
const refused = async (error: string, ...methods: string[]): Promise<void> => {
  for (const method of methods) slack.api.refuse(method, room, error);
  await slack.beat();
  slack.tick(60_000);
  await slack.beat();
};
const mended = (): void => slack.api.allow();

describe.each([
  ['the bot was removed from the room', 'not_in_channel', /移出该群/],
  ['the room was archived', 'is_archived', /归档/],
  ['only some may write there', 'restricted_action', /部分人/],
])('%s', (_, error, sentence) => {
  test('the deal’s owner and an administrator hear it, once; the deal goes on', async () => {
    await change();
    await refused(error, 'chat.update', 'chat.postMessage');
    expect(await amount()).toBe(millions * 100_000_000);
    expect((await heard('li')).length).toBe(1);
    expect((await heard('li'))[0]).toMatch(sentence);
    expect((await heard('ada')).length).toBe(1);
    expect(await heard('wang')).toEqual([]);
    // What happens next is in the way too, and is no news.
    await slack.write('li', '备注 远景：等他们回话');
    await refused(error, 'chat.update', 'chat.postMessage');
    expect((await heard('li')).length).toBe(1);
    expect((await heard('ada')).length).toBe(1);
  });

  test('and works again when the cause is gone: the card says how it stands now', async () => {
    mended();
    await slack.write('li', '下一步 远景 下周二演示');
    await slack.beat();
    const [card] = await cards();
    expect(text(card?.blocks)).toContain('演示');
    expect((await cards()).length).toBe(1);
    // The next time it is news again.
    expect(await slack.bot.prisma.trouble.count()).toBe(0);
  });
});

describe('a permission is missing', () => {
  test('the administrator hears it once, whatever it is that cannot be posted', async () => {
    await change();
    for (const one of [room, slack.api.user('wang')])
      slack.api.refuse('chat.postMessage', one, 'missing_scope');
    await refused('missing_scope', 'chat.update');
    await slack.write('li', '备注 远景：再说');
    await refused('missing_scope', 'chat.update');
    const trouble = await slack.bot.prisma.trouble.findMany();
    expect(new Set(trouble.map((one) => one.reason))).toEqual(new Set(['scope']));
    expect(trouble.map((one) => one.personId).sort()).toEqual([slack.bot.ids.ada, slack.bot.ids.li].sort());
    mended();
    await slack.write('li', '备注 远景：好了');
    await slack.beat();
    expect(await slack.bot.prisma.trouble.count()).toBe(0);
  });
});

describe('the message above the thread was deleted', () => {
  test('its owner hears it once, and the next change begins a new thread', async () => {
    const [card] = await cards();
    await slack.api.ask('chat.delete', { channel: room, ts: card?.ts ?? '' });
    await change();
    await slack.beat();
    expect((await heard('li')).length).toBe(1);
    expect((await heard('li'))[0]).toContain('原来的消息已被删除');
    slack.tick(300_000);
    await slack.write('li', '备注 远景：重新开始');
    await slack.beat();
    const [anew] = await cards();
    expect(anew?.ts).not.toBe(card?.ts);
    slack.tick(300_000);
    await slack.write('li', '备注 远景：在新的话题里');
    await slack.beat();
    expect(text(await slack.lastIn(room, anew?.ts))).toContain('备注');
    // And what is said there is heard.
    await slack.write('li', `<@${slack.api.bot.botUserId}> 推进`, { channel: room, thread: anew?.ts ?? '' });
    expect(text(await slack.lastIn(room, anew?.ts))).toContain('储能监控');
  });
});

describe('the card can no longer be changed where it is', () => {
  test('the deal goes on under a new one, though the old one is still there', async () => {
    const [old] = await cards();
    slack.api.refuse('chat.update', room, 'cant_update_message');
    await change();
    // It is not known whether the new one went out: the old one is not taken for it.
    slack.api.fail('chat.postMessage', 'before');
    await slack.beat();
    mended();
    slack.tick(60_000);
    await slack.beat();
    const anew = (await cards()).filter(({ ts }) => ts !== old?.ts);
    expect(anew).toHaveLength(1);
    expect(text(anew)).toContain(`¥${millions}00万`);
    await slack.api.ask('chat.delete', { channel: room, ts: old?.ts ?? '' });
  });
});

describe('the token was revoked', () => {
  test('nothing is lost: with a new one the cards are brought up to date', async () => {
    await change();
    await refused('token_revoked', 'chat.update', 'chat.postMessage');
    expect(
      await slack.bot.prisma.outbox.count({ where: { status: 'gone', problem: 'token_revoked' } }),
    ).toBeGreaterThan(0);
    expect(new Set((await slack.bot.prisma.trouble.findMany()).map((one) => one.reason))).toEqual(
      new Set(['token']),
    );
    mended();
    // Anything that goes through shows that the bot may speak again.
    await slack.write('mia', 'new deal customer: Initech pilot 20k');
    await slack.write('li', '备注 远景：新令牌');
    await slack.beat();
    expect(await slack.bot.prisma.trouble.count()).toBe(0);
    expect(text((await cards())[0])).toContain(`¥${millions}00万`);
  });
});

describe('an old button', () => {
  const old = {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'v0', text: { text: 'Old' }, value: 'v0:what' }],
  };

  test('of a deal’s card is answered with the card as it stands now, in its place', async () => {
    const [card] = await cards();
    await slack.press('li', { ...(card as Shown), blocks: [old] }, 'Old');
    const redrawn = slack.api.calls('chat.update').at(-1)?.asked;
    expect(redrawn).toMatchObject({ channel: room, ts: card?.ts });
    expect(text(redrawn?.blocks)).toContain('储能监控');
  });

  test('of anything else says so, also when what it opened is kept no longer', async () => {
    const dm = await slack.dm('li');
    const shown = { channel: dm, ts: '3.3', user: '', text: '' };
    await slack.press('li', { ...shown, blocks: [old] }, 'Old');
    expect(text(await slack.lastIn(dm))).toContain('旧版本');
    for (const action_id of ['rest:0', 'view:0']) {
      slack.tick();
      const value = '{"k":"00000000-0000-0000-0000-000000000000"}';
      const button = { type: 'button', action_id, text: { text: 'Old' }, value };
      const before = (await slack.api.messages(dm)).length;
      await slack.press('li', { ...shown, blocks: [{ type: 'actions', elements: [button] }] }, 'Old');
      expect((await slack.api.messages(dm)).length).toBe(before + 1);
      expect(text(await slack.lastIn(dm))).toContain('旧版本');
    }
  });
});

describe('a digest cannot be posted', () => {
  test('whoever asked for it and an administrator hear it once; the slot is kept and the next one is posted', async () => {
    await slack.write('wang', `digest add workdays 09:00 channel: ${room}`);
    const nine = new Date(slack.bot.now);
    const ports = digestPorts(slack.bot);
    const morning = async (days: number) => {
      slack.bot.at(new Date(Math.floor(nine.getTime() / DAY) * DAY + days * DAY + 3_600_000 + 30_000));
      await runDigests(ports);
      await slack.beat();
    };
    await runDigests(ports);
    slack.api.refuse('chat.postMessage', room, 'is_archived');
    for (const days of [1, 2, 3]) await morning(days);
    expect(await heard('wang')).toHaveLength(1);
    expect((await heard('wang'))[0]).toMatch(/归档/);
    expect(await heard('ada')).toHaveLength(1);
    mended();
    await slack.write('li', '推进 远景');
    for (const days of [4, 5, 6]) await morning(days);
    const posted = (await slack.api.messages(room)).filter((one) =>
      one.metadata?.event_payload.key.includes(':digest:'),
    );
    expect(posted.length).toBeGreaterThan(0);
    expect(await slack.bot.prisma.trouble.count()).toBe(0);
  });
});

test('only what a person can mend is a trouble', () => {
  expect(TROUBLES.get('is_archived')).toBe('room');
  expect(TROUBLES.get('token_revoked')).toBe('token');
  expect(TROUBLES.get('message_not_found')).toBe('root');
  for (const passing of ['ratelimited', 'invalid_blocks', 'nothing left to say', 'http_503'])
    expect(TROUBLES.has(passing), passing).toBe(false);
});
