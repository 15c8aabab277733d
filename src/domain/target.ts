import type { DealState } from './deal.ts';
import { concerns, type History, inCurrency, stepsOf, type Whose } from './measure.ts';
import { type Money, sumByCurrency } from './money.ts';
import type { Person, Team } from './people.ts';

/** What was promised for a period, in minor units of `currency` or in deals. */
export type Target = {
  scope: 'organisation' | 'team' | 'person';
  /** Team or person id; the organisation's own for the organisation. */
  subject: string;
  period: string;
  measure: 'amount' | 'units';
  value: number;
  currency: string;
};

/** A win, credited to whom the deal belonged when it was won; −1 when a win is cancelled. */
export type Credit = {
  deal: number;
  ownerId: string;
  teamId: string;
  at: Date;
  units: 1 | -1;
  amount: Money | null;
};

/**
 * The wins and cancelled wins of [from, to), by the history as it is corrected now. A cancelled win counts against the
 * period of its cancellation, with what had been credited, and against whom it had been credited to.
 */
export function creditsIn(histories: readonly History[], { from, to }: { from: Date; to: Date }): Credit[] {
  const inside = ({ at }: { at: Date }): boolean => at >= from && at < to;
  return histories
    .filter(({ events }) => events.some((event) => event.changes.status !== undefined && inside(event)))
    .flatMap((history) => creditsOf(history).filter(inside));
}

function creditsOf(history: History): Credit[] {
  const credits: Credit[] = [];
  for (const { event, before, after } of stepsOf(history)) {
    const wasWon = before?.status === 'won';
    if (after.status === 'won' && !wasWon) credits.push(credit(history.deal.number, after, event.at));
    const last = credits.at(-1);
    if (wasWon && after.status !== 'won' && last !== undefined) {
      const { amount } = last;
      const taken = amount === null ? null : { ...amount, minor: -amount.minor };
      credits.push({ ...last, at: event.at, units: -1, amount: taken });
    }
  }
  return credits;
}

const credit = (deal: number, state: DealState, at: Date): Credit => ({
  deal,
  ownerId: state.ownerId,
  teamId: state.teamId,
  at,
  units: 1,
  amount: state.amount === null ? null : { minor: state.amount, currency: state.currency },
});

/** Wins less cancelled wins. */
export type Won = { units: number; amount: readonly Money[]; noAmount: number };

export function wonBy(credits: readonly Credit[], whose: Whose): Won {
  const mine = credits.filter((one) => concerns(whose, one));
  const { totals, unknown } = sumByCurrency(mine.map((one) => one.amount));
  return { units: mine.reduce((sum, one) => sum + one.units, 0), amount: totals, noAmount: unknown };
}

/** What was won, in the measure and currency of a target. */
export const wonTowards = (target: Target, won: Won): number =>
  target.measure === 'units' ? won.units : inCurrency(won.amount, target.currency);

/** Whether none of these amounts, of which there are some, is in the currency of a target in money. */
export function isForeign(
  { measure, currency }: Pick<Target, 'measure' | 'currency'>,
  amounts: readonly (Money | null)[],
): boolean {
  const known = amounts.flatMap((amount) => amount ?? []);
  return measure === 'amount' && known.length > 0 && known.every((amount) => amount.currency !== currency);
}

export type Subject = Pick<Target, 'scope' | 'subject'>;

export const targetOf = (
  targets: readonly Target[],
  subject: Subject,
  measure: Target['measure'],
): Target | undefined =>
  targets.find(
    (one) => one.scope === subject.scope && one.subject === subject.subject && one.measure === measure,
  );

export type Breakdown = {
  whole: Target | undefined;
  parts: readonly { part: Subject; name: string; target: Target | undefined }[];
  /** What the parts that have a target add up to, in the whole's currency (else the first part's). */
  sum: number;
  currency: string | null;
  /** sum − whole: 0 when the parts add up; null without a whole or without any part. */
  difference: number | null;
  /** Parts without a target, or with one in another currency. */
  unset: number;
};

/** A target beside the targets of the parts below it: teams of the organisation; teams and people of a team. */
export function breakdown(
  targets: readonly Target[],
  of: Subject & { measure: Target['measure'] },
  among: { teams: readonly Team[]; people: readonly Person[] },
): Breakdown {
  const whole = targetOf(targets, of, of.measure);
  const parts = partsBelow(of, among).map(({ name, ...part }) => ({
    part,
    name,
    target: targetOf(targets, part, of.measure),
  }));
  const currency = whole?.currency ?? parts.find((one) => one.target !== undefined)?.target?.currency ?? null;
  const counted = parts.flatMap(({ target }) =>
    target !== undefined && (of.measure === 'units' || target.currency === currency) ? [target.value] : [],
  );
  const sum = counted.reduce((total, one) => total + one, 0);
  return {
    whole,
    parts,
    sum,
    currency,
    difference: whole === undefined || counted.length === 0 ? null : sum - whole.value,
    unset: parts.length - counted.length,
  };
}

function partsBelow(
  of: Subject,
  { teams, people }: { teams: readonly Team[]; people: readonly Person[] },
): (Subject & { name: string })[] {
  if (of.scope === 'person') return [];
  const parent = of.scope === 'organisation' ? null : of.subject;
  const below = teams.filter((team) => team.parentId === parent);
  // An organisation under one roof team breaks down into what is under the roof.
  const [roof] = below;
  if (parent === null && roof !== undefined && below.length === 1) {
    return partsBelow({ scope: 'team', subject: roof.id }, { teams, people });
  }
  const members = people.filter(
    (one) =>
      parent !== null &&
      one.teamId === parent &&
      one.status === 'active' &&
      (one.role === 'rep' || one.role === 'manager'),
  );
  return [
    ...below.map((team) => ({ scope: 'team' as const, subject: team.id, name: team.name })),
    ...members.map((one) => ({ scope: 'person' as const, subject: one.id, name: one.name })),
  ];
}
