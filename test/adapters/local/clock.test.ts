import { describe, expect, test } from 'vitest';
import { forward } from '../../../src/adapters/local/clock.ts';

const now = new Date('2026-11-23T01:30:00.000Z');
const hour = 3_600_000;

describe('how far the clock moves', () => {
  test.each([
    ['PT1H', 'Asia/Shanghai', hour],
    ['P7D', 'Asia/Shanghai', 7 * 24 * hour],
    // 09:30 in Shanghai is 20:30 of the day before in New York.
    ['tomorrow 09:00', 'Asia/Shanghai', 23.5 * hour],
    ['tomorrow 09:00', 'America/New_York', 12.5 * hour],
  ])('%s in %s', (wish, zone, ms) => {
    expect(forward(wish, now, zone)).toBe(ms);
  });

  test('days are calendar days where the clocks change', () => {
    // New York falls back on 1 November 2026.
    expect(forward('P1D', new Date('2026-10-31T16:00:00.000Z'), 'America/New_York')).toBe(25 * hour);
  });

  test.each(['', 'soon', 'PT0S', '-PT1H', 'P2Y', 'tomorrow 25:00', 'tomorrow 9:00', 'P1D; drop'])(
    'not by "%s"',
    (wish) => {
      expect(forward(wish, now, 'Asia/Shanghai')).toBeNull();
    },
  );
});
