import { expect, test, vi } from 'vitest';

// chinese-days builds its table in the zone of the machine, when it is loaded.
vi.hoisted(() => {
  process.env.TZ = 'America/Los_Angeles';
});

import { festivalBreak, isWorkday } from '../../src/domain/workday.ts';

test('the PRC calendar is the same on a machine west of Greenwich', () => {
  expect(new Date('2026-11-21T02:00:00Z').getDate()).toBe(20);
  expect(['2026-02-14', '2026-02-28', '2026-10-10'].map((day) => isWorkday(day, 'prc'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    ['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08'].map((day) => isWorkday(day, 'prc')),
  ).toEqual([true, false, false, true]);
  expect(festivalBreak('春节', '2026-01-01')).toEqual({ first: '2026-02-15', last: '2026-02-23' });
  expect(festivalBreak('春节', '2027-01-01').first).toBe('2027-02-05');
});
