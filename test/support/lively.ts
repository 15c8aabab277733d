// Deals with everything that can happen to one, recorded as commands record it. The same seed, the same history.

import fc from 'fast-check';
import { v7 } from 'uuid';
import type { Change } from '../../src/domain/change.ts';
import type { DealEvent, NewEvent } from '../../src/domain/deal.ts';
import { live } from '../../src/domain/deal.ts';
import { lose, moveTo, win } from '../../src/domain/moves.ts';
import type { Bot } from './bot.ts';
import type { CastName } from './cast.ts';

const HOUR = 3_600_000;
const OWNERS: readonly CastName[] = ['li', 'zhao', 'mia', 'joe'];
const NAMES = ['储能监控', 'CRM renewal, phase 2', '=SUM(A1)', '-5% “折扣”', 'line\nbreak', "it's; a\ttest"];
const CUSTOMERS = [null, '远景能源', 'Acme, Inc.', '+Plus & Sons', '"Quoted" 公司'];

type Step = { what: string; n: number; text: string };
const steps = fc.array(
  fc.record({
    what: fc.constantFrom(
      'move',
      'amount',
      'close',
      'note',
      'visit',
      'object',
      'win',
      'lose',
      'reopen',
      'void',
      'snooze',
      'step',
      'assign',
      'hide',
      'currency',
    ),
    n: fc.integer({ min: 0, max: 1000 }),
    text: fc.constantFrom('嫌贵', 'wants a demo, "soon"', '=1+1', '多行\n备注', '王总'),
  }),
  { maxLength: 12 },
);

export async function aLivelyOrganisation(
  bot: Bot,
  { deals, seed }: { deals: number; seed: number },
): Promise<void> {
  const lives = fc.sample(steps, { numRuns: deals, seed });
  for (const [index, life] of lives.entries()) {
    bot.at(new Date(bot.now.getTime() + HOUR));
    const owner = OWNERS[index % OWNERS.length] ?? 'li';
    const customer = CUSTOMERS[index % CUSTOMERS.length] ?? null;
    const number = await bot.deal({
      owner,
      name: `${NAMES[index % NAMES.length]} ${index}`,
      ...(customer === null ? {} : { customer }),
      amount: index % 3 === 0 ? null : index * 1000.25,
      close: index % 2 === 0 ? '2026-12-31' : null,
      confidential: index % 7 === 6,
    });
    for (const step of life) await live1(bot, { number, owner, step });
  }
}

async function live1(bot: Bot, at: { number: number; owner: CastName; step: Step }): Promise<void> {
  const { number, owner, step } = at;
  bot.at(new Date(bot.now.getTime() + HOUR));
  const view = await bot.read().dealView(number);
  if (view === null) throw new Error('no deal');
  const events = await bot.read().eventsOf(number);
  const changes = changesOf(bot, { step, view, events });
  if (changes.length === 0) return;
  await bot.commit(bot.org, {
    key: `lively:${v7()}`,
    actorId: bot.ids[owner],
    now: bot.now,
    changes,
    answeredIn: null,
    reply: async () => null,
  });
}

type View = NonNullable<Awaited<ReturnType<ReturnType<Bot['read']>['dealView']>>>;

