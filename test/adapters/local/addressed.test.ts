import { describe, expect, test } from 'vitest';
import { heard } from '../../../src/adapters/local/addressed.ts';

describe('what the bot hears', () => {
  test.each([
    ['/deal acme', { text: 'deal acme', addressed: 'command' }],
    ['／商机 远景', { text: '商机 远景', addressed: 'command' }],
    [' / ', { text: '', addressed: 'command' }],
    ['@stagepost advance', { text: 'advance', addressed: 'mention' }],
    ['@Stagepost, advance', { text: 'advance', addressed: 'mention' }],
    ['＠驿站：推进', { text: '推进', addressed: 'mention' }],
    ['@驿站推进', { text: '推进', addressed: 'mention' }],
    ['远景见了王总 @驿站', { text: '远景见了王总', addressed: 'mention' }],
  ])('%s in a room', (text, line) => {
    expect(heard(text, 'room')).toEqual({ kind: 'line', ...line });
  });

  test.each([
    'good morning',
    '王总那边怎么样',
    'mail sales@stagepost.com',
    '@stagepost.com is down',
    '@stageposter',
    'see a/b',
  ])('%s in a room is talk between people', (text) => {
    expect(heard(text, 'room')).toBeNull();
  });

  test.each(['direct', 'bot-thread'] as const)('every line in a %s', (where) => {
    expect(heard(' met the cfo ', where)).toEqual({ kind: 'line', text: 'met the cfo', addressed: 'plain' });
    expect(heard('/undo', where)).toEqual({ kind: 'line', text: 'undo', addressed: 'command' });
  });
});
