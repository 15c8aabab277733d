import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerFaults } from '../../support/fake-lark/callback-rules.ts';
import { cardFaults } from '../../support/fake-lark/card-rules.ts';
import { APP, type FakeLark, openFakeLark } from '../../support/fake-lark/platform.ts';

// The platform that the tests run on is as strict as its documentation.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let lark: FakeLark;
let clock = 0;
beforeEach(async () => {
  clock = Date.parse('2026-11-21T02:00:00Z');
  lark = await openFakeLark({ now: () => new Date(clock) });
  lark.user('ou_li');
  lark.group('oc_east', ['ou_li']);
});
afterEach(() => lark.close());

type Answer = { code: number; data?: { message_id?: string }; tenant_access_token?: string; expire?: number };
async function call(method: string, path: string, body: object, token = ''): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${lark.url}/open-apis/${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}
const token = async () => {
  const app = { app_id: APP.appId, app_secret: APP.appSecret };
  return (await call('POST', 'auth/v3/tenant_access_token/internal', app)).tenant_access_token ?? '';
};
const post = { msg_type: 'post', content: '{"zh_cn":{"content":[]}}', receive_id: 'oc_east' };
const say = async (more: object = {}) =>
  call('POST', 'im/v1/messages?receive_id_type=chat_id', { ...post, ...more }, await token());

test('what nobody acknowledges comes again after 15 s, 5 min, 1 h and 6 h, and then no more', async () => {
  lark.webhook = 'http://127.0.0.1:9/lark/events';
  await lark.say('ou_li', '我的商机');
  for (const wait of [15 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR]) {
    clock += wait - 1;
    expect(await lark.redeliver()).toEqual([]);
    clock += 1;
    expect(await lark.redeliver()).toHaveLength(1);
  }
  clock += 24 * HOUR;
  expect(await lark.redeliver()).toEqual([]);
});

test('a callback never comes again', async () => {
  lark.webhook = 'http://127.0.0.1:9/lark/events';
  const { data } = await say();
  const message = lark.messages.find((one) => one.id === data?.message_id);
  if (message === undefined) throw new Error('not sent');
  expect((await lark.act('ou_li', message, { tag: 'button', value: {} })).status).toBe(0);
  clock += 24 * HOUR;
  expect(await lark.redeliver()).toEqual([]);
});

test('a uuid keeps a message from being sent twice for one hour', async () => {
  const first = await say({ uuid: 'a' });
  clock += HOUR - 1;
  expect((await say({ uuid: 'a' })).data?.message_id).toBe(first.data?.message_id);
  clock += 1;
  expect((await say({ uuid: 'a' })).data?.message_id).not.toBe(first.data?.message_id);
  expect((await say({ uuid: 'x'.repeat(51) })).code).toBe(230001);
});

test('a token holds for two hours; a new one is given in its last half hour, and then both are good', async () => {
  const first = await token();
  clock += 89 * MINUTE;
  expect(await token()).toBe(first);
  clock += 2 * MINUTE;
  const second = await token();
  expect(second).not.toBe(first);
  const asking = async (one: string) =>
    (await call('POST', 'im/v1/messages?receive_id_type=chat_id', post, one)).code;
  expect([await asking(first), await asking(second)]).toEqual([0, 0]);
  clock += 30 * MINUTE;
  expect([await asking(first), await asking(second), await asking('')]).toEqual([99991663, 0, 99991661]);
});

test('a card is changed five times a second at most, for 14 days', async () => {
  const card = JSON.stringify({ schema: '2.0', config: { update_multi: true }, body: { elements: [] } });
  const { data } = await say({ msg_type: 'interactive', content: card });
  const change = async () =>
    (await call('PATCH', `im/v1/messages/${data?.message_id}`, { content: card }, await token())).code;
  const codes = [];
  for (let each = 0; each < 6; each += 1) codes.push(await change());
  expect(codes).toEqual([0, 0, 0, 0, 0, 230020]);
  clock += 14 * 24 * HOUR;
  expect(await change()).toBe(0);
  clock += 1;
  expect(await change()).toBe(230031);
});

