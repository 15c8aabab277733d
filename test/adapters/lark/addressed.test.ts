import { expect, test } from 'vitest';
import { heard } from '../../../src/adapters/lark/addressed.ts';
import type { MessageEvent } from '../../../src/adapters/lark/events.ts';

const bot = { key: '@_user_1', id: { open_id: 'ou_bot' }, name: '驿站' };
const wang = { key: '@_user_2', id: { open_id: 'ou_wang' }, name: '王芳' };

const said = (text: string, facts: Partial<MessageEvent['message']> = {}) =>
  heard(
    {
      sender: { sender_type: 'user' },
      message: {
        message_id: 'om_1',
        create_time: '0',
        chat_id: 'oc_1',
        chat_type: 'group',
        message_type: 'text',
        content: JSON.stringify({ text }),
        mentions: [bot, wang],
        ...facts,
      },
    },
    'ou_bot',
  );

test.each([
  ['@_user_1 推进远景', '推进远景', 'mention'],
  ['@_user_1，推进远景', '推进远景', 'mention'],
  ['@_user_1 /deal acme', 'deal acme', 'command'],
  ['@_user_1 ／商机', '商机', 'command'],
  ['/deal @_user_1 acme', 'deal acme', 'command'],
  ['@_user_1 交接 远景 @_user_2', '交接 远景 王芳', 'mention'],
])('in a group “%s” is “%s”', (text, line, addressed) => {
  expect(said(text)).toEqual({ kind: 'line', text: line, addressed });
});

test('in a group only what mentions the bot is heard', () => {
  expect(said('推进远景', { mentions: null })).toBeNull();
  expect(said('@_user_2 推进远景', { mentions: [wang] })).toBeNull();
});

test('in the direct chat everything is', () => {
  expect(said('推进远景', { chat_type: 'p2p', mentions: null })).toMatchObject({
    text: '推进远景',
    addressed: 'plain',
  });
});

test('ten people mentioned are not mixed up', () => {
  const ten = { key: '@_user_10', id: { open_id: 'ou_ten' }, name: '十号' };
  expect(said('@_user_1 交接给 @_user_10', { mentions: [bot, ten] })?.text).toBe('交接给 十号');
});

test('a rich post is read as its words', () => {
  const content = JSON.stringify({
    title: '远景',
    content: [
      [
        { tag: 'at', user_id: '@_user_1' },
        { tag: 'text', text: ' 见了王总' },
      ],
      [{ tag: 'img', image_key: 'x' }],
      [{ tag: 'a', href: 'https://x', text: '纪要' }],
    ],
  });
  expect(said('', { message_type: 'post', content })?.text).toBe('远景\n 见了王总\n纪要');
});

test('stickers, broken contents and pictures are no words', () => {
  expect(said('', { message_type: 'sticker' })).toBeNull();
  expect(said('', { content: 'not json' })).toBeNull();
});
