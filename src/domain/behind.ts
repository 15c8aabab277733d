import type { ForecastColumn } from './forecast.ts';
import { moneyOf, type Tally, together } from './measure.ts';
import { type CohortOutcome, OUTCOMES } from './measure-conversion.ts';
import type { MoveKind } from './measure-moves.ts';
import { daysToWin, type Paced, wasClosed } from './measure-pace.ts';
import type { Report } from './measure-report.ts';
import { type Money, sumByCurrency } from './money.ts';
import type { MovementLine } from './movement.ts';
import type { Credit } from './target.ts';
import type { DealLine } from './views.ts';

/** What a report counts, by the names under which presses and typed words ask for the deals. */
export const NUMBERS = [
  'open',
  'forecast',
  'bestCase',
  'commit',
  'due',
  'overdue',
  'silent',
  'stuck',
  'omitted',
  'noAmount',
  'noClose',
  'created',
  'advanced',
  'regressed',
  'won',
  'lost',
  'reopened',
  'slipped',
  'winRate',
  'cycle',
  'conversion',
  'movement',
  'slippage',
] as const;
export type NumberName = (typeof NUMBERS)[number];

/** One number of a report. Stage, pipeline, line and currency narrow those that have them; null = not narrowed. */
export type NumberAsked = {
  of: NumberName;
  stageId: string | null;
  pipelineId: string | null;
  line: MovementLine | 'start' | 'end' | null;
  currency: string | null;
};

/** A deal and what it puts into the number; null = its amount is not known. `days`: from opening to winning. */
export type Part = { deal: number; amount: Money | null; days?: number };

export type GroupName =
  | 'all'
  | 'open'
  | 'won'
  | 'cancelled'
  | 'lost'
  | CohortOutcome
  | MovementLine
  | 'start'
  | 'end';
export type Group = { name: GroupName; parts: readonly Part[] };

/**
 * The deals behind a number: as many as it counts, and their amounts add up to it. `weighted` is said of open deals
 * alone.
 */
export type Behind = { groups: readonly Group[]; weighted: readonly Money[] };

/** Every number on a card is looked up here by its press, so it opens what it was counted from. */
export function behindOf(asked: NumberAsked, report: Report): Behind {
  const { of } = asked;
  switch (of) {
    case 'open':
      return opened(openOf(asked, report));
    case 'forecast':
      return forecast('open', report);
    case 'bestCase':
      return forecast('best', report);
    case 'commit':
      return forecast('commit', report);
    case 'due':
      return opened(report.stillDue);
    case 'overdue':
    case 'silent':
    case 'stuck':
      return listOf(report[of]);
    case 'omitted':
      return opened(together(report.funnels.map(({ categories }) => categories.omitted)));
    case 'noAmount':
      return listOf(openOf(asked, report).deals.filter(({ state }) => state.amount === null));
    case 'noClose':
      // Asked of a period, they are in none: all of them are told.
      return listOf(report.open.filter(({ state }) => state.expectedClose === null));
    case 'won':
      return grouped(wins(report));
    case 'winRate':
      return grouped([closedAs('won', report), closedAs('lost', report)]);
    case 'cycle':
      return grouped([closedAs('won', report)]);
    case 'conversion':
      return grouped(cohort(asked, report));
    case 'movement':
      return grouped(asked.line === null ? [] : [movementOf(asked.line, asked, report)]);
    case 'slippage':
      return grouped(SLIPPAGE.map((line) => movementOf(line, asked, report)));
    case 'created':
      return moved('new', report);
    case 'advanced':
    case 'regressed':
    case 'lost':
    case 'reopened':
    case 'slipped':
      return moved(of, report);
  }
}

/** How many deals a number counts: cancelled wins take theirs away. */
export const countOf = ({ groups }: Behind): number =>
  groups.reduce((sum, { name, parts }) => sum + (name === 'cancelled' ? -parts.length : parts.length), 0);

/** What its deals add up to, per currency; unknown amounts are counted. */
export const sumOf = (groups: readonly Group[]): { totals: readonly Money[]; unknown: number } =>
  sumByCurrency(groups.flatMap(({ parts }) => parts.map(({ amount }) => amount)));

const grouped = (groups: readonly Group[]): Behind => ({
  groups: groups.filter(({ parts }) => parts.length > 0),
  weighted: [],
});

const partOf = (deal: DealLine): Part => ({ deal: deal.number, amount: moneyOf(deal) });

