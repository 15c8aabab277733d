import { request } from 'node:http';
import { loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  ChannelsView,
  ClockView,
  HeardView,
  MenuView,
  MessagesView,
  PeopleView,
  SuggestView,
} from '../../../src/adapters/local/api.ts';
import { openWorkspace, type Workspace } from '../../support/local-server.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await openWorkspace();
});
afterEach(() => workspace.close());

const say = async (body: object): Promise<HeardView> => (await workspace.post('say', body)).body;
async function texts(as: string, channel: string, more = ''): Promise<string[]> {
  const { body } = await workspace.get<MessagesView>(`messages?as=${as}&channel=${channel}${more}`);
  return body.messages.map((message) => message.body.text);
}

describe('reading', () => {
  test('people with titles and teams in both languages', async () => {
    const { body } = await workspace.get<PeopleView>('people');
    expect(body.people[0]).toEqual({
      id: 'liu',
      name: '刘洋',
      locale: 'zh',
      title: { en: 'Sales rep', zh: '销售代表' },
      team: { en: 'East China', zh: '华东' },
    });
    expect(body.people.at(-1)).toMatchObject({ name: 'Noah Kim', team: null });
  });

  test('only the channels one is in, with unread counts', async () => {
    await say({ as: 'chen', channel: 'east', text: '早' });
    const { body } = await workspace.get<ChannelsView>('channels?as=liu');
    expect(body.channels).toMatchObject([
      { id: 'east', kind: 'room', unread: 1, readTo: 0, members: ['chen', 'liu', 'wang', 'zhou'] },
      { id: 'wins', unread: 0 },
      { id: 'direct-liu', kind: 'direct' },
    ]);
    await workspace.post('read', { as: 'liu', channel: 'east', seq: body.revision });
    expect((await workspace.get<ChannelsView>('channels?as=liu')).body.channels[0]?.unread).toBe(0);
    expect((await workspace.get<ChannelsView>('channels?as=noah')).body.channels.map(({ id }) => id)).toEqual(
      ['direct-noah'],
    );
  });

  test('pages of messages, newest first asked, and whether there is more', async () => {
    for (const text of ['1', '2', '3']) await say({ as: 'chen', channel: 'east', text });
    const { body } = await workspace.get<MessagesView>('messages?as=liu&channel=east&limit=2');
    expect(body).toMatchObject({ more: true, messages: [{ body: { text: '2' } }, { body: { text: '3' } }] });
    const seq = body.messages[0]?.seq;
    expect(await texts('liu', 'east', `&before=${seq}`)).toEqual(['1']);
    expect(await texts('liu', 'east', `&after=${seq}`)).toEqual(['3']);
  });

  test('the menu in both languages and suggestions of a search field', async () => {
    const { items } = (await workspace.get<MenuView>('menu?as=liu')).body;
    expect(items[1]).toMatchObject({ en: { line: 'new' }, zh: { line: '新商机' } });
    const { options } = (
      await workspace.get<SuggestView>('suggest?as=liu&channel=east&line=new&field=customer&q=%E8%BF%9C')
    ).body;
    expect(options.map(({ label }) => label)).toEqual(['远景能源', '远大空调']);
  });
});

