import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '../../src/domain/day.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Europe/London',
  'UTC',
];

// PostgreSQL knows the zones from its own tables. It disagrees on purpose in two places only: inside a gap it counts
// on from before it, and of a repeated time it takes the second; both are left out by asking the wall clock back.
test('an unambiguous local time is the same instant as in PostgreSQL', async () => {
  const days = fc
    .integer({ min: 0, max: 3_000 })
    .map((n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10));
  const times = fc
    .integer({ min: 0, max: 95 })
    .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`);
  const asked = fc.sample(fc.tuple(fc.constantFrom(...ZONES), days, times), { numRuns: 400, seed: 7 });
  const values = asked
    .map(([zone, day, time], index) => `(${index}, '${zone}', timestamp '${day} ${time}')`)
    .join(',');
  const rows = await database.prisma.$queryRawUnsafe<{ i: number; at: Date; clear: boolean }[]>(
    `SELECT i, (local AT TIME ZONE zone) AS at,
       ((local AT TIME ZONE zone) AT TIME ZONE zone) = local
       AND (((local AT TIME ZONE zone) - interval '1 hour') AT TIME ZONE zone) <> local
       AND (((local AT TIME ZONE zone) - interval '30 minutes') AT TIME ZONE zone) <> local AS clear
     FROM (VALUES ${values}) asked(i, zone, local)`,
  );
  const clear = rows.filter((row) => row.clear);
  expect(clear.length).toBeGreaterThan(380);
  for (const row of clear) {
    const [zone, day, time] = asked[row.i] ?? ['UTC', '2022-01-01', '00:00'];
    expect(instantOf(day, time, zone).toISOString(), `${day} ${time} ${zone}`).toBe(row.at.toISOString());
  }
});
