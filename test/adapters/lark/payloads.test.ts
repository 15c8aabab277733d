import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../../src/adapters/lark/verify.ts';
import type { Input } from '../../../src/chat/input.ts';
import type { Event } from '../../support/fake-lark/deliveries.ts';
import { APP } from '../../support/fake-lark/platform.ts';
import { sign } from '../../support/fake-lark/seal.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';
import { fixtures, namedIn } from '../../support/recorded.ts';

// What the platform sends, in its own shapes with ids made up, through the real webhook and the real long connection.

const FOLDER = new URL('../../fixtures/lark/', import.meta.url);
const sent = new Set<string>();
const recorded = (name: string): string => {
  sent.add(name);
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
};
const eventOf = (name: string): Event => JSON.parse(recorded(name)) as Event;

/** What dispatch is told, in one line. */
function told({ actor, place, said, files }: Input): string {
  const where = place.thread === undefined ? place.kind : `${place.kind} in ${place.thread}`;
  const dropped = files.map((file) => file.name).join();
  const what =
    said.kind === 'line'
      ? `${said.addressed} “${said.text}”`
      : said.kind === 'files'
        ? `file ${dropped}`
        : JSON.stringify(said);
  return `${actor}, ${where}: ${what}`;
}

const ROOT = 'om_root00000000000000000000000001';
const HEARD: readonly (readonly [string, string | null])[] = [
  ['message-p2p', 'ou_li, direct: plain “我的商机”'],
  ['message-p2p-slash', 'ou_li, direct: command “deal mine”'],
  ['message-without-ids', 'ou_li, direct: plain “我的商机”'],
  ['message-group-mention', 'ou_li, room: mention “远景见了王总，嫌贵”'],
  ['message-group-mention-both', 'ou_li, room: mention “交接远景给 赵敏”'],
  ['message-group-mention-colleague', null],
  ['message-group-talk', null],
  ['message-mention-all', null],
  ['message-reply', `ou_li, room in ${ROOT}: mention “推进”`],
  ['message-in-thread', `ou_li, room in ${ROOT}: mention “下周二演示”`],
  ['message-in-thread-without-root', `ou_li, room in ${ROOT}: mention “下周二演示”`],
  ['message-post', 'ou_li, direct: plain “拜访纪要\n远景见了王总\n方案”'],
  ['message-post-mention', 'ou_li, room: mention “漏斗”'],
  ['message-file', 'ou_li, direct: file 商机.csv'],
  ['message-file-in-group', null],
  ['message-image', null],
  ['message-interactive', null],
  ['message-sticker', null],
  ['message-audio', null],
  ['message-merge-forward', null],
  ['message-from-a-bot', null],
  ['message-of-another-tenant', 'ou_stranger, direct: plain “我的商机”'],
  ['bot-menu', 'ou_li, direct: command “my deals”'],
  ['card-button', 'ou_li, direct: {"kind":"press","words":{"line":"deal mine"}}'],
  ['card-button-without-time', 'ou_li, direct: {"kind":"press","words":{"line":"deal mine"}}'],
  [
    'card-button-in-room',
    `ou_li, room in ${ROOT}: {"kind":"press","words":{"line":"deal show","values":{"deal":"#1"},"seen":{"deal":1,"version":1}}}`,
  ],
  ['card-menu-option', 'ou_li, direct: {"kind":"press","words":{"line":"deal show","values":{"deal":"#1"}}}'],
  [
    'card-hidden-contact',
    'ou_li, direct: {"kind":"press","words":{"line":"deal note","values":{"note":"13812345678"}}}',
  ],
  ['card-button-old', null],
  ['card-string-value', null],
  ['bot-deleted', null],
  ['message-read', null],
  ['user-updated-title', null],
];

