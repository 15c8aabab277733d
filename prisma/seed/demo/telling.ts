import { addDays, type Day, dayOf, instantOf } from '../../../src/domain/day.ts';
import { apply, type DealState, type NewEvent } from '../../../src/domain/deal.ts';
import { type advance, isRefusal } from '../../../src/domain/moves.ts';
import type { Pipeline } from '../../../src/domain/stage.ts';
import { addWorkdays, isWorkday } from '../../../src/domain/workday.ts';
import type { Random } from './random.ts';
import type { OBJECTED, Vocabulary } from './words.ts';

/** How a story is told: by whom, how its time passes, and what is written down of it. */

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
type ToldVisit = {
  id: string;
  at: Date;
  kind: 'onsite' | 'call' | 'video' | 'inbound';
  status: 'done' | 'attempt' | 'void';
  summaryId: string;
};
type ToldObjection = {
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

/** A story while it is told. */
export type Telling = {
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

export const MINUTE = 60_000;

/** Moves the story's clock by working days; false when that is beyond its end. */
export function pass(telling: Telling, days: number): boolean {
  const { office, until } = telling.teller;
  const next = atWork(addWorkdays(dayOf(telling.clock, office.zone), days, office.calendar), telling.teller);
  if (next >= until) return false;
  telling.clock = next;
  return true;
}

/** A moment of a working day between half past nine and six. */
export function atWork(day: Day, { random, office }: Teller): Date {
  let working = day;
  while (!isWorkday(working, office.calendar)) working = addDays(working, 1);
  const minutes = random.between(0, 8 * 60 + 29);
  return new Date(instantOf(working, '09:30', office.zone).getTime() + minutes * MINUTE);
}

export function record(telling: Telling, event: NewEvent, recordedAt: Date = telling.clock): void {
  telling.events.push({ ...event, recordedAt });
  if (event.voids === undefined) {
    telling.state = apply(telling.state, { ...event, detail: event.detail ?? {} });
  }
}

export function recordAll(telling: Telling, decision: ReturnType<typeof advance>): boolean {
  if (isRefusal(decision)) return false;
  for (const event of decision.events) record(telling, event);
  return true;
}

export function write(telling: Telling, body: string): string {
  const id = telling.teller.newId();
  telling.texts.push({ id, body: body.replace('{who}', telling.who) });
  return id;
}
