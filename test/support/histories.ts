// Deals with a past, for tests of measures: a pipeline, builders, and generated histories.
//
//   const deal = aDeal({ amount: 1_000 }).and('won', '2026-11-05', { status: 'won' });
//   const histories = fc.sample(someHistories);

import fc from 'fast-check';
import { BLANK, type DealEvent, type EventKind, fold, type Tracked } from '../../src/domain/deal.ts';
import type { History } from '../../src/domain/measure.ts';
import type { Pipeline, Stage } from '../../src/domain/stage.ts';
import type { DealLine } from '../../src/domain/views.ts';

export const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

const stage = (position: number, set: Partial<Stage> & Pick<Stage, 'key'>): Stage => ({
  id: set.key,
  pipelineId: 'pipeline',
  name: { en: set.key, zh: set.key },
  position,
  probability: 0,
  patience: 5,
  benchmark: null,
  part: 'open',
  category: 'pipeline',
  admits: 'any',
  criteria: [],
  leastPhase: null,
  ...set,
});

/** candidate (omitted) → prospect 5% → proposal 30% → negotiation 75% → won */
export const PIPELINE: Pipeline = {
  id: 'pipeline',
  name: 'Sales',
  template: 'test',
  isDefault: true,
  stages: [
    stage(0, { key: 'candidate', category: 'omitted' }),
    stage(1, { key: 'prospect', probability: 5, benchmark: 25 }),
    stage(2, { key: 'proposal', probability: 30, benchmark: 40, category: 'best' }),
    stage(3, { key: 'negotiation', probability: 75, category: 'commit' }),
    stage(4, { key: 'won', probability: 100, part: 'wins', category: 'commit' }),
  ],
};

const OPENING: Tracked = {
  ...BLANK,
  status: 'open',
  pipelineId: 'pipeline',
  stageId: 'prospect',
  nameId: 'name',
  amount: 1_000,
  currency: 'CNY',
  expectedClose: '2026-11-30',
  ownerId: 'li',
  teamId: 'east',
};

/** A line as the store would hand it out for these events. */
export function lineOf(number: number, events: readonly DealEvent[]): DealLine {
  const state = fold(events);
  return {
    number,
    version: events.length,
    name: `Deal ${number}`,
    customer: null,
    state,
    owner: { id: state.ownerId, name: state.ownerId },
    team: { id: state.teamId, name: state.teamId },
  };
}

export type Told = History & {
  /** One more event, recorded when it happened unless told otherwise. */
  and(
    kind: EventKind,
    on: string,
    changes?: Partial<Tracked>,
    more?: Partial<Pick<DealEvent, 'detail' | 'voids' | 'recordedAt' | 'actorId'>>,
  ): Told;
};

let last = 0;

export function aDeal(opening: Partial<Tracked> & { opened?: string } = {}): Told {
  const { opened = '2026-10-01', ...changes } = opening;
  last += 1;
  return told(last, [event(1, 'opened', day(opened), { ...OPENING, ...changes })]);
}

const event = (seq: number, kind: EventKind, at: Date, changes: Partial<Tracked>): DealEvent => ({
  seq,
  kind,
  actorId: 'li',
  teamId: 'east',
  at,
  recordedAt: at,
  changes,
  detail: {},
  voids: null,
  inputId: String(seq),
});

const told = (number: number, events: readonly DealEvent[]): Told => ({
  deal: lineOf(number, events),
  events,
  and: (kind, on, changes = {}, more = {}) =>
    told(number, [...events, { ...event(events.length + 1, kind, day(on), changes), ...more }]),
});

