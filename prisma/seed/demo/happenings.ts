import { dayOf } from '../../../src/domain/day.ts';
import type { Ball } from '../../../src/domain/deal.ts';
import { addWorkdays } from '../../../src/domain/workday.ts';
import { MINUTE, record, type Telling, write } from './telling.ts';
import { OBJECTED } from './words.ts';

/** What can happen to a deal while it stays in a stage. */

/** A visit or a call, sometimes in vain; most name a next step. */
export function contact(telling: Telling): void {
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
export function mistake(telling: Telling): void {
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

export function note(telling: Telling): void {
  const textId = write(telling, telling.teller.random.pick(telling.teller.words.notes));
  record(telling, { kind: 'noted', at: telling.clock, changes: {}, detail: { textId } });
}

/** An objection is recorded, usually answered, often resolved. */
export function object(telling: Telling): void {
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
export function slip(telling: Telling): void {
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
