import { describe, expect, test } from 'vitest';
import { attainment } from '../../src/domain/forecast.ts';
import type { Person, Team } from '../../src/domain/people.ts';
import { breakdown, creditsIn, type Target, wonBy } from '../../src/domain/target.ts';
import { aDeal, day } from '../support/histories.ts';

const november = { from: day('2026-11-01'), to: day('2026-12-01') };
const december = { from: day('2026-12-01'), to: day('2027-01-01') };
const everyone = { kind: 'everyone' } as const;
const won = (amount: number) => aDeal().and('won', '2026-11-10', { status: 'won', stageId: 'won', amount });

describe('what was won', () => {
  test('goes to whom the deal belonged then, not to whom it belongs now', () => {
    const credits = creditsIn(
      [won(700).and('assigned', '2026-11-20', { ownerId: 'mia', teamId: 'west' })],
      november,
    );
    expect(wonBy(credits, { kind: 'person', personId: 'li' })).toMatchObject({
      units: 1,
      amount: [{ minor: 700 }],
    });
    expect(wonBy(credits, { kind: 'team', teamIds: ['west'] })).toEqual({
      units: 0,
      amount: [],
      noAmount: 0,
    });
  });

  test('a cancelled win counts against the period of its cancellation', () => {
    const deal = won(700).and('cancelled', '2026-12-03', { status: 'open', stageId: 'proposal' });
    expect(wonBy(creditsIn([deal], november), everyone)).toMatchObject({
      units: 1,
      amount: [{ minor: 700 }],
    });
    expect(wonBy(creditsIn([deal], december), everyone)).toMatchObject({
      units: -1,
      amount: [{ minor: -700 }],
    });
  });

  test('a voided win never was', () => {
    const deal = won(700).and('voided', '2026-12-03', {}, { voids: 2 });
    expect(creditsIn([deal], november)).toEqual([]);
    expect(creditsIn([deal], december)).toEqual([]);
  });

  test('a win without an amount is counted and said', () => {
    const deal = aDeal({ amount: null }).and('won', '2026-11-10', { status: 'won' });
    expect(wonBy(creditsIn([deal], november), everyone)).toEqual({ units: 1, amount: [], noAmount: 1 });
  });

  test('attainment is in the currency of the target', () => {
    const target = aTarget('person', 'li', 1_000);
    const both = wonBy(
      creditsIn([won(700), aDeal({ currency: 'USD' }).and('won', '2026-11-10', { status: 'won' })], november),
      everyone,
    );
    expect(attainment(target, both)).toEqual({ value: 0.7 });
    expect(attainment({ ...target, measure: 'units', value: 4 }, both)).toEqual({ value: 0.5 });
  });
});

const aTarget = (scope: Target['scope'], subject: string, value: number): Target => ({
  scope,
  subject,
  period: '2026-11',
  measure: 'amount',
  value,
  currency: 'CNY',
});

describe('breakdown', () => {
  const team = (id: string, parentId: string | null): Team => ({ id, name: id, parentId, homes: [] });
  const teams = [team('sales', null), team('east', 'sales'), team('west', 'sales')];
  const person = (id: string, teamId: string, role: Person['role']): Person => ({
    id,
    name: id,
    role,
    status: 'active',
    teamId,
    locale: 'en',
    zone: null,
    email: null,
    mutedUntil: null,
    quiet: null,
    createdAt: day('2026-01-01'),
  });
  const people = [
    person('wang', 'east', 'manager'),
    person('li', 'east', 'rep'),
    person('ada', 'east', 'admin'),
  ];
  const of = (targets: readonly Target[], scope: Target['scope'], subject: string) =>
    breakdown(targets, { scope, subject, measure: 'amount' }, { teams, people });

  test('a team’s parts are its people, and the difference is told', () => {
    const found = of([aTarget('team', 'east', 1_000), aTarget('person', 'li', 700)], 'team', 'east');
    expect(found.parts.map(({ name }) => name)).toEqual(['wang', 'li']);
    expect(found).toMatchObject({ sum: 700, difference: -300, unset: 1 });
  });

  test('an organisation under one roof team breaks down into what is under the roof', () => {
    const targets = [
      aTarget('organisation', 'org', 1_000),
      aTarget('team', 'east', 600),
      aTarget('team', 'west', 400),
    ];
    expect(of(targets, 'organisation', 'org')).toMatchObject({ sum: 1_000, difference: 0, unset: 0 });
  });

  test('another currency is not added, and nothing is compared with nothing', () => {
    const usd = { ...aTarget('person', 'li', 700), currency: 'USD' };
    expect(of([aTarget('team', 'east', 1_000), usd], 'team', 'east')).toMatchObject({
      difference: null,
      unset: 2,
    });
    expect(of([aTarget('person', 'li', 700)], 'team', 'east')).toMatchObject({
      whole: undefined,
      difference: null,
    });
  });
});
