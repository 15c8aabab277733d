import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { TURNED_AWAY } from '../../../src/adapters/lark/codes.ts';
import { eventTypes } from '../../../src/adapters/lark/events.ts';
import { TROUBLES } from '../../../src/adapters/lark/troubles.ts';
import { understand } from '../../../src/chat/understand.ts';
import { needed, scopesOfTheGuide } from '../../support/fake-lark/permissions.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
/** The first cells of a table, what stands in backquotes. */
const column = (text: string, head: string): string[] => {
  const table = text.slice(text.indexOf(head)).split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map((row) => row[1] ?? '');
};
const READMES = [
  { file: 'README.md', permissions: '| permission | why |', events: '| event or callback | why |' },
  { file: 'README.zh-CN.md', permissions: '| 权限 | 用来做什么 |', events: '| 事件或回调 | 用来做什么 |' },
];

test.each(READMES)('$file has a reason for each permission that the guide tells people to paste', (table) => {
  expect(column(read(table.file), table.permissions)).toEqual(scopesOfTheGuide());
});

test.each(READMES)('$file names the events that are heard', (table) => {
  expect(column(read(table.file), table.events).sort()).toEqual([...eventTypes].sort());
});

test('each permission that is asked for is one that something needs', () => {
  expect(scopesOfTheGuide().filter((scope) => !needed(scope))).toEqual([]);
});

test('the codes that somebody is told of are those of the table', () => {
  const table = /\| what happened \|[\s\S]*?\n\n/.exec(read('docs/feishu.md'))?.[0] ?? '';
  const rows = table
    .split('\n')
    .slice(2)
    .filter((row) => row !== '');
  const kinds = rows.map((row) => [...row.matchAll(/\b\d{5,8}\b/g)].map(([code]) => TROUBLES.get(code)));
  expect(kinds.map((each) => [...new Set(each)])).toEqual([
    ['room'],
    ['rules'],
    ['scope'],
    ['token'],
    ['root'],
    ['reader'],
    ['content'],
  ]);
  expect([...TURNED_AWAY].every((code) => TROUBLES.get(code) === 'token')).toBe(true);
});

test('every substitute is shown by a test that is there', () => {
  const tests = [...read('docs/feishu.md').matchAll(/`([\w/]+\.test\.ts)`/g)].map((match) => match[1] ?? '');
  expect(tests.length).toBeGreaterThan(15);
  expect(tests.filter((name) => !existsSync(`test/adapters/lark/${name}`))).toEqual([]);
});

test('the entries of the bot’s menu are lines', () => {
  const keys = [...read('docs/install-feishu.md').matchAll(/^\| [^|]+ \| `(\w+)` \|$/gm)].map(
    (match) => match[1] ?? '',
  );
  expect(keys.length).toBeGreaterThan(3);
  const scene = { now: new Date('2026-11-21T02:00:00Z'), zone: 'UTC', calendar: 'none', currency: 'CNY' };
  for (const key of keys)
    expect(
      understand(key.replaceAll('_', ' '), { commands, scene, addressed: 'command', inThread: false }),
    ).not.toBeNull();
});
