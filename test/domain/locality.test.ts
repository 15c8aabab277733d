import { expect, test } from 'vitest';
import { calendarCalled, currencyCalled, zoneNamed } from '../../src/domain/locality.ts';

test.each([
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['asia/tokyo', 'Asia/Tokyo'],
  ['New York', 'America/New_York'],
  ['to London', 'Europe/London'],
  ['北京时间', 'Asia/Shanghai'],
  ['上海市', 'Asia/Shanghai'],
  ['UTC', 'UTC'],
  ['Atlantis', undefined],
  ['', undefined],
  ['a\\b(c', undefined],
])('zone %s', (said, zone) => {
  expect(zoneNamed(said)).toBe(zone);
});

test.each([
  ['usd', 'USD'],
  ['美元', 'USD'],
  ['€', 'EUR'],
  ['¥', 'CNY'],
  ['chf', 'CHF'],
  ['kzt', 'KZT'],
  ['shells', undefined],
])('currency %s', (said, code) => {
  expect(currencyCalled(said, 'CNY')).toBe(code);
});

test.each([
  ['china', 'prc'],
  ['中国', 'prc'],
  ['none', 'none'],
  ['不计节假日', 'none'],
  ['Germany', 'DE'],
  ['德国', 'DE'],
  ['us', 'US'],
  ['UK', 'GB'],
  ['Atlantis', undefined],
])('calendar %s', (said, calendar) => {
  expect(calendarCalled(said)?.calendar).toBe(calendar);
});
