import type { Day } from '../../../src/domain/day.ts';
import { type DealState, fold, type LossReason } from '../../../src/domain/deal.ts';
import { advance, lose, win } from '../../../src/domain/moves.ts';
import { findStage, openStages } from '../../../src/domain/stage.ts';
import { addWorkdays } from '../../../src/domain/workday.ts';
import { contact, mistake, note, object, slip } from './happenings.ts';
import {
  atWork,
  type Habits,
  pass,
  recordAll,
  type Story,
  type Teller,
  type Telling,
  type ToldEvent,
  write,
} from './telling.ts';

/** One deal's life, told by seeded chance: what a rep would have typed, at the times they would have typed it. */

/** Tells the life of a deal that was opened on `opened` for `customer` by the owner. */
export function tell(
  teller: Teller,
  one: { customer: string; customerId: string; ownerId: string; teamId: string; opened: Day; habits: Habits },
): Story {
  const { random, words, pipeline, office, newId } = teller;
  const product = random.pick(words.products);
  const [first] = openStages(pipeline);
  if (first === undefined) throw new Error('a pipeline has stages');
  const contact = random.pick(words.contacts);
  const nameId = newId();
  const at = atWork(one.opened, teller);
  const close = addWorkdays(one.opened, random.between(22, 55), office.calendar);
  const opening: ToldEvent = {
    kind: 'opened',
    at,
    recordedAt: at,
    changes: {
      status: 'open',
      pipelineId: pipeline.id,
      stageId: first.id,
      nameId,
      customerId: one.customerId,
      partnerId: null,
      amount: random.chance(0.08) ? null : random.between(product.from, product.to) * 10_000 * 100,
      currency: words.currency,
      expectedClose: random.chance(0.06) ? null : close,
      ownerId: one.ownerId,
      teamId: one.teamId,
    },
  };
  const telling: Telling = {
    teller,
    habits: one.habits,
    state: begun(opening),
    clock: at,
    events: [opening],
    texts: [{ id: nameId, body: `${one.customer}${words.currency === 'USD' ? ' ' : ''}${product.name}` }],
    visits: [],
    objections: [],
    who: contact.name,
  };
  while (telling.state.status === 'open' && oneStay(telling));
  const { events, texts, visits, objections } = telling;
  return { customer: one.customer, events, texts, visits, objections };
}

/** One stay in a stage: contacts, then on, or out. False when the story has reached its end. */
function oneStay(telling: Telling): boolean {
  const { random, pipeline } = telling.teller;
  const stage = findStage(pipeline, telling.state.stageId);
  if (stage === undefined) return false;
  const slow = telling.habits.slowStage === stage.key ? 2.4 : 1;
  const days = Math.max(2, Math.round(stage.patience * telling.habits.pace * slow * (0.4 + random.next())));
  let left = days;
  while (left > 0) {
    const step = Math.min(left, random.between(2, 5));
    left -= step;
    if (!pass(telling, step)) return false;
    contact(telling);
    if (random.chance(0.05)) mistake(telling);
    if (random.chance(0.08)) note(telling);
  }
  if (stage.key === 'proposal' || stage.key === 'negotiation') object(telling);
  slip(telling);
  return leave(telling, stage.key);
}

const STAYS_ON: Readonly<Record<string, number>> = {
  prospect: 0.9,
  contact: 0.9,
  need: 0.92,
  proposal: 0.8,
  negotiation: 0.82,
};
const REASONS: readonly LossReason[] = [
  'price',
  'price',
  'competitor',
  'no_decision',
  'no_budget',
  'timing',
  'product',
];

/** On to the next stage, won, or lost. */
function leave(telling: Telling, stageKey: string): boolean {
  const { random, pipeline, words } = telling.teller;
  const goesOn = random.chance(Math.min(1, (STAYS_ON[stageKey] ?? 0.7) * telling.habits.close));
  const { state, clock } = telling;
  if (!goesOn) {
    const lossReason = random.pick(REASONS);
    const competitorId = lossReason === 'competitor' ? write(telling, random.pick(words.competitors)) : null;
    return recordAll(telling, lose(state, { at: clock, lossReason, competitorId }));
  }
  if (stageKey === 'negotiation')
    return recordAll(telling, win({ state, pipeline, at: clock, amount: state.amount }));
  const moved = recordAll(
    telling,
    advance({ state, pipeline, reached: [], now: clock, meets: [], reasonId: null, letThrough: false }),
  );
  // A deal that goes well sometimes passes over a stage.
  if (moved && random.chance(0.07) && stageKey !== 'proposal') {
    recordAll(
      telling,
      advance({
        state: telling.state,
        pipeline,
        reached: [],
        now: clock,
        meets: [],
        reasonId: null,
        letThrough: false,
      }),
    );
  }
  return moved;
}

/** The state that an opening leaves. */
function begun(opening: ToldEvent): DealState {
  const { kind, at, recordedAt, changes } = opening;
  const by = { actorId: '', teamId: '', inputId: '', voids: null, detail: {} };
  return fold([{ seq: 1, kind, at, recordedAt, changes, ...by }]);
}
