import { expect, test } from 'vitest';
import { setupFrom } from '../../src/domain/setup.ts';
import { surroundingsOf } from '../../src/domain/surroundings.ts';
import { isCalendar } from '../../src/domain/workday.ts';

test('wherever an organisation begins, it has a currency and a calendar that exist', () => {
  const currencies = new Set(Intl.supportedValuesOf('currency'));
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'UTC']) {
    const { currency, calendar } = surroundingsOf(zone);
    expect(currencies.has(currency), zone).toBe(true);
    expect(isCalendar(calendar), `${zone} ${calendar}`).toBe(true);
  }
  expect(surroundingsOf('Asia/Shanghai')).toEqual({ currency: 'CNY', calendar: 'prc' });
  expect(surroundingsOf('Mars/Base')).toEqual({ currency: 'USD', calendar: 'none' });
});

test('what was kept of a set-up is read back, and anything else is none', () => {
  const room = { platform: 'slack', workspace: 'T1', channel: 'C1' };
  expect(setupFrom({ done: ['room', 'language', 'dinner'], room })).toEqual({
    done: ['language', 'room'],
    room,
  });
  expect(setupFrom({ done: [], room: { channel: 5 } })).toEqual({ done: [], room: null });
  for (const junk of [null, 'setup', {}, { done: 'all' }]) expect(setupFrom(junk)).toBeNull();
});
