import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cadence, dueSlots, nextSlot, type Timetable } from '../../src/domain/schedule.ts';

const everyDayAt = (time: string, zone: string, days: readonly [string, string]): string[] => {
  const [from, to] = [new Date(days[0]), new Date(days[1])];
  const slots = ([1, 2, 3, 4, 5, 6, 7] as const).flatMap((weekday) =>
    dueSlots({ cadence: { kind: 'weekly', weekday }, time, zone, calendar: 'none' }, from, to),
  );
  return slots.map((slot) => slot.toISOString()).sort();
};

describe('when clocks change, each day has its slot once', () => {
  test.each([
    [
      'New York, 02:30 in the gap runs at 03:00',
      '02:30',
      'America/New_York',
      ['2026-03-07T00:00:00Z', '2026-03-10T00:00:00Z'],
      ['2026-03-07T07:30:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-09T06:30:00.000Z'],
    ],
    [
      'New York, 01:30 twice runs at its first',
      '01:30',
      'America/New_York',
      ['2026-10-31T00:00:00Z', '2026-11-03T00:00:00Z'],
      ['2026-10-31T05:30:00.000Z', '2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
    ],
    [
      'Santiago, 00:00 in the gap at midnight runs at 01:00',
      '00:00',
      'America/Santiago',
      ['2026-09-05T00:00:00Z', '2026-09-07T12:00:00Z'],
      ['2026-09-05T04:00:00.000Z', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ],
    [
      'Lord Howe, 02:15 in a gap of half an hour runs at 02:30',
      '02:15',
      'Australia/Lord_Howe',
      ['2026-10-02T20:00:00Z', '2026-10-04T20:00:00Z'],
      ['2026-10-03T15:30:00.000Z', '2026-10-04T15:15:00.000Z'],
    ],
    [
      'London, 01:30 in the gap and twice',
      '01:30',
      'Europe/London',
      ['2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z'],
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    ],
    [
      'London, back to winter',
      '01:30',
      'Europe/London',
      ['2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z'],
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
  ] as const)('%s', (_, time, zone, days, expected) => {
    expect(everyDayAt(time, zone, days)).toEqual(expected);
  });

  test('two days that share an instant, because one never was, have one slot', () => {
    // In Samoa 30 December 2011 was skipped. Indian calendar: Friday and Saturday are both worked.
    const timetable: Timetable = {
      cadence: { kind: 'workdays' },
      time: '00:00',
      zone: 'Pacific/Apia',
      calendar: 'IN',
    };
    const slots = dueSlots(timetable, new Date('2011-12-29T00:00:00Z'), new Date('2012-01-02T12:00:00Z'));
    expect(slots.map((slot) => slot.toISOString())).toEqual([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2012-01-01T10:00:00.000Z',
      '2012-01-02T10:00:00.000Z',
    ]);
  });
});

describe('cadences', () => {
  const at = (cadence: Cadence, calendar = 'prc'): Timetable => ({
    cadence,
    time: '09:00',
    zone: 'Asia/Shanghai',
    calendar,
  });
  const days = (timetable: Timetable, from: string, to: string) =>
    dueSlots(timetable, new Date(`${from}T00:00:00+08:00`), new Date(`${to}T23:59:00+08:00`)).map((slot) =>
      slot.toISOString().slice(0, 10),
    );

  test('working days follow the calendar, make-up Saturdays included', () => {
    expect(days(at({ kind: 'workdays' }), '2026-09-29', '2026-10-12')).toEqual([
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
    ]);
    expect(days(at({ kind: 'workdays' }, 'none'), '2026-10-01', '2026-10-05')).toEqual([
      '2026-10-01',
      '2026-10-02',
      '2026-10-05',
    ]);
  });

  test('a weekly or monthly slot keeps its day on a holiday', () => {
    expect(days(at({ kind: 'weekly', weekday: 4 }), '2026-09-28', '2026-10-09')).toEqual([
      '2026-10-01',
      '2026-10-08',
    ]);
    expect(days(at({ kind: 'monthly', day: 1 }), '2026-09-28', '2026-11-02')).toEqual([
      '2026-10-01',
      '2026-11-01',
    ]);
  });

  test('a day that a month does not have is its last', () => {
    expect(days(at({ kind: 'monthly', day: 31 }), '2027-01-15', '2027-05-01')).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
  });

  test('the slot at the start is not due again, the one at the end is', () => {
    const nine = new Date('2026-11-23T01:00:00Z');
    const next = new Date('2026-11-24T01:00:00Z');
    expect(dueSlots(at({ kind: 'workdays' }), nine, next)).toEqual([next]);
    expect(nextSlot(at({ kind: 'workdays' }), nine)).toEqual(next);
    expect(nextSlot(at({ kind: 'workdays' }), new Date('2026-11-21T02:00:00Z'))).toEqual(nine);
    expect(dueSlots(at({ kind: 'workdays' }), next, nine)).toEqual([]);
  });
});

describe('whatever the timetable', () => {
  const HOUR = 3_600_000;
  const timetables: fc.Arbitrary<Timetable> = fc.record({
    cadence: fc.oneof(
      fc.constant<Cadence>({ kind: 'workdays' }),
      fc
        .constantFrom(1, 2, 3, 4, 5, 6, 7)
        .map((weekday): Cadence => ({ kind: 'weekly', weekday: weekday as 1 })),
      fc.integer({ min: 1, max: 31 }).map((day): Cadence => ({ kind: 'monthly', day })),
    ),
    time: fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '09:00', '23:59'),
    zone: fc.constantFrom(
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Europe/London',
      'Asia/Shanghai',
    ),
    calendar: fc.constantFrom('prc', 'none', 'US'),
  });
  const instants = fc.integer({ min: 0, max: 24 * 1500 }).map((hours) => Date.UTC(2024, 0, 1) + hours * HOUR);
  const lengths = fc.integer({ min: 0, max: 24 * 200 }).map((hours) => hours * HOUR);

  test('slots rise and lie in their interval', () => {
    fc.assert(
      fc.property(timetables, instants, lengths, (timetable, from, length) => {
        let last = from;
        for (const slot of dueSlots(timetable, new Date(from), new Date(from + length))) {
          expect(slot.getTime()).toBeGreaterThan(last);
          last = slot.getTime();
        }
        expect(last).toBeLessThanOrEqual(from + length);
      }),
      { numRuns: 60 },
    );
  });

  test('cutting an interval in two loses and doubles no slot', () => {
    fc.assert(
      fc.property(timetables, instants, fc.tuple(lengths, lengths), (timetable, from, [first, second]) => {
        const [a, b, c] = [new Date(from), new Date(from + first), new Date(from + first + second)];
        const cut = [...dueSlots(timetable, a, b), ...dueSlots(timetable, b, c)];
        expect(cut).toEqual(dueSlots(timetable, a, c));
        const onSlot = cut[0];
        if (onSlot) expect([onSlot, ...dueSlots(timetable, onSlot, c)]).toEqual(cut);
      }),
      { numRuns: 60 },
    );
  });

  test('the next slot is the first that becomes due', () => {
    fc.assert(
      fc.property(timetables, instants, (timetable, after) => {
        const next = nextSlot(timetable, new Date(after));
        expect(dueSlots(timetable, new Date(after), next)).toEqual([next]);
      }),
      { numRuns: 60 },
    );
  });
});