function changesOf(
  bot: Bot,
  { step, view, events }: { step: Step; view: View; events: readonly DealEvent[] },
): Change[] {
  const { state, pipeline, number, version } = view;
  const { now } = bot;
  const { n, text } = step;
  const record = (event: NewEvent | readonly NewEvent[]): Change => ({
    kind: 'deal.record',
    deal: number,
    version,
    events: Array.isArray(event) ? event : [event as NewEvent],
  });
  const textId = v7();
  const write: Change = { kind: 'text.write', id: textId, body: `${text} ${n}` };
  const edited = (set: NewEvent['changes']) => record({ kind: 'edited', at: now, changes: set });
  const decided = (decision: ReturnType<typeof win>) =>
    'refused' in decision ? [] : [record(decision.events)];
  if (state.status === 'void') return [];
  switch (step.what) {
    case 'move': {
      const stages = pipeline.stages.filter((one) => one.part === 'open');
      const to = stages[n % stages.length];
      if (to === undefined) return [];
      const decision = moveTo(
        { state, pipeline, reached: [], now, meets: [], reasonId: textId, letThrough: true },
        to,
      );
      return 'refused' in decision ? [] : [write, record(decision.events)];
    }
    case 'amount':
      return [edited({ amount: n % 5 === 0 ? null : n * 101 })];
    case 'currency':
      return [edited({ currency: n % 2 === 0 ? 'USD' : 'JPY', amount: n })];
    case 'close':
      return [edited({ expectedClose: `2027-0${(n % 9) + 1}-15` })];
    case 'hide':
      return [edited({ confidential: n % 2 === 0 })];
    case 'note':
      return [write, record({ kind: 'noted', at: now, changes: {}, detail: { textId } })];
    case 'snooze':
      return [
        record({ kind: 'snoozed', at: now, changes: { snoozedUntil: '2027-03-01', ball: 'customer' } }),
      ];
    case 'step':
      return [
        write,
        record({ kind: 'stepped', at: now, changes: { nextStepId: textId, nextStepDue: '2027-02-02' } }),
      ];
    case 'assign':
      return [
        record({ kind: 'assigned', at: now, changes: { ownerId: bot.ids.sam, teamId: bot.teamId('West') } }),
      ];
    case 'visit': {
      const id = v7();
      const at = new Date(now.getTime() - (n % 40) * HOUR);
      const person = state.ownerId;
      const contactId = v7();
      const contact = view.customer === null || n % 3 > 0 ? null : view.customer.id;
      return [
        write,
        ...(contact === null
          ? []
          : [
              {
                kind: 'contact.add' as const,
                id: contactId,
                customerId: contact,
                name: `李工${n}`,
                title: 'CTO',
                buyingRole: 'technical',
              },
            ]),
        {
          kind: 'visit.add',
          visit: {
            id,
            deal: number,
            // The chat leaves it to the deal, an import may name it.
            customerId: n % 2 === 0 ? null : state.customerId,
            personId: person,
            at,
            kind: 'call',
            status: n % 4 === 0 ? 'attempt' : 'done',
            summaryId: textId,
            nextStepId: null,
            nextStepDue: n % 2 === 0 ? '2027-01-08' : null,
            met: contact === null ? [{ textId }] : [{ contactId }],
            signals: n % 2 === 0 ? ['price', 'trial'] : [],
          },
        },
        record({ kind: n % 4 === 0 ? 'attempted' : 'contacted', at, changes: {}, detail: { visitId: id } }),
      ];
    }
    case 'object': {
      const id = v7();
      return [
        write,
        {
          kind: 'objection.add',
          objection: {
            id,
            deal: number,
            visitId: null,
            category: 'price',
            nature: 'pretext',
            wordsId: textId,
            saidBy: '王总',
            status: 'open',
            responseId: null,
            authorId: state.ownerId,
            at: now,
          },
        },
        record({
          kind: 'objected',
          at: now,
          changes: {},
          detail: { objectionId: id, objection: 'recorded' },
        }),
      ];
    }
    case 'win':
      return decided(win({ state, pipeline, at: now, amount: n * 7, currency: state.currency }));
    case 'lose':
      return [write, ...decided(lose(state, { at: now, lossReason: 'competitor', competitorId: textId }))];
    case 'reopen':
      return state.status === 'lost'
        ? [
            record({
              kind: 'reopened',
              at: now,
              changes: { status: 'open', lossReason: null, competitorId: null },
            }),
          ]
        : [];
    case 'void': {
      const counting = live(events).filter((one) => n % 10 === 0 || one.kind !== 'opened');
      const event = counting[n % Math.max(counting.length, 1)];
      return event === undefined ? [] : [record({ kind: 'voided', at: now, changes: {}, voids: event.seq })];
    }
    default:
      return [];
  }
}