describe('a card', () => {
  const faults = (elements: unknown[], more: object = {}) =>
    cardFaults(
      JSON.stringify({ schema: '2.0', config: { update_multi: true }, body: { elements }, ...more }),
    );
  const text = { tag: 'plain_text', content: '甲' };
  const nest = (depth: number): object =>
    depth === 0
      ? { tag: 'hr' }
      : { tag: 'column_set', columns: [{ tag: 'column', elements: [nest(depth - 1)] }] };
  const column = { name: 'a', data_type: 'text' };
  const table = { tag: 'table', columns: [column], rows: [] };
  const markdown = (content: string) => ({ tag: 'markdown', content });
  const button = { tag: 'button', type: 'default', text, behaviors: [{ type: 'callback', value: {} }] };
  const form = (elements: object[]) => ({ tag: 'form', name: 'f', elements });
  const send = { ...button, name: 'send', form_action_type: 'submit' };
  const input = { tag: 'input', name: 'a' };

  test('that keeps the rules is taken', () => {
    expect(faults([{ tag: 'div', text }, nest(5), table, form([input, send])])).toEqual([]);
  });

  test.each([
    ['an unknown property', [{ tag: 'div', text, wide: true }]],
    ['an unknown element', [{ tag: 'note' }]],
    ['an element of cards 1.0', [{ tag: 'action', actions: [] }]],
    ['containers six deep', [nest(6)]],
    ['a table in a column', [{ tag: 'column_set', columns: [{ tag: 'column', elements: [table] }] }]],
    ['a table in a form', [form([table, send])]],
    ['a form in a panel', [{ tag: 'collapsible_panel', header: { title: text }, elements: [form([send])] }]],
    ['six tables', [table, table, table, table, table, table]],
    [
      '51 columns',
      [{ ...table, columns: Array.from({ length: 51 }, (_, at) => ({ name: `${at}`, data_type: 'text' })) }],
    ],
    ['a page of eleven rows', [{ ...table, page_size: 11 }]],
    ['201 elements', Array.from({ length: 101 }, () => ({ tag: 'div', text }))],
    ['two fields of one name', [form([input, input, send])]],
    ['a field without a name', [form([{ tag: 'input' }, send])]],
    ['a form that cannot be sent', [form([input])]],
    ['a prefilled text of 1001 letters', [form([{ ...input, default_value: 'x'.repeat(1001) }, send])]],
    ['a callback whose value is a text', [{ ...button, behaviors: [{ type: 'callback', value: 'x' }] }]],
    [
      'a choice that is no option',
      [{ tag: 'select_static', options: [{ text, value: 'a' }], initial_option: 'b' }],
    ],
    ['a day in another shape', [{ tag: 'date_picker', initial_date: '21.11.2026' }]],
    ['a language that there is not', [{ tag: 'div', text: { ...text, i18n_content: { zh: '甲' } } }]],
    [
      'a language in a column of a table',
      [{ ...table, columns: [{ ...column, i18n_content: { zh_cn: '甲' } }] }],
    ],
    ['six tables in markdown', Array.from({ length: 6 }, () => markdown('| a |\n| --- |\n| b |'))],
    ['markdown that calls everybody', [markdown('<at id=all></at>')]],
    ['an id of 21 letters', [{ tag: 'hr', element_id: 'a'.repeat(21) }]],
  ])('with %s is refused', (_, elements) => {
    expect(faults(elements)).not.toEqual([]);
  });

  test('that is large, old-fashioned or not shared is refused', () => {
    expect(faults([{ tag: 'div', text: { ...text, content: '甲'.repeat(10_001) } }])[0]).toContain('230025');
    expect(faults([], { schema: '1.0' })).not.toEqual([]);
    expect(faults([], { config: {} })).not.toEqual([]);
  });
});

test('the answer to a press is a toast, a card, both or neither', () => {
  expect(answerFaults({})).toEqual([]);
  expect(answerFaults({ toast: { type: 'info', content: '好' } })).toEqual([]);
  expect(answerFaults({ toast: { type: 'ok', content: '好' } })).not.toEqual([]);
  expect(answerFaults({ card: { type: 'raw', data: { schema: '2.0' } } })).not.toEqual([]);
  expect(answerFaults({ text: '好' })).not.toEqual([]);
});
