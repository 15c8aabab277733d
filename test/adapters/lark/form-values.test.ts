import { expect, test } from 'vitest';
import { rawValues } from '../../../src/adapters/lark/form-values.ts';

const personOf = async (openId: string) => (openId === 'ou_known' ? 'person-1' : null);
const raw = async (kind: Parameters<typeof rawValues>[1][string], value: unknown) =>
  (await rawValues({ field: value }, { field: kind }, personOf)).field;

test('what the platform’s controls give becomes our raw values', async () => {
  expect(await raw('date', '2024-04-01 +0800')).toBe('2024-04-01');
  expect(await raw('date', '下周二')).toBe('下周二');
  expect(await raw('time', '09:30 +0800')).toBe('09:30');
  expect(await raw('choices', ['price', 'timing'])).toBe('price,timing');
  expect(await raw('search', 'ou_known')).toBe('person-1');
  expect(await raw('search', '远景')).toBe('远景');
  expect(await raw('money', ' 48万 ')).toBe('48万');
  expect(await raw('line', undefined)).toBe('');
});

test('a field that was not on the card keeps what it had', async () => {
  expect(await rawValues({}, { note: 'lines' }, personOf)).toEqual({});
});
