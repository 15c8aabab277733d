import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import { type DealEvent, type DealState, fold, type NewEvent } from '../../src/domain/deal.ts';
import { sumByCurrency } from '../../src/domain/money.ts';
import type { Pipeline } from '../../src/domain/stage.ts';
import { aBot, type Bot } from '../support/bot.ts';

let bot: Bot;
let pipeline: Pipeline;
beforeAll(async () => {
  bot = await aBot();
  const [first] = await bot.read().pipelines();
  if (first === undefined) throw new Error('no pipeline');
  pipeline = first;
});
afterAll(() => bot.close());

/** One thing that may happen to a deal. Numbers choose among what there is. */
type Deed =
  | { kind: 'move'; stage: number; back: boolean }
  | { kind: 'edit'; amount: number | null; close: string | null }
  | { kind: 'contact' }
  | { kind: 'win' | 'lose' | 'reopen' | 'cancel' | 'note' | 'split' | 'merge' | 'hide' | 'step' }
  | { kind: 'void'; which: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('move' as const), stage: fc.nat(5), back: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      amount: fc.option(fc.nat(10_000_000)),
      close: fc.option(fc.constantFrom('2026-11-30', '2026-12-31', '2027-01-31')),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'contact' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('win', 'lose', 'reopen', 'cancel', 'note', 'split', 'merge', 'hide', 'step'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('void' as const), which: fc.nat(20) }) },
);

/** As commands would record it, whatever state the deal is in: histories are stranger than rules allow. */
function eventOf(one: Deed, history: readonly DealEvent[], at: Date): NewEvent {
  const stage = (index: number) => pipeline.stages[index % pipeline.stages.length]?.id ?? '';
  switch (one.kind) {
    case 'move':
      return {
        kind: 'moved',
        at,
        changes: { stageId: stage(one.stage) },
        detail: one.back ? { back: true } : {},
      };
    case 'edit':
      return { kind: 'edited', at, changes: { amount: one.amount, expectedClose: one.close } };
    case 'contact':
      return { kind: 'contacted', at, changes: {} };
    case 'win':
      return { kind: 'won', at, changes: { status: 'won', stageId: stage(5) } };
    case 'lose':
      return { kind: 'lost', at, changes: { status: 'lost', lossReason: 'price' } };
    case 'reopen':
      return { kind: 'reopened', at, changes: { status: 'open', lossReason: null } };
    case 'cancel':
      return { kind: 'cancelled', at, changes: { status: 'open', stageId: stage(2) } };
    case 'note':
      return { kind: 'noted', at, changes: {} };
    case 'hide':
      return { kind: 'edited', at, changes: { confidential: true } };
    case 'step':
      return { kind: 'stepped', at, changes: { nextStepId: v7(), nextStepDue: '2026-12-01' } };
    case 'split':
      return { kind: 'split', at, changes: { amount: 100 }, detail: { deal: 1 } };
    case 'merge':
      return { kind: 'merged', at, changes: { status: 'void', mergedInto: 1 }, detail: { deal: 1 } };
    case 'void':
      return { kind: 'voided', at, changes: {}, voids: (one.which % history.length) + 1 };
  }
}

test('a deal’s row equals the fold of its history, whatever is voided, split, merged or reopened', async () => {
  const all: number[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      async (inputs) => {
        const number = await bot.deal({ name: 'Folded', amount: 1_000, close: '2026-11-30' });
        all.push(number);
        for (const [index, deeds] of inputs.entries()) {
          const now = new Date(bot.now.getTime() + (index + 1) * 3_600_000);
          // Some of it is said to have happened before.
          const at = index % 3 === 2 ? new Date(now.getTime() - 86_400_000) : now;
          const history = await bot.read().eventsOf(number);
          await record(
            number,
            deeds.map((one) => eventOf(one, history, at)),
            now,
          );
        }
        const events = await bot.read().eventsOf(number);
        expect(await rowOf(number)).toEqual(fold(events));
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      },
    ),
    { numRuns: 60 },
  );
  expect(await openOfRows(all)).toEqual(await openOfFolds(all));
}, 120_000);

async function record(deal: number, events: readonly NewEvent[], now: Date): Promise<void> {
  const changes: Change[] = [{ kind: 'deal.record', deal, version: null, events }];
  await bot.commit(bot.org, {
    key: v7(),
    actorId: bot.ids.li,
    now,
    changes,
    answeredIn: null,
    reply: async () => null,
  });
}

async function rowOf(number: number): Promise<DealState | undefined> {
  return (await bot.read().dealView(number))?.state;
}

async function openOfRows(numbers: readonly number[]) {
  const lines = await bot
    .read()
    .deals({ numbers, status: ['open'] }, { personId: '', teams: 'all', managed: [bot.teamId('华东')] });
  return pipelineOf(lines.map((line) => line.state));
}

async function openOfFolds(numbers: readonly number[]) {
  const folds = await Promise.all(numbers.map(async (number) => fold(await bot.read().eventsOf(number))));
  return pipelineOf(folds.filter((state) => state.status === 'open'));
}

const pipelineOf = (states: readonly DealState[]) => ({
  deals: states.length,
  ...sumByCurrency(
    states.map(({ amount, currency }) => (amount === null ? null : { minor: amount, currency })),
  ),
});
