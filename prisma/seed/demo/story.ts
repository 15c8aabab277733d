import { addDays, type Day, dayOf, instantOf } from '../../../src/domain/day.ts';
import {
  apply,
  type Ball,
  type DealState,
  fold,
  type LossReason,
  type NewEvent,
} from '../../../src/domain/deal.ts';
import { advance, isRefusal, lose, win } from '../../../src/domain/moves.ts';
import { findStage, openStages, type Pipeline } from '../../../src/domain/stage.ts';
import { addWorkdays, isWorkday } from '../../../src/domain/workday.ts';
import type { Random } from './random.ts';
import { OBJECTED, type Vocabulary } from './words.ts';

/** One deal's life, told by seeded chance: what a rep would have typed, at the times they would have typed it. */

export type Teller = {
  random: Random;
  words: Vocabulary;
  pipeline: Pipeline;
  office: { zone: string; calendar: string };
  /** The story ends here. */
  until: Date;
  newId(): string;
};

/** How a rep works: 1 is usual; the pace in a stage and the share that moves on from it. */
export type Habits = { pace: number; close: number; slowStage?: string };

export type ToldEvent = NewEvent & { recordedAt: Date };
export type ToldVisit = {
  id: string;
  at: Date;
  kind: 'onsite' | 'call' | 'video' | 'inbound';
  status: 'done' | 'attempt' | 'void';
  summaryId: string;
};
export type ToldObjection = {
  id: string;
  at: Date;
  category: (typeof OBJECTED)[number];
  status: 'open' | 'answered' | 'resolved' | 'lost';
  wordsId: string;
  responseId: string | null;
};
export type Story = {
  customer: string;
  events: readonly ToldEvent[];
  texts: readonly { id: string; body: string }[];
  visits: readonly ToldVisit[];
  objections: readonly ToldObjection[];
};

type Telling = {
  teller: Teller;
  habits: Habits;
  state: DealState;
  clock: Date;
  events: ToldEvent[];
  texts: { id: string; body: string }[];
  visits: ToldVisit[];
  objections: ToldObjection[];
  who: string;
};

const MINUTE = 60_000;

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

/** Moves the story's clock by working days; false when that is beyond its end. */
function pass(telling: Telling, days: number): boolean {
  const { office, until } = telling.teller;
  const next = atWork(addWorkdays(dayOf(telling.clock, office.zone), days, office.calendar), telling.teller);
  if (next >= until) return false;
  telling.clock = next;
  return true;
}

/** A moment of a working day between half past nine and six. */
function atWork(day: Day, { random, office }: Teller): Date {
  let working = day;
  while (!isWorkday(working, office.calendar)) working = addDays(working, 1);
  const minutes = random.between(0, 8 * 60 + 29);
  return new Date(instantOf(working, '09:30', office.zone).getTime() + minutes * MINUTE);
}

function record(telling: Telling, event: NewEvent, recordedAt: Date = telling.clock): void {
  telling.events.push({ ...event, recordedAt });
  if (event.voids === undefined) {
    telling.state = apply(telling.state, { ...event, detail: event.detail ?? {} });
  }
}

function write(telling: Telling, body: string): string {
  const id = telling.teller.newId();
  telling.texts.push({ id, body: body.replace('{who}', telling.who) });
  return id;
}

/** A visit or a call, sometimes in vain; most name a next step. */
function contact(telling: Telling): void {
  const { random, words, newId, office } = telling.teller;
  const at = telling.clock;
  const inVain = random.chance(0.12);
  const visitId = newId();
  const summaryId = write(telling, random.pick(inVain ? words.attempts : words.visits));
  const kind = random.pick(['onsite', 'onsite', 'call', 'video', 'inbound'] as const);
  telling.visits.push({
    id: visitId,
    at,
    kind: inVain ? 'call' : kind,
    status: inVain ? 'attempt' : 'done',
    summaryId,
  });
  record(telling, { kind: inVain ? 'attempted' : 'contacted', at, changes: {}, detail: { visitId } });
  if (inVain || random.chance(0.3)) return;
  const due = addWorkdays(dayOf(at, office.zone), random.between(2, 8), office.calendar);
  const ball: Ball = random.pick(['customer', 'us', 'us', 'partner'] as const);
  record(telling, {
    kind: 'stepped',
    at,
    changes: { nextStepId: write(telling, random.pick(words.steps)), nextStepDue: due, ball },
  });
}

/** A wrong amount, taken back a few minutes later: it stays in the history and counts in no number. */
function mistake(telling: Telling): void {
  const { amount } = telling.state;
  if (amount === null) return;
  const seq = telling.events.length + 1;
  telling.events.push({
    kind: 'edited',
    at: telling.clock,
    recordedAt: telling.clock,
    changes: { amount: amount * 10 },
  });
  const undone = new Date(telling.clock.getTime() + 3 * MINUTE);
  telling.clock = undone;
  record(telling, { kind: 'voided', at: undone, changes: {}, voids: seq }, undone);
}

function note(telling: Telling): void {
  const textId = write(telling, telling.teller.random.pick(telling.teller.words.notes));
  record(telling, { kind: 'noted', at: telling.clock, changes: {}, detail: { textId } });
}

/** An objection is recorded, usually answered, often resolved. */
function object(telling: Telling): void {
  const { random, words, newId } = telling.teller;
  if (!random.chance(0.45)) return;
  const category = random.pick(OBJECTED);
  const said = words.objections[category];
  const id = newId();
  const at = telling.clock;
  const status = random.pick(['open', 'answered', 'resolved', 'resolved'] as const);
  const responseId = status === 'open' ? null : write(telling, said.response);
  telling.objections.push({ id, at, category, status, wordsId: write(telling, said.words), responseId });
  record(telling, { kind: 'objected', at, changes: {}, detail: { objectionId: id, objection: 'recorded' } });
  if (status !== 'open')
    record(telling, { kind: 'objected', at, changes: {}, detail: { objectionId: id, objection: status } });
}

/** The expected close moves later, or the amount changes. */
function slip(telling: Telling): void {
  const { random, office } = telling.teller;
  const { expectedClose, amount } = telling.state;
  if (expectedClose !== null && random.chance(0.35)) {
    const later = addWorkdays(expectedClose, random.between(5, 25), office.calendar);
    record(telling, { kind: 'edited', at: telling.clock, changes: { expectedClose: later } });
  }
  if (amount !== null && random.chance(0.2)) {
    const changed = Math.round((amount * random.between(75, 130)) / 1_000_000) * 10_000;
    record(telling, { kind: 'edited', at: telling.clock, changes: { amount: changed } });
  }
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

function recordAll(telling: Telling, decision: ReturnType<typeof advance>): boolean {
  if (isRefusal(decision)) return false;
  for (const event of decision.events) record(telling, event);
  return true;
}

/** The state that an opening leaves. */
function begun(opening: ToldEvent): DealState {
  const { kind, at, recordedAt, changes } = opening;
  const by = { actorId: '', teamId: '', inputId: '', voids: null, detail: {} };
  return fold([{ seq: 1, kind, at, recordedAt, changes, ...by }]);
}
