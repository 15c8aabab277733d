import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../../src/adapters/lark/api.ts';
import { directoryOf } from '../../../src/adapters/lark/directory.ts';
import { createPost, type Post, uuidOf } from '../../../src/adapters/lark/post.ts';
import { frame } from '../../../src/adapters/lark/render/card.ts';
import { line } from '../../../src/adapters/lark/render/text.ts';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import { APP, type FakeLark, openFakeLark } from '../../support/fake-lark/platform.ts';
import { directChat } from '../../support/fake-lark/state.ts';

const HOUR = 3_600_000;
let lark: FakeLark;
let post: Post;
let clock = 0;
let waited: number[] = [];
let chatOfLi: string | null = null;
let logged: string[] = [];
const log = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
const logs = { info: log, warn: log, error: log };
const now = () => new Date(clock);

beforeEach(async () => {
  clock = Date.parse('2026-11-21T02:00:00Z');
  waited = [];
  logged = [];
  lark = await openFakeLark({ now, dlp: true });
  lark.user('ou_li');
  lark.group('oc_east', ['ou_li']);
  const wait = async (ms: number) => {
    waited.push(ms);
    clock += ms;
  };
  const directChat = async () => chatOfLi;
  chatOfLi = null;
  post = createPost({ api: api(), now, wait, log: logs, directChat });
});
afterEach(() => lark.close());

const api = (appSecret: string = APP.appSecret) =>
  createApi({ appId: APP.appId, appSecret, domain: lark.url }, { log: logs, now });
const text = (said: string) => ({ kind: 'text', text: said }) as const;
const card = (said: string) =>
  ({
    kind: 'card',
    line: text(said),
    card: { ...frame(said), body: { direction: 'vertical', elements: [line(said)] } },
  }) as const;
const east = { by: 'chat', chat: 'oc_east' } as const;
const send = (key: string, content: ReturnType<typeof text> | ReturnType<typeof card> = text('你好')) =>
  post.send({ key, to: east, content });
