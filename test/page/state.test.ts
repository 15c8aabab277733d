import { describe, expect, test } from 'vitest';
import type { ChannelView, MenuView, MessageView } from '../../src/adapters/local/api.ts';
import { fitting, slashed } from '../../src/adapters/local/page/menu.ts';
import { readRoute, writeRoute } from '../../src/adapters/local/page/route.ts';
import { type Action, reduce, type State, start } from '../../src/adapters/local/page/state.ts';
import { words } from '../../src/adapters/local/page/words.ts';

// The page's rules without a browser.

function message(id: string, facts: Partial<MessageView> = {}): MessageView {
  const seq = Number(id.slice(1));
  const base = {
    channel: 'east',
    thread: null,
    author: 'chen',
    said: null,
    private: false,
    pictures: [],
    files: [],
    replies: null,
  };
  return {
    id,
    ...base,
    seq,
    revision: seq,
    at: '2026-11-23T01:30:00.000Z',
    editedAt: null,
    body: { text: id },
    ...facts,
  };
}

const channel: ChannelView = {
  id: 'east',
  kind: 'room',
  name: 'east',
  topic: null,
  unread: 0,
  readTo: 0,
  members: [],
};
const stateAfter = (actions: readonly Action[]): State => [me, ...actions].reduce(reduce, start);
const arrived = (one: MessageView, open: string | null = null): Action => ({
  kind: 'arrived',
  event: { message: one, root: null },
  me: 'liu',
  open,
});
const me: Action = { kind: 'become', as: 'liu' };
const known: Action = { kind: 'channels', channels: [channel], revision: 0 };
const loaded = (messages: readonly MessageView[]): Action => ({
  kind: 'loaded',
  key: 'east',
  talk: { messages, more: false, root: null },
});

describe('what arrives', () => {
  test('takes its place by seq, once, and the later revision wins', () => {
    const better = message('m2', { revision: 9, body: { text: 'better' } });
    const state = stateAfter([
      known,
      loaded([message('m3'), message('m1')]),
      arrived(better),
      arrived(message('m2')),
    ]);
    expect(state.talks.east?.messages.map(({ body }) => body.text)).toEqual(['m1', 'better', 'm3']);
  });

  test('counts as unread unless it is open, mine, in a thread, or only changed', () => {
    const unread = (...actions: Action[]) => stateAfter([known, ...actions]).channels[0]?.unread;
    expect(unread(arrived(message('m1')), arrived(message('m2')))).toBe(2);
    expect(unread(arrived(message('m1'), 'east'))).toBe(0);
    expect(unread(arrived(message('m1', { author: 'liu' })))).toBe(0);
    expect(unread(arrived(message('m1', { thread: 'm0' })))).toBe(0);
    expect(unread(arrived(message('m1', { revision: 5 })))).toBe(0);
    expect(unread(arrived(message('m1')), { kind: 'read', channel: 'east', seq: 1 })).toBe(0);
  });

  test('tells the root how many replies it has', () => {
    const replies = { count: 2, lastAt: '2026-11-23T01:30:00.000Z', authors: ['chen'] };
    const reply = message('m2', { thread: 'm1' });
    const event: Action = {
      kind: 'arrived',
      event: { message: reply, root: { id: 'm1', replies } },
      me: 'liu',
      open: 'east',
    };
    const state = stateAfter([known, loaded([message('m1')]), event]);
    expect(state.talks.east?.messages).toMatchObject([{ id: 'm1', replies }]);
    expect(state.talks['east/m1']).toBeUndefined();
  });
});

test('an answer that comes after one became somebody else is not theirs to see', () => {
  const secret = arrived(message('m1', { private: true }));
  const state = stateAfter([known, { kind: 'become', as: 'wang' }, known, loaded([]), secret]);
  expect(state.talks.east?.messages).toEqual([]);
});

test('what was said and not confirmed stays until it is settled', () => {
  const pending = {
    id: 'a',
    as: 'liu',
    channel: 'east',
    thread: null,
    text: 'x',
    files: [],
    state: 'sending' as const,
  };
  const failed = stateAfter([
    { kind: 'sending', pending },
    { kind: 'failed', id: 'a' },
    { kind: 'become', as: 'wang' },
  ]);
  expect(failed.pending).toEqual([{ ...pending, state: 'failed' }]);
  expect(reduce(failed, { kind: 'settled', id: 'a' }).pending).toEqual([]);
});

describe('the / menu', () => {
  const item = (noun: string, en: string, zh: string): MenuView['items'][number] => ({
    en: { noun, verb: 'v', line: en, help: `Help for ${en}`, example: en },
    zh: { noun, verb: 'v', line: zh, help: `${zh}的说明`, example: zh },
  });
  const items = [
    item('deal', 'new', '新商机'),
    item('visit', 'visit', '拜访'),
    item('deal', 'renew', '续约'),
  ];
  const lines = (typed: string) => fitting(items, typed).map(({ en }) => en.line);

  test.each([
    ['', ['new', 'visit', 'renew']],
    ['n', ['new', 'renew']],
    ['NEW', ['new', 'renew']],
    ['拜', ['visit']],
    ['说明', ['new', 'visit', 'renew']],
    ['deal', ['new', 'renew']],
    ['new ', []],
    ['new acme', []],
    ['zebra', []],
  ])('"%s" fits %j', (typed, expected) => {
    expect(lines(typed)).toEqual(expected);
  });

  test('a command begins with a slash of either width, on one line', () => {
    expect(slashed('/new')).toBe('new');
    expect(slashed('／新')).toBe('新');
    expect(slashed('a/b')).toBeNull();
    expect(slashed('/new\nsecond line')).toBeNull();
  });
});

test('an address is read as it was written', () => {
  const route = { as: '刘 洋', channel: 'a/b', thread: 'm1' };
  expect(readRoute(writeRoute(route))).toEqual(route);
  expect(readRoute('#/%E0%A4%A')).toEqual({ as: null, channel: null, thread: null });
  expect(readRoute('')).toEqual({ as: null, channel: null, thread: null });
});

test('both languages say everything', () => {
  const shape = (table: object) =>
    Object.entries(table).map(([key, value]) => [key, typeof value, Array.isArray(value)]);
  expect(shape(words.zh)).toEqual(shape(words.en));
  for (const value of Object.values(words.zh)) expect(value).not.toBe('');
});
