import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DealState } from '../../src/domain/deal.ts';
import type { History, Whose } from '../../src/domain/measure.ts';
import {
  asKnown,
  asOf,
  LINES,
  type MovementLine,
  movement,
  slippageRate,
  type Window,
} from '../../src/domain/movement.ts';
import { aDeal, day, PIPELINE, someHistories } from '../support/histories.ts';

const NOVEMBER = {
  from: '2026-11-01',
  until: '2026-11-30',
  begins: day('2026-11-01'),
  over: day('2026-12-01'),
};
const window = (set: Partial<Window> = {}): Window => ({
  from: NOVEMBER.begins,
  to: NOVEMBER.over,
  pipelines: [PIPELINE],
  whose: { kind: 'everyone' },
  due: null,
  basis: 'corrected',
  detail: 'net',
  ...set,
});

/** The lines that are not 0, with start and end, in the one currency there is. */
function linesOf(histories: readonly History[], set: Partial<Window> = {}) {
  const [one] = movement(histories, [], window(set)).currencies;
  if (one === undefined) return {};
  const moved = LINES.filter((line) => one.lines[line] !== 0).map((line): [MovementLine, number] => [
    line,
    one.lines[line],
  ]);
  return { start: one.start, ...Object.fromEntries(moved), end: one.end };
}

describe('movement tells each kind of change by its own line', () => {
  test('opened and grown', () => {
    const deal = aDeal({ opened: '2026-11-03' }).and('edited', '2026-11-09', { amount: 1_500 });
    expect(linesOf([deal])).toEqual({ start: 0, new: 1_500, end: 1_500 });
    expect(linesOf([deal], { detail: 'gross' })).toEqual({
      start: 0,
      new: 1_000,
      increased: 500,
      end: 1_500,
    });
  });

  test('an amount and a date that are set for the first time', () => {
    const deal = aDeal({ amount: null, expectedClose: null })
      .and('edited', '2026-11-03', { expectedClose: '2026-11-20' })
      .and('edited', '2026-11-04', { amount: 700 });
    expect(linesOf([deal])).toEqual({ start: 0, amountSet: 700, end: 700 });
    expect(linesOf([deal], { due: NOVEMBER })).toEqual({ start: 0, amountSet: 700, end: 700 });
    const dated = aDeal({ expectedClose: null }).and('edited', '2026-11-03', {
      expectedClose: '2026-11-20',
    });
    expect(linesOf([dated], { due: NOVEMBER })).toEqual({ start: 0, dateSet: 1_000, end: 1_000 });
  });

  test('pulled in and pushed out of the period', () => {
    const pulled = aDeal({ expectedClose: '2026-12-15' }).and('edited', '2026-11-03', {
      expectedClose: '2026-11-28',
    });
    const pushed = aDeal().and('edited', '2026-11-03', { expectedClose: '2026-12-15' });
    expect(linesOf([pulled], { due: NOVEMBER })).toEqual({ start: 0, pulledIn: 1_000, end: 1_000 });
    expect(linesOf([pushed], { due: NOVEMBER })).toEqual({ start: 1_000, pushedOut: -1_000, end: 0 });
  });

  test('winning first re-dates, then books the final amount, then closes', () => {
    const deal = aDeal({ expectedClose: '2026-12-15' }).and('won', '2026-11-20', {
      status: 'won',
      stageId: 'won',
      amount: 1_200,
    });
    expect(linesOf([deal], { due: NOVEMBER })).toEqual({
      start: 0,
      pulledIn: 1_000,
      increased: 200,
      won: -1_200,
      end: 0,
    });
    const fresh = aDeal({ opened: '2026-11-02' }).and('won', '2026-11-20', {
      status: 'won',
      stageId: 'won',
      amount: 900,
    });
    expect(linesOf([fresh])).toEqual({ start: 0, new: 900, won: -900, end: 0 });
  });

  test('lost, and reopened', () => {
    const lost = aDeal().and('lost', '2026-11-05', { status: 'lost' });
    expect(linesOf([lost])).toEqual({ start: 1_000, lost: -1_000, end: 0 });
    const back = aDeal()
      .and('lost', '2026-10-05', { status: 'lost' })
      .and('reopened', '2026-11-05', { status: 'open' });
    expect(linesOf([back])).toEqual({ start: 0, reopened: 1_000, end: 1_000 });
    const both = lost.and('reopened', '2026-11-06', { status: 'open' });
    expect(linesOf([both])).toEqual({ start: 1_000, end: 1_000 });
    expect(linesOf([both], { detail: 'gross' })).toEqual({
      start: 1_000,
      reopened: 1_000,
      lost: -1_000,
      end: 1_000,
    });
  });

  test('into and out of a team, and a category', () => {
    const east: Whose = { kind: 'team', teamIds: ['east'] };
    const given = aDeal().and('assigned', '2026-11-05', { ownerId: 'mia', teamId: 'west' });
    expect(linesOf([given], { whose: east })).toEqual({ start: 1_000, movedOut: -1_000, end: 0 });
    const omitted = aDeal({ stageId: 'candidate' }).and('moved', '2026-11-05', { stageId: 'prospect' });
    expect(linesOf([omitted])).toEqual({ start: 0, movedIn: 1_000, end: 1_000 });
  });

  test('a void is a correction: it never was, unless one asks what was known', () => {
    const deal = aDeal().and('voided', '2026-11-05', {}, { voids: 1 });
    expect(linesOf([deal])).toEqual({});
    expect(linesOf([deal], { basis: 'known' })).toEqual({ start: 1_000, voided: -1_000, end: 0 });
  });

  test('what was recorded late was not known', () => {
    const deal = aDeal().and('edited', '2026-10-20', { amount: 3_000 }, { recordedAt: day('2026-11-10') });
    expect(linesOf([deal])).toEqual({ start: 3_000, end: 3_000 });
    expect(linesOf([deal], { basis: 'known' })).toEqual({ start: 1_000, increased: 2_000, end: 3_000 });
  });

  test('a split moves money to its part', () => {
    const whole = aDeal().and('split', '2026-11-05', { amount: 400 });
    const part = aDeal({ opened: '2026-11-05', amount: 600, partOf: whole.deal.number });
    expect(linesOf([whole])).toEqual({ start: 1_000, splitMerge: -600, end: 400 });
    expect(linesOf([whole, part])).toEqual({ start: 1_000, end: 1_000 });
  });

  test('another currency', () => {
    const deal = aDeal().and('edited', '2026-11-05', { amount: 150, currency: 'USD' });
    const { currencies } = movement([deal], [], window());
    expect(currencies.map(({ currency, lines }) => [currency, lines.revaluation])).toEqual([
      ['CNY', -1_000],
      ['USD', 150],
    ]);
  });

  test('unknown amounts come and go with a name, not with a sum', () => {
    const deal = aDeal({ opened: '2026-11-02', amount: null });
    expect(movement([deal], [], window())).toMatchObject({
      currencies: [],
      entries: [{ line: 'new', deal: deal.deal.number, amount: null }],
    });
  });

  test('slippage is what was dated out, over what was to close', () => {
    const pushed = aDeal().and('edited', '2026-11-03', { expectedClose: '2026-12-15' });
    const [one] = movement([pushed], [aDeal({ amount: 3_000 }).deal], window({ due: NOVEMBER })).currencies;
    expect(one === undefined ? null : slippageRate(one)).toEqual({ value: 0.25 });
    const [none] = movement(
      [aDeal({ expectedClose: null }).and('edited', '2026-11-03', { expectedClose: '2026-11-20' })],
      [],
      window({ due: NOVEMBER }),
    ).currencies;
    expect(none === undefined ? null : slippageRate(none)).toEqual({ missing: 'nothingToSlip' });
  });

  test('deals that stood still are at the start and at the end', () => {
    const still = aDeal({ amount: 250 });
    const [one] = movement([], [still.deal], window()).currencies;
    expect(one).toMatchObject({ start: 250, end: 250, residual: 0 });
  });
});

