import type { Day } from './day.ts';
import {
  attainment,
  type Coverage,
  coverage,
  type Forecast,
  forecastOf,
  remaining,
  requiredCoverage,
  stillDue,
} from './forecast.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import {
  concerns,
  dueBetween,
  type History,
  type Measured,
  missing,
  moneyOf,
  type Tally,
  together,
  value,
  type Whose,
} from './measure.ts';
import { conversions, type StageConversion } from './measure-conversion.ts';
import { type Move, movesIn } from './measure-moves.ts';
import {
  amountWinRate,
  type Paced,
  type SalesCycle,
  salesCycle,
  velocity,
  type WinRate,
  winRate,
} from './measure-pace.ts';
import type { Money } from './money.ts';
import { type Movement, movement } from './movement.ts';
import { instantsOf, type Period } from './period.ts';
import { findStage, type Pipeline } from './stage.ts';
import { type Office, silent, stuck } from './stall.ts';
import {
  type Credit,
  creditsIn,
  isForeign,
  type Subject,
  type Target,
  targetOf,
  type Won,
  wonBy,
} from './target.ts';
import type { DealLine } from './views.ts';

/** What is asked: whose deals, due when (null = whenever), and the period that Q1 and Q2 are about. */
export type Asked = {
  whose: Whose;
  /** Whose target they are held against; null = nobody's. */
  subject: Subject | null;
  due: Period | null;
  period: Period;
  /** What rates are taken over; without it the last twelve months. */
  over?: Period;
};

/** What the report is computed from, already narrowed to what its reader may see. */
export type Facts = {
  pipelines: readonly Pipeline[];
  /** All open deals. */
  open: readonly DealLine[];
  /** All deals to which something happened or was recorded since the period began. */
  histories: readonly History[];
  /** Deals closed in the trailing window, for rates. */
  paced: readonly PacedDeal[];
  trailing: { from: Date; to: Date };
  /** The targets of the period. */
  targets: readonly Target[];
  p90: ReadonlyMap<string, number>;
  now: Date;
  today: Day;
  office: Office;
  /** The currency that rates and velocity are told in. */
  currency: string;
};

/** A closed deal as rates count it. */
export type PacedDeal = Paced & { number: number; ownerId: string; teamId: string };

export type Quota = {
  target: Target | undefined;
  won: Won;
  attainment: Measured<number>;
  /** target − won, in the target's measure. */
  remaining: Measured<number>;
  coverage: Measured<Coverage>;
  required: Measured<number>;
  /** The target is an amount in a currency in which none of these deals is: nothing can be held against it. */
  foreign: boolean;
};

/** One pipeline: its open deals by stage, and how deals went on from each. */
export type PipelineFunnel = Funnel & { conversions: readonly StageConversion[] };

export type Pace = {
  winRate: Measured<WinRate>;
  amountWinRate: Measured<number>;
  cycle: Measured<SalesCycle>;
  velocity: Measured<Money>;
  trailing: { from: Date; to: Date };
};

export type Report = Asked & {
  /** One per pipeline that has open deals of these people; the default one while none has any. */
  funnels: readonly PipelineFunnel[];
  /** The open deals of all pipelines together. */
  total: Tally;
  /** Every pipeline, those without open deals too: what moved may stand in any. */
  pipelines: readonly PipelineFunnel[];
  /** Of what is expected to close in the period, and what is won in it. */
  forecast: Forecast;
  /** What coverage rests on. */
  stillDue: Tally;
  amountQuota: Quota;
  unitsQuota: Quota;
  /** The instant it holds for. */
  at: Date;
  /** The organisation's currency. */
  currency: string;
  /** All open deals of these people, whenever due. */
  open: readonly DealLine[];
  /** Those closed in the trailing window. */
  closed: readonly PacedDeal[];
  /** The wins and cancelled wins of the period. */
  credits: readonly Credit[];
  /** Open deals of these people, whenever due, whose expected close has passed. */
  overdue: readonly DealLine[];
  moves: readonly Move[];
  movement: Movement;
  silent: readonly DealLine[];
  stuck: readonly DealLine[];
  pace: Pace;
};

