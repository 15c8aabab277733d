import { addDays, type Day, daysBetween } from './day.ts';
import type { DealState } from './deal.ts';
import { largestFirst } from './size.ts';
import type { Stage } from './stage.ts';
import { type Office, overdue, silent, stuck } from './stall.ts';

/** What a deal may need its owner for, most urgent first. */
export const NEEDS = ['step', 'silent', 'stuck', 'overdue', 'closing'] as const;
export type Need = (typeof NEEDS)[number];

/** Days ahead in which an expected close is soon. */
const SOON_DAYS = 14;

export type Look = { today: Day; office: Office; p90: number | null };

/** Everything an open deal needs attention for, most urgent first. Days are working days for the two stalls. */
export function needsOf(state: DealState, stage: Stage, at: Look): { why: Need; days: number }[] {
  if (state.status !== 'open') return [];
  const { today } = at;
  const needs: { why: Need; days: number }[] = [];
  if (state.nextStepId !== null && state.nextStepDue !== null && state.nextStepDue < today)
    needs.push({ why: 'step', days: daysBetween(state.nextStepDue, today) });
  const quiet = silent(state, stage, at);
  if (quiet !== null) needs.push({ why: 'silent', days: quiet.days });
  const stays = stuck(state, stage, at);
  if (stays !== null) needs.push({ why: 'stuck', days: stays.days });
  if (overdue(state, today))
    needs.push({ why: 'overdue', days: daysBetween(state.expectedClose ?? today, today) });
  if (closingSoon(state, today))
    needs.push({ why: 'closing', days: daysBetween(today, state.expectedClose ?? today) });
  return needs;
}

/** Open and expected to close from today on, within two weeks. */
const closingSoon = (state: Pick<DealState, 'status' | 'expectedClose'>, today: Day): boolean =>
  state.status === 'open' &&
  state.expectedClose !== null &&
  state.expectedClose >= today &&
  state.expectedClose <= addDays(today, SOON_DAYS);

/** What needs attention first, larger deals before smaller ones of the same need, as an organisation of `currency` sees it. */
export function byNeed<D extends { state: DealState; needs: readonly { why: Need }[] }>(
  deals: readonly D[],
  currency: string,
): D[] {
  const size = largestFirst(currency);
  const rank = ({ needs }: D): number => {
    const [first] = needs;
    return first === undefined ? NEEDS.length : NEEDS.indexOf(first.why);
  };
  return deals.toSorted((a, b) => rank(a) - rank(b) || size(a, b));
}