describe.each(['webhook', 'socket'] as const)('by %s', (by) => {
  let here: LarkBot;
  beforeAll(async () => {
    here = await aLarkBot({ by });
    here.lark.user('ou_stranger', { tenant: '736588c9260f175d' });
    here.lark.state.files.set('file_v3_0a7e', Buffer.from('Name,Customer,Amount\nRenewal,Acme,5000\n'));
    await here.bot.deal({ name: '数据平台一期', customer: '远景能源' });
  });
  afterAll(() => here.close());
  beforeEach(() => here.pass(5000));

  test.each(HEARD)('%s', async (name, heard) => {
    const before = here.heard.length;
    expect((await here.lark.sending.once(eventOf(name))).status).toBe(200);
    const said = here.heard.slice(before);
    expect(said.map(told)).toEqual(heard === null ? [] : [heard]);
    // Told of in milliseconds, in microseconds or not at all: it was today.
    for (const { at } of said) expect(at.toISOString()).toMatch(/^2026-11-21T0/);
    expect(here.refused).toEqual([]);
  });

  test('a form’s date, time, person, choices, numbers and words come as our values', async () => {
    const id = await here.ports.keep(APP.tenant, {
      kind: 'form',
      owner: 'ou_li',
      origin: 'somebody-asked',
      says: { line: 'deal new' },
      controls: {
        amount: 'money',
        close: 'date',
        time: 'time',
        owner: 'search',
        reasons: 'choices',
        seats: 'number',
        words: 'lines',
        nothing: 'line',
        none: 'choices',
        absent: 'line',
      },
      place: { kind: 'direct', channel: 'oc_1' },
      anchor: null,
    });
    const event = JSON.parse(recorded('card-form').replace('DRAFT', id)) as Event;
    expect((await here.lark.sending.once(event)).status).toBe(200);
    expect(here.heard.at(-1)?.said).toEqual({
      kind: 'submit',
      words: { line: 'deal new' },
      values: {
        amount: '48万',
        close: '2026-12-31',
        time: '09:30',
        owner: here.bot.ids.wang,
        reasons: 'price,timing',
        seats: '120',
        words: '嫌贵\n下周再谈',
        nothing: '',
        none: '',
      },
    });
  });

  test('invitations are welcomed, but not into groups with outsiders', async () => {
    const before = here.lark.posted('oc_west').length;
    await here.lark.sending.once(eventOf('bot-added'));
    await here.lark.sending.once(eventOf('bot-added-external'));
    await here.deliver();
    expect(here.lark.posted('oc_west')).toHaveLength(before + 1);
    expect(await here.bot.prisma.outbox.count({ where: { key: { contains: 'oc_outside' } } })).toBe(0);
  });

  test('who left or is gone is reported', async () => {
    await here.lark.sending.once(eventOf('user-updated-exited'));
    await here.lark.sending.once(eventOf('user-deleted'));
    expect(here.left).toMatchObject([{ external: 'ou_joe' }, { external: 'ou_mia' }]);
  });
});

describe('the webhook’s own', () => {
  let here: LarkBot;
  beforeAll(async () => {
    here = await aLarkBot();
  });
  afterAll(() => here.close());

  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(here.url, { method: 'POST', body, headers });
    return { status: response.status, text: await response.text() };
  };

  test('the challenge is answered sealed, and never in the open', async () => {
    expect(await post(recorded('url-verification-sealed'))).toEqual({
      status: 200,
      text: '{"challenge":"ajls384kdjx98XX"}',
    });
    expect((await post(recorded('url-verification'))).status).toBe(401);
  });

  test('a sealed event is heard when it is signed', async () => {
    const body = recorded('message-p2p-sealed');
    expect((await post(body)).status).toBe(401);
    const { headers } = sign(body, { encryptKey: APP.encryptKey, at: here.bot.now });
    expect((await post(body, headers)).status).toBe(200);
    expect(here.heard.map(told)).toEqual(['ou_li, direct: plain “我的商机”']);
    const open = recorded('message-p2p');
    const signed = sign(open, { encryptKey: APP.encryptKey, at: here.bot.now });
    expect((await post(open, signed.headers)).status).toBe(400);
  });

  test('the example of the platform’s documentation opens: “hello world” is no event, but it is readable', () => {
    const raw = Buffer.from('{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}');
    const now = new Date('2026-11-21T02:00:00Z');
    const { headers } = sign(raw.toString(), { encryptKey: 'test key', at: now });
    const app = { ...APP, encryptKey: 'test key' };
    expect(verify({ headers, raw, now }, app)).toMatchObject({ reason: 'malformed' });
    const other = sign(raw.toString(), { encryptKey: 'another key', at: now });
    expect(verify({ headers: other.headers, raw, now }, { ...APP, encryptKey: 'another key' })).toMatchObject(
      {
        reason: 'undecipherable',
      },
    );
  });
});

test('no payload was forgotten', () => {
  expect([...sent].sort()).toEqual(fixtures(FOLDER).sort());
});

test('of each payload it is said where its shape was recorded', () => {
  expect(namedIn(FOLDER)).toEqual(fixtures(FOLDER).sort());
});
