import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOf } from '../../src/domain/day.ts';
import {
  dueNudges,
  FROM,
  type Given,
  type Ladder,
  LEVELS,
  nextNudge,
  reachable,
  STEP_DAYS,
  standIn,
  within,
} from '../../src/domain/nudge.ts';
import type { Leave, Person } from '../../src/domain/people.ts';
import { type Stall, stallsOf } from '../../src/domain/stall.ts';
import { isWorkday, workdaysBetween } from '../../src/domain/workday.ts';
import { aDeal, aPipeline, type DealOf, OFFICE } from '../support/deals.ts';

const TODAY = '2026-11-23';

function aStall(of: DealOf = {}): Stall {
  const [stall] = stallsOf(aDeal(of), {
    today: TODAY,
    office: OFFICE,
    pipelines: [aPipeline()],
    p90: new Map(),
  });
  if (stall === undefined) throw new Error('this deal is not stalled');
  return stall;
}

const gave = (level: Given['level'], day: string): Given => {
  const { clockStart, why, deal } = aStall();
  return { deal: deal.number, why, clockStart, level, personId: 'li', day, at: new Date(`${day}T02:00:00Z`) };
};

const ladder = (of: Partial<Ladder> = {}): Ladder => ({
  given: [],
  hasThread: true,
  actedOn: null,
  today: TODAY,
  calendar: OFFICE.calendar,
  ...of,
});

describe('the ladder', () => {
  test.each<[string, Partial<Ladder>, ReturnType<typeof nextNudge>]>([
    ['begins with the owner at once', {}, { level: 'owner', on: TODAY }],
    ['on a working day', { today: '2026-11-21' }, { level: 'owner', on: TODAY }],
    ['then the thread', { given: [gave('owner', '2026-11-19')] }, { level: 'thread', on: TODAY }],
    [
      'or without one the manager, no sooner than otherwise',
      { given: [gave('owner', '2026-11-19')], hasThread: false },
      { level: 'manager', on: '2026-11-25' },
    ],
    [
      'after two working days without action',
      { given: [gave('owner', '2026-11-19')], actedOn: '2026-11-20' },
      { level: 'thread', on: '2026-11-24' },
    ],
    ['ends with the manager', { given: [gave('owner', '2026-11-12'), gave('manager', '2026-11-18')] }, null],
  ])('%s', (_, of, next) => {
    expect(nextNudge(aStall(), ladder(of))).toEqual(next);
  });

  test('snoozing holds every level until its day, and to a working one', () => {
    const stall = aStall({ snoozedUntil: '2026-11-28' });
    expect(nextNudge(stall, ladder())).toEqual({ level: 'owner', on: '2026-11-30' });
    expect(nextNudge(stall, ladder({ given: [gave('owner', '2026-11-19')] }))?.on).toBe('2026-11-30');
  });

  test('lived through day by day, each level comes once, in order, on working days, two or more apart', () => {
    const acting = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(fc.boolean(), acting, fc.option(fc.nat(40), { nil: null }), (hasThread, acts, snooze) => {
        const snoozedUntil = snooze === null ? null : addDays(TODAY, snooze);
        const stall = aStall({ snoozedUntil });
        const given: Given[] = [];
        for (let offset = 0; offset < 90; offset++) {
          const today = addDays(TODAY, offset);
          const last = Math.max(...acts.filter((one) => one <= offset), -1);
          const actedOn = last < 0 ? null : addDays(TODAY, last);
          const next = nextNudge(stall, ladder({ given, hasThread, actedOn, today }));
          if (next === null || next.on > today) continue;
          if (isWorkday(today, OFFICE.calendar)) given.push(gave(next.level, today));
        }
        expect(given.map((one) => one.level)).toEqual(
          LEVELS.filter((level) => level !== 'thread' || hasThread),
        );
        given.forEach((one, index) => {
          expect(isWorkday(one.day, OFFICE.calendar)).toBe(true);
          if (snoozedUntil !== null) expect(one.day >= snoozedUntil).toBe(true);
          const before = given[index - 1];
          if (before === undefined) return;
          const apart = workdaysBetween(before.day, one.day, OFFICE.calendar);
          expect(apart).toBeGreaterThanOrEqual(hasThread ? STEP_DAYS : 2 * STEP_DAYS);
        });
      }),
    );
  });
});

