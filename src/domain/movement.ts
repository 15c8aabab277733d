import { type DealEvent, type DealState, fold, live } from './deal.ts';
import { categoryOf } from './funnel.ts';
import { concerns, type History, type Measured, missing, stepsOf, value, type Whose } from './measure.ts';
import type { Money } from './money.ts';
import type { Pipeline } from './stage.ts';
import type { DealLine } from './views.ts';

/** The lines between a pipeline's start and its end, in the order in which they are read. */
export const LINES = [
  'new',
  'amountSet',
  'dateSet',
  'pulledIn',
  'increased',
  'reopened',
  'movedIn',
  'won',
  'lost',
  'voided',
  'pushedOut',
  'decreased',
  'movedOut',
  'splitMerge',
  'revaluation',
] as const;
export type MovementLine = (typeof LINES)[number];

/** A deal that put something into a line. `amount` is signed; null = the deal came or went without a known amount. */
export type MovementEntry = { line: MovementLine; deal: number; amount: Money | null };

export type CurrencyMovement = {
  currency: string;
  start: number;
  lines: Readonly<Record<MovementLine, number>>;
  end: number;
  /** end − start − lines. Always 0; printed so that everyone can see it. */
  residual: number;
};

/** A deal that was in the pipeline at one end of the window; its amount in minor units, null = not known. */
export type Standing = { deal: number; amount: number | null; currency: string };

export type Movement = {
  currencies: readonly CurrencyMovement[];
  entries: readonly MovementEntry[];
  start: readonly Standing[];
  end: readonly Standing[];
};

export type Window = {
  /** The pipeline as it stood before `from` becomes the one that stood before `to`: [from, to). */
  from: Date;
  to: Date;
  pipelines: readonly Pipeline[];
  whose: Whose;
  /** Only what is expected to close in it: its days, and the instants at which they begin and are over. */
  due: { from: string; until: string; begins: Date; over: Date } | null;
  /** By when things happened, as corrected since; or by what was known at either instant. */
  basis: 'corrected' | 'known';
  /** One net change per deal, or each event by itself. */
  detail: 'net' | 'gross';
};

const NOTHING_YET = -1;

/** What a deal was at an instant, by the events that had happened by then and are not voided; null before its opening. */
export function asOf(events: readonly DealEvent[], at: Date): DealState | null {
  return folded(live(events).filter((event) => event.at <= at));
}

/** What was known of a deal at an instant: everything recorded by then, with the corrections made by then. */
export function asKnown(events: readonly DealEvent[], at: Date): DealState | null {
  return folded(events.filter((event) => event.recordedAt <= at));
}

const folded = (events: readonly DealEvent[]): DealState | null =>
  events.some((event) => event.kind === 'opened') ? fold(events) : null;

/**
 * How the open pipeline became what it is. `histories` are all deals to which something happened or was recorded since
 * `from`; `lines` are open deals, of which those without such a history stood still.
 */
export function movement(
  histories: readonly History[],
  lines: readonly DealLine[],
  window: Window,
): Movement {
  const entries: MovementEntry[] = [];
  const start: Standing[] = [];
  const end: Standing[] = [];
  const touched = new Set(histories.map(({ deal }) => deal.number));
  for (const { state, number } of lines) {
    if (touched.has(number)) continue;
    const standing = standingOf(number, weigh(state, window));
    start.push(...standing);
    end.push(...standing);
  }
  for (const history of histories) {
    const { deal } = history;
    const steps = changesIn(history, window);
    start.push(...standingOf(deal.number, weigh(steps[0]?.before ?? null, window)));
    end.push(...standingOf(deal.number, weigh(steps.at(-1)?.after ?? null, window)));
    for (const step of steps)
      entries.push(...between(step, window).map((entry) => ({ ...entry, deal: deal.number })));
  }
  return { currencies: currenciesOf({ start, end, entries }), entries, start, end };
}

