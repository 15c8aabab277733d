import type { Day } from './day.ts';
import {
  attainment,
  type Coverage,
  coverage,
  type ForecastColumns,
  forecastColumns,
  remaining,
  requiredCoverage,
} from './forecast.ts';
import { type Funnel, funnelOf } from './funnel.ts';
import { concerns, dueBetween, type History, type Measured, missing, value, type Whose } from './measure.ts';
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
import { creditsIn, type Subject, type Target, targetOf, type Won, wonBy } from './target.ts';
import type { DealLine } from './views.ts';

/** What is asked: whose deals, due when (null = whenever), and the period that Q1 and Q2 are about. */
export type Asked = {
  whose: Whose;
  /** Whose target they are held against; null = nobody's. */
  subject: Subject | null;
  due: Period | null;
  period: Period;
};

/** What the report is computed from, already narrowed to what its reader may see. */
export type Facts = {
  pipelines: readonly Pipeline[];
  /** All open deals. */
  open: readonly DealLine[];
  /** All deals to which something happened or was recorded since the period began. */
  histories: readonly History[];
  /** Deals closed in the trailing window, for rates. */
  paced: readonly (Paced & { ownerId: string; teamId: string })[];
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

export type Quota = {
  target: Target | undefined;
  won: Won;
  attainment: Measured<number>;
  /** target − won, in the target's measure. */
  remaining: Measured<number>;
  coverage: Measured<Coverage>;
  required: Measured<number>;
};

export type Pace = {
  winRate: Measured<WinRate>;
  amountWinRate: Measured<number>;
  cycle: Measured<SalesCycle>;
  velocity: Measured<Money>;
  trailing: { from: Date; to: Date };
};

export type Report = Asked & {
  /** One per pipeline with open deals; the default pipeline always. */
  funnels: readonly (Funnel & { conversions: readonly StageConversion[]; columns: ForecastColumns })[];
  amountQuota: Quota;
  unitsQuota: Quota;
  /** Open deals of these people, whenever due, whose expected close has passed. */
  overdue: readonly DealLine[];
  /** Open deals left out because a period was asked for and they have no expected close. */
  undated: number;
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
  const won = wonBy(creditsIn(histories, { from, to }), whose);
  const stalled = stalledOf(mine, facts);
  return {
    ...asked,
    funnels: funnelsOf(shown, { facts, whose, from, to, closed: won.amount }),
    amountQuota: quotaOf('amount', { asked, facts, mine, won }),
    unitsQuota: quotaOf('units', { asked, facts, mine, won }),
    overdue: mine.filter(({ state }) => state.expectedClose !== null && state.expectedClose < today),
    undated: due === null ? 0 : mine.filter(({ state }) => state.expectedClose === null).length,
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

type Cohorts = { facts: Facts; whose: Whose; from: Date; to: Date; closed: readonly Money[] };

function funnelsOf(
  shown: readonly DealLine[],
  { facts, whose, from, to, closed }: Cohorts,
): Report['funnels'] {
  const { pipelines, histories, today, office } = facts;
  const used = pipelines.filter(
    (pipeline) => pipeline.isDefault || shown.some((deal) => deal.state.pipelineId === pipeline.id),
  );
  return used.map((pipeline) => {
    const funnel = funnelOf(shown, { pipeline, today });
    return {
      ...funnel,
      conversions: conversions(histories, { pipeline, from, to, today, whose, office }),
      columns: forecastColumns(funnel, closed),
    };
  });
}

type Held = { asked: Asked; facts: Facts; mine: readonly DealLine[]; won: Won };

function quotaOf(measure: Target['measure'], { asked, facts, mine, won }: Held): Quota {
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