/** What may happen to a deal in a generated history; days are added to the clock before it. */
const happening = fc.record({
  days: fc.integer({ min: 0, max: 25 }),
  late: fc.integer({ min: 0, max: 9 }),
  what: fc.constantFrom(
    'amount',
    'amount',
    'close',
    'close',
    'owner',
    'team',
    'stage',
    'stage',
    'category',
    'currency',
    'win',
    'lose',
    'reopen',
    'void',
    'void',
    'split',
    'merge',
    'note',
  ),
  amount: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  close: fc.option(fc.integer({ min: -40, max: 120 })),
  pick: fc.nat({ max: 1_000 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const START = day('2026-09-01').getTime();
const DAY_MS = 86_400_000;
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const from = <T>(of: readonly [T, ...T[]], pick: number): T => of[pick % of.length] ?? of[0];

/** Deals with voids (and voids of voids), reopenings, moves between owners and teams, pulls and pushes, splits and merges. */
export const someHistories: fc.Arbitrary<History[]> = fc
  .array(fc.record({ first: happening, rest: fc.array(happening, { maxLength: 12 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((deals) => deals.map(({ first, rest }, index) => generated(index + 1, first, rest)));

function generated(number: number, first: Happening, rest: readonly Happening[]): History {
  let clock = START + first.days * DAY_MS;
  const events = [event(1, 'opened', new Date(clock), { ...OPENING, ...openingOf(first, clock) })];
  for (const one of rest) {
    clock += one.days * DAY_MS;
    const next = nextEvent(events, one, clock);
    // Sometimes it is recorded on the day, sometimes days after it happened.
    if (next !== null)
      events.push({
        ...next,
        at: new Date(Math.max(START, clock - one.late * DAY_MS)),
        recordedAt: new Date(clock),
      });
  }
  return { deal: lineOf(number, events), events };
}

const openingOf = (one: Happening, clock: number): Partial<Tracked> => ({
  amount: one.amount,
  expectedClose: one.close === null ? null : isoDay(clock + one.close * DAY_MS),
  ownerId: from(['li', 'mia'], one.pick),
  teamId: from(['east', 'west'], one.pick),
  stageId: from(['candidate', 'prospect', 'proposal'], one.pick),
  partOf: one.pick % 7 === 0 ? 1 : null,
});

function nextEvent(events: readonly DealEvent[], one: Happening, clock: number): DealEvent | null {
  const seq = events.length + 1;
  const state = fold(events);
  const make = (kind: EventKind, changes: Partial<Tracked>): DealEvent =>
    event(seq, kind, new Date(clock), changes);
  if (one.what === 'void') return { ...make('voided', {}), voids: (one.pick % events.length) + 1 };
  if (one.what === 'reopen') {
    const kind = state.status === 'won' ? 'cancelled' : 'reopened';
    return state.status === 'open' || state.status === 'void'
      ? null
      : make(kind, { status: 'open', stageId: 'proposal' });
  }
  if (state.status !== 'open') return null;
  switch (one.what) {
    case 'amount':
      return make('edited', { amount: one.amount });
    case 'close':
      return make('edited', {
        expectedClose: one.close === null ? null : isoDay(clock + one.close * DAY_MS),
      });
    case 'owner':
      return make('assigned', { ownerId: from(['li', 'mia'], one.pick) });
    case 'team':
      return make('assigned', { teamId: from(['east', 'west'], one.pick) });
    case 'stage':
      return make('moved', { stageId: from(['candidate', 'prospect', 'proposal', 'negotiation'], one.pick) });
    case 'category':
      return make('edited', { category: from(['omitted', 'best', null], one.pick) });
    case 'currency':
      return make('edited', { currency: from(['CNY', 'USD'], one.pick), amount: one.amount });
    case 'win':
      return make('won', {
        status: 'won',
        stageId: 'won',
        ...(one.amount === null ? {} : { amount: one.amount }),
      });
    case 'lose':
      return make('lost', { status: 'lost' });
    case 'split':
      return make('split', { amount: Math.floor((state.amount ?? 0) / 2) });
    case 'merge':
      return make('merged', { status: 'void', mergedInto: 1 });
    default:
      return make('noted', {});
  }
}