function currenciesOf(of: Omit<Movement, 'currencies'>): CurrencyMovement[] {
  const [start, end, { entries }] = [sums(of.start), sums(of.end), of];
  const codes = new Set([
    ...start.keys(),
    ...end.keys(),
    ...entries.flatMap(({ amount }) => amount?.currency ?? []),
  ]);
  return [...codes].sort().map((currency) => {
    const lines = Object.fromEntries(LINES.map((line) => [line, 0])) as Record<MovementLine, number>;
    for (const { line, amount } of entries) if (amount?.currency === currency) lines[line] += amount.minor;
    const [before, after] = [start.get(currency) ?? 0, end.get(currency) ?? 0];
    const moved = LINES.reduce((sum, line) => sum + lines[line], 0);
    return { currency, start: before, lines, end: after, residual: after - before - moved };
  });
}

type Step = { before: DealState | null; after: DealState | null; splitMerge: boolean };

/** The deal's states in the window. A split or merge always stands alone, so that its money has its own line. */
function changesIn(history: History, { from, to, basis, detail }: Window): Step[] {
  const { events } = history;
  const known = basis === 'known';
  const when = (event: DealEvent): Date => (known ? event.recordedAt : event.at);
  const counting = (known ? [...events] : live(events))
    .filter((event) => when(event) < to)
    .sort((a, b) => when(a).getTime() - when(b).getTime() || a.seq - b.seq);
  const first = counting.findIndex((event) => when(event) >= from);
  const begun = first === NOTHING_YET ? counting.length : first;
  const walked = stepsOf(history);
  // Most histories were recorded as they happened: then their states are known already.
  const asWalked = !known && counting.every((event, index) => event === walked[index]?.event);
  const at = (length: number): DealState | null =>
    asWalked ? (walked[length - 1]?.after ?? null) : folded(counting.slice(0, length));
  const steps: Step[] = [];
  let reached = begun;
  counting.forEach((event, index) => {
    if (index < begun) return;
    const splitMerge = event.kind === 'split' || event.kind === 'merged';
    if (splitMerge && reached < index)
      steps.push({ before: at(reached), after: at(index), splitMerge: false });
    if (splitMerge) steps.push({ before: at(index), after: at(index + 1), splitMerge: true });
    else if (detail === 'gross') steps.push({ before: at(index), after: at(index + 1), splitMerge: false });
    if (splitMerge || detail === 'gross') reached = index + 1;
  });
  if (reached < counting.length || steps.length === 0) {
    steps.push({ before: at(reached), after: at(counting.length), splitMerge: false });
  }
  return steps;
}

/** What of a deal decides whether and how much it counts. */
type Weight = {
  status: DealState['status'] | 'none';
  within: boolean;
  due: boolean;
  dated: boolean;
  amount: number | null;
  currency: string;
};

function weigh(state: DealState | null, window: Window): Weight {
  if (state === null)
    return { status: 'none', within: false, due: false, dated: false, amount: null, currency: '' };
  const { status, amount, currency, expectedClose, closedAt } = state;
  const { due, whose, pipelines } = window;
  const pipeline = pipelines.find((one) => one.id === state.pipelineId);
  // A win was in the pipeline, whatever its category had been.
  const counted =
    pipeline !== undefined && (status === 'won' || categoryOf({ state }, pipeline) !== 'omitted');
  const dueByDate =
    due === null || (expectedClose !== null && expectedClose >= due.from && expectedClose <= due.until);
  // Closing re-dates first: what is closed in the period was due in it.
  const closedIn =
    due !== null && status !== 'open' && closedAt !== null && closedAt >= due.begins && closedAt < due.over;
  return {
    status,
    within: counted && concerns(whose, state),
    due: dueByDate || closedIn,
    dated: expectedClose !== null,
    amount,
    currency,
  };
}

const counts = (weight: Weight): boolean => weight.status === 'open' && weight.within && weight.due;