describe('saying', () => {
  test('in a direct channel everything goes to the bot', async () => {
    const heard = await say({ as: 'liu', channel: 'direct-liu', text: '远景见了王总' });
    expect(workspace.heard[0]).toMatchObject({
      platform: 'local',
      workspace: 'local',
      actor: 'liu',
      place: { kind: 'direct', channel: 'direct-liu' },
      said: { kind: 'line', text: '远景见了王总', addressed: 'plain' },
    });
    expect(await workspace.heard[0]?.profile()).toEqual({
      name: '刘洋',
      locale: 'zh',
      zone: 'Asia/Shanghai',
      kind: 'member',
    });
    expect(await workspace.heard[0]?.members()).toEqual(['liu']);
    expect(heard.posted).toMatchObject({
      author: null,
      private: false,
      body: { text: expect.stringContaining('已记录') },
    });
  });

  test('in a room people talk among themselves', async () => {
    const { reply, posted } = await say({ as: 'liu', channel: 'east', text: '大家早' });
    expect({ reply, posted }).toEqual({ reply: null, posted: null });
    expect(workspace.heard).toEqual([]);
    expect(await texts('wang', 'east')).toEqual(['大家早']);
  });

  test('an answer for the asker is seen by nobody else, and neither is the command', async () => {
    const { said, posted } = await say({ as: 'liu', channel: 'east', text: '/specimen' });
    expect([said?.private, posted?.private]).toEqual([true, true]);
    expect(await texts('wang', 'east')).toEqual([]);
    expect(await texts('liu', 'east')).toEqual(['/specimen', 'Specimen']);
  });

  test('an answer for the place is seen by the room, with the command', async () => {
    const { said, posted } = await say({ as: 'liu', channel: 'east', text: '／商机 远景' });
    expect([said?.private, posted?.private]).toEqual([false, false]);
    expect(await texts('wang', 'east')).toEqual(['／商机 远景', '#12 远景']);
  });

  test('in a thread under the bot no mention is needed, under a person it is', async () => {
    const card = await say({ as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const talk = await say({ as: 'liu', channel: 'east', text: '大家早' });
    const under = async (root: string | undefined) =>
      say({ as: 'wang', channel: 'east', thread: root ?? '', text: '今天通了电话' });
    expect((await under(talk.said?.id)).reply).toBeNull();
    const answer = await under(card.posted?.id);
    expect(workspace.heard.at(-1)?.place).toEqual({ kind: 'room', channel: 'east', thread: card.posted?.id });
    expect(answer.posted).toMatchObject({ thread: card.posted?.id, private: true });
    const thread = await workspace.get<MessagesView>(
      `messages?as=wang&channel=east&thread=${card.posted?.id}`,
    );
    expect(thread.body.root).toMatchObject({ id: card.posted?.id, replies: { count: 2 } });
    expect(thread.body.messages).toHaveLength(2);
    // A reply to a reply lands in the same thread.
    await say({ as: 'chen', channel: 'east', thread: answer.said?.id, text: '好' });
    const { messages } = (await workspace.get<MessagesView>('messages?as=chen&channel=east')).body;
    expect(messages.find(({ id }) => id === card.posted?.id)?.replies).toMatchObject({ count: 3 });
    expect(messages.find(({ id }) => id === talk.said?.id)?.replies).toMatchObject({
      count: 1,
      authors: ['wang'],
    });
  });

  test('the same id again is the same input and posts nothing twice', async () => {
    const body = { id: 'a', as: 'liu', channel: 'direct-liu', text: '远景见了王总' };
    const first = await say(body);
    const second = await say(body);
    expect(second).toEqual(first);
    expect(workspace.heard.map(({ id }) => id)).toEqual(['liu:a', 'liu:a']);
    const other = await say({ id: 'a', as: 'maya', channel: 'direct-maya', text: 'met acme' });
    expect(other.said?.id).not.toBe(first.said?.id);
  });

  test('files reach the bot and can be fetched', async () => {
    const base64 = Buffer.from('客户,金额\n').toString('base64');
    const { said, posted } = await say({
      as: 'liu',
      channel: 'direct-liu',
      files: [{ name: '商机.csv', base64 }],
    });
    expect(workspace.heard[0]?.said).toEqual({ kind: 'files', text: '' });
    expect(posted?.body.text).toBe('商机.csv: 14');
    expect(said?.files).toEqual([{ name: '商机.csv', size: 14 }]);
    const response = await fetch(`${workspace.url}/local/file/${said?.id}/0`);
    expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''%E5%95%86%E6%9C%BA.csv");
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('客户,金额\n');
  });

  test('what no database keeps is taken out before anything is kept', async () => {
    const { said } = await say({
      id: 'a\0',
      as: 'liu\0',
      channel: 'direct-liu',
      text: '远\0景\ud800见了王总',
    });
    expect(said).toMatchObject({ said: 'a', body: { text: '远景见了王总' } });
    expect(workspace.heard[0]?.said).toMatchObject({ text: '远景见了王总' });
    const nothing = await workspace.post('say', { as: 'liu', channel: 'direct-liu', text: '\0' });
    expect([nothing.status, nothing.body.error.code]).toEqual([400, 'empty']);
    expect(await texts('liu%00', 'direct-liu')).toContain('远景见了王总');
  });

  test('marks that turn the direction turn none of the bot’s words; people keep theirs', async () => {
    const { said, posted, reply } = await say({ as: 'liu', channel: 'direct-liu', text: 'list \u202eabc' });
    expect(said?.body.text).toBe('list \u202eabc');
    expect([posted?.body.text, reply?.text]).toEqual(Array(2).fill('这个数字背后: list abc'));
  });

  test('when the bot breaks, what was said is there and a retry says it once', async () => {
    const body = { id: 'a', as: 'liu', channel: 'direct-liu', text: 'break' };
    const { status, body: error } = await workspace.post('say', body);
    expect([status, error.error.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(error)).not.toContain('the bot broke');
    await workspace.post('say', body);
    expect(await texts('liu', 'direct-liu')).toEqual(['break']);
    expect(workspace.logged).toContain('local request failed');
    // Where it broke, and not what it said: that may be a customer's.
    expect(workspace.faults.at(-1)).toEqual({ code: 'Error', stack: expect.stringMatching(/^\s+at /) });
  });
});

describe('pressing and submitting', () => {
  test('a press replaces the card it was on', async () => {
    const { posted } = await say({ as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const words = { line: 'advance 12', seen: { deal: 12, version: 3 } };
    const { body: pressed } = await workspace.post('press', { as: 'chen', message: posted?.id, words });
    expect(workspace.heard.at(-1)).toMatchObject({ actor: 'chen', said: { kind: 'press', words } });
    expect(pressed.posted).toMatchObject({ id: posted?.id, seq: posted?.seq, editedAt: expect.any(String) });
    expect(pressed.posted?.body).not.toEqual(posted?.body);
    expect(await texts('wang', 'east')).toHaveLength(2);
  });

  test('what only the presser may see does not take the place of a card in a room', async () => {
    const { posted } = await say({ as: 'liu', channel: 'east', text: '@驿站 商机 远景' });
    const press = { as: 'chen', message: posted?.id, words: { line: 'stale' } };
    const { body } = await workspace.post('press', press);
    expect(body.posted).toMatchObject({ private: true, body: { text: '晚了一步' } });
    expect(body.posted?.id).not.toBe(posted?.id);
    expect(await texts('wang', 'east')).toEqual(['@驿站 商机 远景', '#12 远景']);
  });

  test("a form comes with the reply and is nobody's message; a fault brings it back", async () => {
    const asked = await say({ as: 'liu', channel: 'east', text: '/新商机' });
    expect(asked.posted).toBeNull();
    const words = asked.reply?.form?.says ?? { line: '' };
    const values = { name: '远景', amount: '很多' };
    const faulty = await workspace.post('submit', { as: 'liu', channel: 'east', words, values });
    expect(workspace.heard.at(-1)).toMatchObject({ said: { kind: 'submit', words, values } });
    expect(faulty.body.reply?.form?.fields[2]).toMatchObject({
      name: 'amount',
      value: '很多',
      fault: expect.any(String),
    });
    const done = await workspace.post('submit', {
      as: 'liu',
      channel: 'east',
      words,
      values: { ...values, amount: '48万' },
    });
    expect(done.body.posted?.body.text).toBe('已建立：远景');
    expect(await texts('wang', 'east')).toEqual(['已建立：远景']);
  });
});

describe('the clock', () => {
  test('moves forward and says so to everybody', async () => {
    expect((await workspace.get<ClockView>('clock')).body).toEqual({
      now: '2026-11-23T01:30:00.000Z',
      zone: 'Asia/Shanghai',
    });
    const { body } = await workspace.post<ClockView>('clock', { advance: 'tomorrow 09:00' });
    expect(body.now).toBe('2026-11-24T01:00:00.000Z');
    expect(await workspace.post('clock', { advance: 'yesterday' })).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_advance' } },
    });
  });
});

describe('pictures', () => {
  test('are drawn for the card they are in', async () => {
    const { posted } = await say({ as: 'liu', channel: 'direct-liu', text: '漏斗' });
    const response = await fetch(`${workspace.url}/local/picture/${posted?.id}/0.png`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const again = await fetch(`${workspace.url}/local/picture/${posted?.id}/0.png`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect((await fetch(`${workspace.url}/local/picture/${posted?.id}/1.png`)).status).toBe(404);
  });

  test('are laid out for a phone too, and their room is known before they are drawn', async () => {
    const { posted } = await say({ as: 'liu', channel: 'direct-liu', text: '漏斗' });
    expect(posted?.pictures).toEqual([
      { wide: { width: 960, height: 440 }, narrow: { width: 320, height: 400 } },
    ]);
    const response = await fetch(`${workspace.url}/local/picture/${posted?.id}/0-narrow.png`);
    const png = await loadImage(Buffer.from(await response.arrayBuffer()));
    expect([png.width, png.height]).toEqual([320, 400]);
  });
});

describe('what is refused', () => {
  const card = { as: 'liu', channel: 'direct-liu', text: 'hello' };

  test.each([
    ['an unknown person', 'say', { ...card, as: 'nobody' }, 404, 'no_person'],
    ['a channel one is not in', 'say', { ...card, channel: 'intl' }, 404, 'no_channel'],
    ["somebody else's conversation", 'say', { ...card, channel: 'direct-maya' }, 404, 'no_channel'],
    ['an unknown thread', 'say', { ...card, thread: 'nowhere' }, 404, 'no_message'],
    ['nothing said', 'say', { ...card, text: '  ' }, 400, 'empty'],
    ['a field that is not known', 'say', { ...card, admin: true }, 400, 'bad_request'],
    ['a text of the wrong kind', 'say', { ...card, text: 7 }, 400, 'bad_request'],
    [
      'a file that is not base64',
      'say',
      { ...card, files: [{ name: 'a', base64: '§' }] },
      400,
      'bad_request',
    ],
    [
      'a press on nothing',
      'press',
      { as: 'liu', message: 'nowhere', words: { line: 'x' } },
      404,
      'no_message',
    ],
    ['a submit from nowhere', 'submit', { as: 'liu', words: { line: 'x' }, values: {} }, 400, 'bad_request'],
    ['an unknown path', 'shout', card, 404, 'not_found'],
  ])('%s', async (_, path, body, status, code) => {
    const answer = await workspace.post(path, body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test('a press on a message meant for somebody else', async () => {
    const { posted } = await say({ as: 'liu', channel: 'east', text: '/specimen' });
    const { status } = await workspace.post('press', {
      as: 'wang',
      message: posted?.id,
      words: { line: 'x' },
    });
    expect(status).toBe(404);
  });

  test("another site's page, and a name rebound to this machine", async () => {
    expect((await workspace.post('say', card, { origin: 'https://evil.example' })).body.error.code).toBe(
      'foreign_origin',
    );
    expect((await workspace.post('say', card, { 'sec-fetch-site': 'cross-site' })).body.error.code).toBe(
      'foreign_origin',
    );
    expect((await workspace.post('say', card, { origin: workspace.url })).status).toBe(200);
    expect(await statusFor('evil.example')).toBe(421);
    expect(await statusFor(`localhost:${workspace.port}`)).toBe(200);
    expect(await statusFor(`[::1]:${workspace.port}`)).toBe(200);
  });

  test('what is not JSON, and what is too large', async () => {
    const url = `${workspace.url}/local/api/say`;
    const json = { 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', body: 'as=liu' })).status).toBe(415);
    expect((await fetch(url, { method: 'POST', headers: json, body: '{' })).status).toBe(400);
    expect((await fetch(url, { method: 'PUT', headers: json, body: '{}' })).status).toBe(405);
    const response = await fetch(url, {
      method: 'POST',
      headers: json,
      body: 'x'.repeat(26 * 1024 * 1024),
    }).catch(() => null);
    // The server may hang up on the rest before the answer is read.
    expect([413, undefined]).toContain(response?.status);
    expect((await workspace.post('say', card)).status).toBe(200);
  });

  test.each([
    '/local/page/..%2f..%2fadapter.js',
    '/local/page/../../../../package.json',
    '/local/fonts/files/..%2f400.css',
    '/local/vendor/x.js',
  ])('the path %s', async (path) => {
    expect((await fetch(workspace.url + path)).status).not.toBe(200);
  });

  test("other people's paths are left to them", async () => {
    expect((await fetch(`${workspace.url}/healthz`)).status).toBe(418);
  });

  function statusFor(host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = request({
        host: '127.0.0.1',
        port: workspace.port,
        path: '/local/api/people',
        headers: { host },
      });
      sent.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
  }
});
