import { expect, test } from 'vitest';
import { saidAbove } from '../../src/adapters/local/page/said.ts';

const card = { title: '华东区 · 日报', elements: [] };

test.each([
  ['华东区 · 日报', card, ''],
  ['华东区 · 日报 · 还差 ¥26.7万', card, ''],
  ['华东区 · 日报已在昨天发过。', card, '华东区 · 日报已在昨天发过。'],
  ['已记：2026年11月22日（周日）电话。', card, '已记：2026年11月22日（周日）电话。'],
  ['好的', undefined, '好的'],
])('%s', (text, shown, said) => {
  expect(saidAbove(shown === undefined ? { text } : { text, card: shown })).toBe(said);
});