const standingOf = (deal: number, weight: Weight): Standing[] =>
  counts(weight) ? [{ deal, amount: weight.amount, currency: weight.currency }] : [];

function sums(standing: readonly Standing[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const { amount, currency } of standing) {
    if (amount !== null) total.set(currency, (total.get(currency) ?? 0) + amount);
  }
  return total;
}

type Change = { line: MovementLine; after: Weight };

/** One step as entries: opening or reopening, whose it is, its date, its amount, its end, in that order. */
function between(step: Step, window: Window): Omit<MovementEntry, 'deal'>[] {
  const after = weigh(step.after, window);
  let here = weigh(step.before, window);
  const entries: Omit<MovementEntry, 'deal'>[] = [];
  for (const change of changesOf(here, after, step)) {
    const line = step.splitMerge ? 'splitMerge' : change.line;
    entries.push(...deltas(here, change.after).map((amount) => ({ line, amount })));
    here = change.after;
  }
  return entries;
}

const gone = (weight: Weight): boolean => weight.status === 'none' || weight.status === 'void';

function changesOf(before: Weight, after: Weight, step: Step): Change[] {
  if (gone(after)) {
    const merged = step.after !== null && step.after.mergedInto !== null;
    return gone(before) ? [] : [{ line: merged ? 'splitMerge' : 'voided', after }];
  }
  const changes: Change[] = [];
  let here = before;
  const to = (line: MovementLine, set: Partial<Weight>): void => {
    here = { ...here, ...set };
    changes.push({ line, after: here });
  };
  const reclosed = step.before?.closedAt?.getTime() !== step.after?.closedAt?.getTime();
  if (gone(here)) {
    const part = step.after !== null && step.after.partOf !== null;
    to(part ? 'splitMerge' : 'new', { ...after, status: 'open' });
  } else if (here.status !== 'open' && (after.status === 'open' || reclosed)) {
    to('reopened', { status: 'open' });
  }
  if (here.within !== after.within) to(after.within ? 'movedIn' : 'movedOut', { within: after.within });
  if (here.due !== after.due) {
    const arrival = here.dated ? 'pulledIn' : 'dateSet';
    to(after.due ? arrival : 'pushedOut', { due: after.due, dated: after.dated });
  }
  if (here.currency !== after.currency) {
    to(here.amount === null ? 'amountSet' : 'revaluation', {
      currency: after.currency,
      amount: after.amount,
    });
  }
  if (here.amount !== after.amount) to(amountLine(here.amount, after.amount), { amount: after.amount });
  if (here.status !== after.status) to(after.status === 'won' ? 'won' : 'lost', { status: after.status });
  return changes;
}

function amountLine(before: number | null, after: number | null): MovementLine {
  if (before === null) return 'amountSet';
  return (after ?? 0) > before ? 'increased' : 'decreased';
}

/** What a change adds to the pipeline: nothing, one sum, or (with another currency) two; null when nobody knows. */
function deltas(before: Weight, after: Weight): (Money | null)[] {
  const [from, to] = [counts(before), counts(after)];
  if (from !== to && (from ? before : after).amount === null) return [null];
  const out = from ? (before.amount ?? 0) : 0;
  const into = to ? (after.amount ?? 0) : 0;
  if (before.currency === after.currency || out === 0 || into === 0) {
    const minor = into - out;
    return minor === 0 ? [] : [{ minor, currency: into === 0 ? before.currency : after.currency }];
  }
  return [
    { minor: -out, currency: before.currency },
    { minor: into, currency: after.currency },
  ];
}

/** How much of what was to close in the period was dated out of it: 0 … 1, in amount. */
export function slippageRate({ start, lines }: CurrencyMovement): Measured<number> {
  const due = start + lines.new + lines.pulledIn;
  return due === 0 ? missing('nothingToSlip') : value(-lines.pushedOut / due);
}