const failure = async (doing: Promise<unknown>): Promise<DeliveryError> => {
  const error = await doing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no delivery error but ${error}`);
  return error;
};

describe('what the platform refuses is sorted', () => {
  const later = ['99991400', '230020', '11232', '11233', '11247'];
  const gone = [
    '230001',
    '230002',
    '230006',
    '230013',
    '230018',
    '230035',
    '230022',
    '230028',
    '230029',
    '230034',
    '230053',
    '232009',
    '99991672',
    '99991663',
  ];
  test.each([
    ['230049', 'unknown'],
    ...later.map((code) => [code, 'later']),
    ...gone.map((code) => [code, 'gone']),
  ])('%s: %s', async (code, outcome) => {
    lark.state.planned.push({ path: /^POST im/, code: Number(code), times: 5 });
    expect(await failure(send('a'))).toMatchObject({ code, outcome });
  });

  test('with HTTP 200 too', async () => {
    lark.state.planned.push({ path: /^POST im/, code: 230002, status: 200 });
    expect((await failure(send('a'))).outcome).toBe('gone');
  });

  test('a refused card is said as its line, in the same place', async () => {
    lark.state.planned.push({
      path: /^POST im/,
      code: 230099,
      msg: 'ErrCode: 200861; ErrMsg: tag unsupported',
    });
    await send('a', card('数据平台一期'));
    expect(lark.posted('oc_east').map((one) => one.type)).toEqual(['post']);
  });

  test('a card whose callback is being answered is changed later', async () => {
    const { message } = await send('a', card('甲'));
    lark.state.planned.push({
      path: /^PATCH/,
      code: 230099,
      msg: 'ErrCode: 11310; ErrMsg: card action is lock',
    });
    expect((await failure(post.change(message, card('乙')))).outcome).toBe('later');
  });
});

describe('a person to whom nothing may be sent but into their chat with the bot', () => {
  const toLi = () =>
    post.send({
      key: 'a',
      to: { by: 'person', workspace: APP.tenant, openId: 'ou_li' },
      content: text('你好'),
    });
  beforeEach(() => lark.user('ou_li', { chatOnly: true }));

  test('is written to there, and once', async () => {
    chatOfLi = directChat(lark.state, 'ou_li').id;
    const first = await toLi();
    expect(first.channel).toBe(chatOfLi);
    expect(await toLi()).toEqual(first);
    expect(lark.posted('ou_li')).toHaveLength(1);
  });

  test('waits for their first word where that chat is not known', async () => {
    expect(await failure(toLi())).toMatchObject({ outcome: 'later', code: '230101' });
    lark.user('ou_li');
    await toLi();
    expect(lark.posted('ou_li')).toHaveLength(1);
  });
});

describe('a message is said once', () => {
  test('the same key again within the hour gives the first message', async () => {
    const first = await send('org:line:1');
    clock += HOUR / 2;
    expect(await send('org:line:1')).toEqual(first);
    expect(lark.posted('oc_east')).toHaveLength(1);
    expect(uuidOf('org:line:1').length).toBeLessThanOrEqual(50);
  });

  test('sent but never answered: tried again with the same uuid', async () => {
    lark.state.planned.push({ path: /^POST im/, code: 1, status: 502, after: true });
    expect(await failure(send('a'))).toMatchObject({ outcome: 'unknown', code: 'http_502' });
    await send('a');
    expect(lark.posted('oc_east')).toHaveLength(1);
  });

  test('after the hour nobody knows, and it is not tried again', async () => {
    lark.state.planned.push({ path: /^POST im/, code: 230049, after: true, times: 2 });
    await failure(send('a'));
    clock += HOUR;
    expect(await failure(send('a'))).toMatchObject({
      outcome: 'unconfirmed',
      code: 'uuid_expired',
    });
    expect(lark.posted('oc_east')).toHaveLength(1);
    const doubtedSince = new Date(clock - HOUR);
    expect(
      (await failure(post.send({ key: 'b', to: east, content: text('你好'), doubtedSince }))).outcome,
    ).toBe('unconfirmed');
    const signal = AbortSignal.abort(new DeliveryError('unknown', 'took_too_long'));
    await failure(post.send({ key: 'c', to: east, content: text('你好'), signal }));
    expect(lark.posted('oc_east')).toHaveLength(1);
  });

  test('a platform that is not there was not reached', async () => {
    await lark.close();
    expect(await failure(send('a'))).toMatchObject({ outcome: 'later', code: 'unreachable' });
    lark = await openFakeLark({ now });
  });
});

describe('rates', () => {
  test('the sixth message of a second in one chat waits its turn, and nobody is refused', async () => {
    for (let each = 0; each < 12; each += 1) await send(`m${each}`);
    expect(waited).toEqual([1000, 1000]);
    expect(lark.state.requests.filter((one) => one.code !== 0)).toEqual([]);
  });

  test('a thousand in a minute over many chats stay within fifty a second', async () => {
    for (let each = 0; each < 30; each += 1) lark.group(`oc_${each}`, []);
    for (let each = 0; each < 300; each += 1)
      await post.send({ key: `m${each}`, to: { by: 'chat', chat: `oc_${each % 30}` }, content: text('早') });
    expect(lark.state.requests.filter((one) => one.code !== 0)).toEqual([]);
  });

  test('what the platform says of its limit holds for everything after it', async () => {
    lark.state.planned.push({ path: /^POST im/, code: 99991400, status: 429, reset: 2 });
    expect(await failure(send('a'))).toMatchObject({ outcome: 'later', retryAfter: 2000 });
    await send('b');
    expect(waited).toEqual([2000]);
    lark.state.planned.push({ path: /^POST im/, code: 99991400, status: 429, reset: 60 });
    await failure(send('c'));
    expect(await failure(send('d'))).toMatchObject({ outcome: 'later', code: 'paced' });
  });
});

describe('a card in place', () => {
  test('is changed within its 14 days, and frozen after', async () => {
    const { message } = await send('a', card('甲'));
    expect(await post.change(message, card('乙'))).toBe('changed');
    clock += 14 * 24 * HOUR + 1;
    expect(await post.change(message, card('丙'))).toBe('frozen');
    expect(lark.last('oc_east').content).toContain('乙');
  });

  test('a line is edited, at most twenty times', async () => {
    const { message } = await send('a', text('甲'));
    for (let each = 0; each < 20; each += 1) {
      clock += 1000;
      expect(await post.change(message, text(`乙${each}`))).toBe('changed');
    }
    expect(await post.change(message, text('丙'))).toBe('frozen');
  });
});

describe('tokens', () => {
  test('many first calls share one', async () => {
    const directory = api();
    await Promise.all([1, 2, 3, 4].map(() => directoryOf(directory).bot()));
    expect(lark.state.tokenFetches).toBe(1);
  });

  test('one that the platform forgot is fetched anew, once', async () => {
    await send('a');
    lark.state.tokens.length = 0;
    await send('b');
    expect(lark.state.tokenFetches).toBe(2);
    lark.state.planned.push({ path: /^POST im/, code: 99991663, times: 5 });
    await failure(send('c'));
    expect(lark.state.tokenFetches).toBe(3);
  });

  test('it is renewed before it ends', async () => {
    await send('a');
    clock += 7200_000 - 60_000;
    await send('b');
    expect(lark.state.requests.filter((one) => one.code !== 0)).toEqual([]);
    expect(lark.state.tokenFetches).toBe(2);
  });

  test('no secret, token or word of a person is ever logged', async () => {
    lark.state.planned.push({ path: /^POST im/, code: 230001, times: 1 });
    await failure(send('a', text('王总的底价')));
    const wrong = api('a-wrong-secret-that-is-secret');
    await expect(directoryOf(wrong).bot()).rejects.toThrow('10014');
    const all = logged.join('\n');
    for (const secret of [
      APP.appSecret,
      'a-wrong-secret',
      'Bearer',
      '王总',
      ...lark.state.tokens.map((one) => one.token),
    ])
      expect(all).not.toContain(secret);
  });
});

test('people’s words are no markup: a mention that somebody typed is text', async () => {
  await send('a', text('<at user_id="all"></at>'));
  const { type, content } = lark.last('oc_east');
  expect(type).toBe('post');
  expect(JSON.parse(content)).toEqual({
    zh_cn: { content: [[{ tag: 'text', text: '<at user_id="all"></at>' }]] },
  });
});