const listOf = (deals: readonly DealLine[]): Behind => grouped([{ name: 'all', parts: deals.map(partOf) }]);

const opened = ({ deals, weighted }: Tally): Behind => ({ ...listOf(deals), weighted });

/** The open deals of the funnel, of one of its pipelines or of a stage. */
function openOf({ stageId, pipelineId }: NumberAsked, { funnels, total }: Report): Tally {
  if (stageId === null && pipelineId === null) return total;
  const meant = funnels.filter(({ pipeline }) => pipelineId === null || pipeline.id === pipelineId);
  if (stageId === null) return together(meant.map(({ all }) => all));
  return together(meant.flatMap(({ stages }) => stages.filter(({ stage }) => stage.id === stageId)));
}

function forecast(column: ForecastColumn, report: Report): Behind {
  const { deals } = report.forecast[column];
  if (column === 'open') return opened(deals);
  return grouped([{ name: 'open', parts: deals.deals.map(partOf) }, ...wins(report)]);
}

/** Wins less cancelled wins, one line per deal; a deal that came into the period won and was won anew has both. */
function wins({ credits }: Report): Group[] {
  const byDeal = new Map<number, Credit[]>();
  for (const credit of credits) byDeal.set(credit.deal, [...(byDeal.get(credit.deal) ?? []), credit]);
  const parts = (sign: 1 | -1): Part[] =>
    [...byDeal].flatMap(([deal, ofDeal]) => {
      const units = ofDeal.reduce((sum, credit) => sum + credit.units, 0);
      const amounts = ofDeal.map(({ amount }) => amount);
      const sums = sumByCurrency(amounts).totals.filter(({ minor }) => minor !== 0);
      if (units === 0 && sums.length > 0) {
        // What was won and taken back in between cancels out.
        const stands = ofDeal.filter((credit) => Math.sign(credit.units) === sign);
        const credit = sign === 1 ? stands.at(-1) : stands[0];
        return credit === undefined ? [] : [{ deal, amount: credit.amount }];
      }
      if (units !== sign) return [];
      return sums.length === 0
        ? [{ deal, amount: amounts.at(-1) ?? null }]
        : sums.map((amount) => ({ deal, amount }));
    });
  return [
    { name: 'won', parts: parts(1) },
    { name: 'cancelled', parts: parts(-1) },
  ];
}

function closedAs(status: 'won' | 'lost', { closed }: Report): Group {
  return {
    name: status,
    parts: wasClosed(closed, status).map((deal) => ({
      deal: deal.number,
      amount: amountOf(deal),
      ...(status === 'won' ? { days: daysToWin(deal) } : {}),
    })),
  };
}

const amountOf = ({ amount, currency }: Paced): Money | null =>
  amount === null ? null : { minor: amount, currency };

function cohort({ stageId }: NumberAsked, { pipelines }: Report): Group[] {
  const found = pipelines.flatMap(({ conversions }) => conversions).find(({ stage }) => stage.id === stageId);
  if (found === undefined) return [];
  return OUTCOMES.map((name) => ({ name, parts: found.cohort[name].map(partOf) }));
}

/** Deals that moved so at least once. */
const moved = (kind: MoveKind, { moves }: Report): Behind =>
  listOf([
    ...new Map(moves.filter((move) => move.kind === kind).map(({ deal }) => [deal.number, deal])).values(),
  ]);

/** What was dated out, and what it is held against. */
const SLIPPAGE = ['pushedOut', 'start', 'new', 'pulledIn'] as const;

function movementOf(
  line: MovementLine | 'start' | 'end',
  { currency }: NumberAsked,
  { movement }: Report,
): Group {
  if (line === 'start' || line === 'end') {
    const standing = movement[line].filter((one) => one.currency === currency);
    return {
      name: line,
      parts: standing.map(({ deal, amount, currency: of }) => ({
        deal,
        amount: amount === null ? null : { minor: amount, currency: of },
      })),
    };
  }
  const byDeal = new Map<number, Money>();
  for (const { deal, amount, line: of } of movement.entries) {
    if (of !== line || amount === null || amount.currency !== currency) continue;
    byDeal.set(deal, { ...amount, minor: amount.minor + (byDeal.get(deal)?.minor ?? 0) });
  }
  return { name: line, parts: [...byDeal].map(([deal, amount]) => ({ deal, amount })) };
}