const aPerson = (id: string, of: Partial<Person> = {}): Person => ({
  id,
  name: id,
  role: 'rep',
  status: 'active',
  teamId: 'east',
  locale: 'zh',
  zone: null,
  email: null,
  mutedUntil: null,
  quiet: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...of,
});

const aLeave = (person: string, deputy: string, from = TODAY, until = TODAY): Leave => ({
  id: `${person}-${deputy}`,
  person: { id: person, name: person },
  deputy: { id: deputy, name: deputy },
  from,
  until,
});

describe('who', () => {
  const people = [aPerson('li'), aPerson('zhao'), aPerson('old', { status: 'left' })];
  const staff = (leaves: readonly Leave[]) => ({ people, teams: [], leaves });

  test('oneself, one’s deputy on the days of the leave, or the deputy’s deputy', () => {
    expect(standIn('li', staff([]), TODAY)?.id).toBe('li');
    expect(standIn('li', staff([aLeave('li', 'zhao')]), TODAY)?.id).toBe('zhao');
    expect(standIn('li', staff([aLeave('li', 'zhao')]), addDays(TODAY, 1))?.id).toBe('li');
    expect(standIn('old', staff([aLeave('old', 'li'), aLeave('li', 'zhao')]), TODAY)?.id).toBe('zhao');
  });

  test('two who stand in for each other end the search; nobody stands in for whoever has left', () => {
    expect(standIn('li', staff([aLeave('li', 'zhao'), aLeave('zhao', 'li')]), TODAY)).not.toBeUndefined();
    expect(standIn('old', staff([]), TODAY)).toBeNull();
    expect(standIn('li', staff([aLeave('li', 'old')]), TODAY)).toBeNull();
  });
});

describe('when', () => {
  const at = (time: string) => instantOf(TODAY, time, OFFICE.zone);

  test.each<[string, Partial<Person>, string, boolean]>([
    ['from 09:30', {}, FROM, true],
    ['not before', {}, '09:29', false],
    ['not in the evening', {}, '20:00', false],
    ['but for whoever wants it', { quiet: { from: '00:00', to: '00:00' } }, '23:00', true],
    ['not in one’s quiet hours', { quiet: { from: '12:00', to: '14:00' } }, '12:00', false],
    ['after them', { quiet: { from: '12:00', to: '14:00' } }, '14:00', true],
    ['not while muted', { mutedUntil: at('10:00') }, '09:59', false],
    ['after it', { mutedUntil: at('10:00') }, '10:00', true],
    ['nine in Shanghai is evening in Los Angeles', { zone: 'America/Los_Angeles' }, '10:00', false],
  ])('%s', (_, of, time, may) => {
    expect(reachable(aPerson('li', of), at(time), OFFICE)).toBe(may);
  });

  test('a time is either within some hours or within the hours around them', () => {
    const time = fc.nat(24 * 60 - 1).map((n) => new Date(n * 60_000).toISOString().slice(11, 16));
    fc.assert(
      fc.property(time, time, time, (now, from, to) => {
        fc.pre(from !== to);
        expect(within(now, { from, to })).toBe(!within(now, { from: to, to: from }));
        expect(within(now, { from, to: from })).toBe(false);
      }),
    );
  });
});

test('a deal is nudged once for all it is stalled for, silence first; the largest deal comes first', () => {
  const stalls = [aDeal({ number: 1, amount: 100 }), aDeal({ number: 2, amount: 300 })].flatMap((deal) =>
    stallsOf(deal, { today: TODAY, office: OFFICE, pipelines: [aPipeline()], p90: new Map() }),
  );
  expect(stalls).toHaveLength(4);
  const due = dueNudges({
    stalls,
    given: [],
    threads: new Set(),
    acted: new Map(),
    people: [aPerson('li')],
    teams: [],
    leaves: [],
    now: instantOf(TODAY, FROM, OFFICE.zone),
    office: OFFICE,
    currency: 'CNY',
  });
  expect(due.map((one) => [one.stall.deal.number, one.stall.why, one.also?.why])).toEqual([
    [2, 'silent', 'stuck'],
    [1, 'silent', 'stuck'],
  ]);
});
