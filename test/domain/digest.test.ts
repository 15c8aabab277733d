import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOf } from '../../src/domain/day.ts';
import { type DigestFacts, digestOf, type Escalation } from '../../src/domain/digest.ts';
import { reportOf } from '../../src/domain/measure-report.ts';
import { monthOf } from '../../src/domain/period.ts';
import type { DealLine } from '../../src/domain/views.ts';
import { aDeal, aPipeline, OFFICE } from '../support/deals.ts';

const TODAY = '2026-11-23';
const at = (day: string) => instantOf(day, '09:00', OFFICE.zone);

function factsOf(open: readonly DealLine[], of: Partial<DigestFacts> & { day?: string } = {}): DigestFacts {
  const { day = TODAY, ...rest } = of;
  const now = at(day);
  const watch = { today: day, office: OFFICE, pipelines: [aPipeline()], p90: new Map<string, number>() };
  const report = reportOf(
    { whose: { kind: 'everyone' }, subject: null, due: null, period: monthOf(day) },
    {
      pipelines: watch.pipelines,
      open,
      histories: [],
      paced: [],
      trailing: { from: at('2025-11-23'), to: now },
      targets: [],
      p90: watch.p90,
      now,
      today: day,
      office: OFFICE,
      currency: 'CNY',
    },
  );
  return {
    report,
    histories: [],
    watch,
    now,
    memory: null,
    since: at('2026-11-20'),
    today: [],
    escalated: [],
    bottlenecks: [],
    people: [],
    ...rest,
  };
}

const someDeal = fc
  .record({
    silent: fc.nat(60),
    stuck: fc.nat(60),
    close: fc.integer({ min: -30, max: 30 }),
    amount: fc.nat(1000),
  })
  .map(({ silent, stuck, close, amount }) => ({
    amount,
    silentFrom: at(addDays(TODAY, -silent)),
    stuckSince: at(addDays(TODAY, -stuck)),
    expectedClose: addDays(TODAY, close),
  }));
const someDeals = fc
  .array(someDeal, { maxLength: 12 })
  .map((all) => all.map((of, index) => aDeal({ ...of, number: index + 1 })));

describe('what is new', () => {
  test('said once, it is not said again: the same deals at the same instant are quiet', () => {
    fc.assert(
      fc.property(someDeals, (deals) => {
        const first = digestOf(factsOf(deals));
        const second = digestOf(factsOf(deals, { memory: first.memory }));
        expect(second.quiet).toBe(true);
        expect(second.since).toEqual(first.now);
      }),
    );
  });

  test('day by day, every stall and every overdue close is told exactly once', () => {
    fc.assert(
      fc.property(someDeals, (deals) => {
        const told: string[] = [];
        let memory: DigestFacts['memory'] = null;
        for (let offset = 0; offset < 30; offset++) {
          const digest = digestOf(
            factsOf(deals, { memory, day: addDays(TODAY, offset), since: at('2026-01-01') }),
          );
          told.push(...[...digest.silent, ...digest.stuck].map((one) => `${one.why} ${one.deal.number}`));
          told.push(...digest.overdue.map((deal) => `overdue ${deal.number}`));
          memory = digest.memory;
        }
        const last = digestOf(factsOf(deals, { day: addDays(TODAY, 29), since: at('2026-01-01') }));
        const standing = [...last.silent, ...last.stuck].map((one) => `${one.why} ${one.deal.number}`);
        expect(told.toSorted()).toEqual(
          [...standing, ...last.overdue.map((deal) => `overdue ${deal.number}`)].toSorted(),
        );
      }),
    );
  });

  test('before the first digest, what had stalled by its beginning is not news', () => {
    const old = aDeal({ number: 1, silentFrom: at('2026-10-12'), stuckSince: at('2026-11-20') });
    const fresh = aDeal({ number: 2, silentFrom: at('2026-11-06'), stuckSince: at('2026-11-20') });
    const digest = digestOf(factsOf([old, fresh]));
    expect(digest.silent.map((one) => one.deal.number)).toEqual([2]);
    expect(Object.keys(digest.memory.silent)).toEqual(['1', '2']);
  });

  test('a clock that started anew and ran out again is news again', () => {
    const first = digestOf(factsOf([aDeal({ silentFrom: at('2026-10-12'), stuckSince: at(TODAY) })]));
    const again = aDeal({ silentFrom: at('2026-11-30'), stuckSince: at(TODAY) });
    const later = digestOf(factsOf([again], { memory: first.memory, day: '2026-12-15' }));
    expect(later.silent).toHaveLength(1);
  });
});

describe('quiet', () => {
  const deal = aDeal({ silentFrom: at('2026-10-12'), stuckSince: at(TODAY) });
  const { memory } = digestOf(factsOf([deal]));
  const told: Escalation = { deal: 1, why: 'silent', clockStart: deal.state.silentFrom, at: at(TODAY) };

  test.each<[string, Partial<DigestFacts>, boolean]>([
    ['when nothing changed and nobody must act', {}, true],
    ['not when something is due today', { today: [deal] }, false],
    ['not when the manager was told since', { escalated: [{ ...told, at: at('2026-11-24') }] }, false],
    ['but when the manager was told before', { escalated: [told] }, true],
  ])('%s', (_, of, quiet) => {
    const digest = digestOf(factsOf([deal], { memory, ...of }));
    expect(digest.quiet).toBe(quiet);
  });

  test('what the manager was told of a clock that has started anew is theirs no longer', () => {
    const other = { ...told, clockStart: at('2026-09-01') };
    expect(digestOf(factsOf([deal], { memory, escalated: [other] })).escalated).toEqual([]);
    expect(digestOf(factsOf([deal], { memory, escalated: [told] })).escalated).toHaveLength(1);
  });
});