/** Everything that funnels, targets and digests say, from one set of facts. */
export function reportOf(asked: Asked, facts: Facts): Report {
  const { whose, due, period } = asked;
  const { pipelines, histories, now, today, office } = facts;
  const mine = facts.open.filter((deal) => concerns(whose, deal.state));
  const shown = due === null ? mine : mine.filter((deal) => dueBetween(deal, due));
  const { from, to } = instantsOf(period, office.zone);
  const credits = creditsIn(histories, { from, to }).filter((one) => concerns(whose, one));
  const won = wonBy(credits, whose);
  const closing = mine.filter((deal) => dueBetween(deal, period));
  const stalled = stalledOf(mine, facts);
  const lines = linesOf(shown, { facts, whose, from, to });
  return {
    ...asked,
    at: now,
    currency: facts.currency,
    open: mine,
    closed: facts.paced.filter((deal) => concerns(whose, deal)),
    credits,
    funnels: withDeals(lines),
    total: together(lines.map(({ all }) => all)),
    pipelines: lines,
    forecast: forecastOf(
      pipelines.map((pipeline) => funnelOf(closing, { pipeline, today })),
      won.amount,
    ),
    stillDue: stillDue(mine, { pipelines, period, today }),
    amountQuota: quotaOf('amount', { asked, facts, mine, credits, won }),
    unitsQuota: quotaOf('units', { asked, facts, mine, credits, won }),
    overdue: mine.filter(({ state }) => state.expectedClose !== null && state.expectedClose < today),
    moves: movesIn(histories, facts.open, {
      from,
      to: to < now ? to : new Date(now.getTime() + 1),
      pipelines,
      whose,
      period: { from: period.from, until: period.until, over: to },
    }),
    movement: movement(histories, facts.open, {
      from,
      to,
      pipelines,
      whose,
      due: { from: period.from, until: period.until, begins: from, over: to },
      basis: 'corrected',
      detail: 'net',
    }),
    ...stalled,
    pace: paceOf(mine, { facts, whose }),
  };
}

type Cohorts = { facts: Facts; whose: Whose; from: Date; to: Date };

function linesOf(shown: readonly DealLine[], { facts, whose, from, to }: Cohorts): PipelineFunnel[] {
  const { pipelines, histories, today, office } = facts;
  return pipelines.map((pipeline) => ({
    ...funnelOf(shown, { pipeline, today }),
    conversions: conversions(histories, { pipeline, from, to, today, whose, office }),
  }));
}

/** A process that was chosen yesterday is nobody's funnel yet. */
function withDeals(lines: readonly PipelineFunnel[]): readonly PipelineFunnel[] {
  const used = lines.filter(({ all }) => all.count > 0);
  return used.length > 0 ? used : lines.filter(({ pipeline }) => pipeline.isDefault);
}

type Held = {
  asked: Asked;
  facts: Facts;
  mine: readonly DealLine[];
  credits: readonly Credit[];
  won: Won;
};

function quotaOf(measure: Target['measure'], { asked, facts, mine, credits, won }: Held): Quota {
  const { subject, period, whose } = asked;
  const target = subject === null ? undefined : targetOf(facts.targets, subject, measure);
  const closed = facts.paced.filter((deal) => concerns(whose, deal));
  const counted = winRate(closed);
  const rate =
    measure === 'units'
      ? 'missing' in counted
        ? counted
        : value(counted.value.rate)
      : amountWinRate(closed, target?.currency ?? facts.currency);
  return {
    target,
    won,
    attainment: attainment(target, won),
    remaining: target === undefined ? missing('noTarget') : value(remaining(target, won)),
    coverage: coverage(mine, { pipelines: facts.pipelines, period, today: facts.today, target, won }),
    required: requiredCoverage(rate),
    foreign:
      target !== undefined &&
      isForeign(target, [...mine.map(moneyOf), ...credits.map(({ amount }) => amount)]),
  };
}

function stalledOf(mine: readonly DealLine[], { pipelines, today, office, p90 }: Facts) {
  const stageOf = (deal: DealLine) =>
    pipelines.flatMap((pipeline) => findStage(pipeline, deal.state.stageId) ?? []).at(0);
  const stalls = (of: 'silent' | 'stuck') =>
    mine.filter((deal) => {
      const stage = stageOf(deal);
      if (stage === undefined) return false;
      return of === 'silent'
        ? silent(deal.state, stage, { today, office }) !== null
        : stuck(deal.state, stage, { today, office, p90: p90.get(stage.id) ?? null }) !== null;
    });
  return { silent: stalls('silent'), stuck: stalls('stuck') };
}

function paceOf(mine: readonly DealLine[], { facts, whose }: { facts: Facts; whose: Whose }): Pace {
  const { trailing, currency } = facts;
  const closed = facts.paced.filter((deal) => concerns(whose, deal));
  return {
    winRate: winRate(closed),
    amountWinRate: amountWinRate(closed, currency),
    cycle: salesCycle(closed),
    velocity: velocity([...closed, ...mine.map((deal) => deal.state)], { ...trailing, currency }),
    trailing,
  };
}