describe('over generated histories', () => {
  const instants = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 120 }));
  const asked = fc.record({
    span: instants,
    whose: fc.constantFrom<Whose>(
      { kind: 'everyone' },
      { kind: 'team', teamIds: ['east'] },
      { kind: 'person', personId: 'mia' },
    ),
    due: fc.constantFrom(null, NOVEMBER),
    basis: fc.constantFrom('corrected' as const, 'known' as const),
    detail: fc.constantFrom('net' as const, 'gross' as const),
  });
  const START = day('2026-08-25').getTime();
  const at = (days: number) => new Date(START + days * 86_400_000);

  test('the residual is always 0, and start and end are what the history says', () => {
    fc.assert(
      fc.property(someHistories, asked, (histories, { span: [first, length], ...set }) => {
        const asking = window({ ...set, from: at(first), to: at(first + length) });
        const { currencies } = movement(histories, [], asking);
        for (const one of currencies) {
          expect(one.residual).toBe(0);
          expect(one.start).toBe(sumAt(histories, asking.from, { asking, currency: one.currency }));
          expect(one.end).toBe(sumAt(histories, asking.to, { asking, currency: one.currency }));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('one window after another adds up to both', () => {
    fc.assert(
      fc.property(
        someHistories,
        asked,
        fc.integer({ min: 1, max: 60 }),
        (histories, { span: [first, length], ...set }, more) => {
          const one = movement(histories, [], window({ ...set, from: at(first), to: at(first + length) }));
          const two = movement(
            histories,
            [],
            window({ ...set, from: at(first + length), to: at(first + length + more) }),
          );
          for (const { currency, end } of one.currencies) {
            expect(two.currencies.find((next) => next.currency === currency)?.start ?? 0).toBe(end);
          }
        },
      ),
    );
  });

  /** The open pipeline just before an instant, counted by hand. */
  function sumAt(
    histories: readonly History[],
    instant: Date,
    { asking, currency }: { asking: Window; currency: string },
  ) {
    const before = new Date(instant.getTime() - 1);
    const read = asking.basis === 'known' ? asKnown : asOf;
    return histories.reduce((sum, { events }) => {
      const state = read(events, before);
      return (
        sum +
        (state !== null && state.currency === currency && counts(state, asking) ? (state.amount ?? 0) : 0)
      );
    }, 0);
  }

  function counts(state: DealState, { whose, due }: Window): boolean {
    if (state.status !== 'open') return false;
    if ((state.category ?? PIPELINE.stages.find((one) => one.id === state.stageId)?.category) === 'omitted')
      return false;
    if (whose.kind === 'team' && !whose.teamIds.includes(state.teamId)) return false;
    if (whose.kind === 'person' && state.ownerId !== whose.personId) return false;
    return (
      due === null ||
      (state.expectedClose !== null && state.expectedClose >= due.from && state.expectedClose <= due.until)
    );
  }
});
