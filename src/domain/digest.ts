import type { Bottleneck } from './bottleneck.ts';
import { type Day, dayOf } from './day.ts';
import type { History } from './measure.ts';
import type { Report } from './measure-report.ts';
import { type News, newsOf } from './news.ts';
import type { PersonRef } from './people.ts';
import { byAmount, type Stall, stallsOf, type Watch } from './stall.ts';
import type { DealLine } from './views.ts';

/** What a digest keeps for the next one to compare with: deals by number, with the day on which their clock started. */
export type Memory = {
  /** When it was read: what is recorded later is news. */
  until: Date;
  silent: Readonly<Record<string, Day>>;
  stuck: Readonly<Record<string, Day>>;
  overdue: readonly number[];
};

/** A stall of which the manager was told. */
export type Escalation = { deal: number; why: Stall['why']; clockStart: Date; at: Date };

export type DigestFacts = {
  report: Report;
  /** Of every deal to which something was recorded since the last digest. */
  histories: readonly History[];
  watch: Watch;
  now: Date;
  /** Of the last digest that was sent; null before the first one. */
  memory: Memory | null;
  /** Where the news begins when nothing is remembered. */
  since: Date;
  /** Open deals with a next step or an expected close today. */
  today: readonly DealLine[];
  /** For a manager's eyes; empty in a room. */
  escalated: readonly Escalation[];
  bottlenecks: readonly Bottleneck[];
  people: readonly PersonRef[];
};

export type Digest = Pick<DigestFacts, 'report' | 'now' | 'today' | 'bottlenecks' | 'people' | 'watch'> & {
  since: Date;
  news: readonly News[];
  /** New since the last digest, largest first. */
  silent: readonly Stall[];
  stuck: readonly Stall[];
  overdue: readonly DealLine[];
  /** Left lying until the manager was told, and still stalled. */
  escalated: readonly Stall[];
  /** Nothing changed and nobody must act. */
  quiet: boolean;
  memory: Memory;
};

/** What there is to say, against what was said last. */
export function digestOf(facts: DigestFacts): Digest {
  const { report, watch, now, memory, today, bottlenecks, people } = facts;
  const since = memory?.until ?? facts.since;
  const stalls = stallsIn(report, watch);
  const known = memory ?? heldAt(dayOf(since, watch.office.zone), { stalls, overdue: report.overdue, watch });
  const fresh = (why: Stall['why']): Stall[] =>
    byAmount(
      stalls.filter((one) => one.why === why && known[why][one.deal.number] !== one.since),
      report.currency,
    );
  const told = escalationsOf(stalls, facts.escalated);
  const { whose, period } = report;
  const digest = {
    news: newsOf(facts.histories, { since, pipelines: watch.pipelines, whose, period }),
    silent: fresh('silent'),
    stuck: fresh('stuck'),
    overdue: report.overdue.filter((deal) => !known.overdue.includes(deal.number)),
    today,
    escalated: byAmount(onePerDeal(told.map((one) => one.stall)), report.currency),
  };
  const { escalated: _, ...happened } = digest;
  const newlyTold = told.some((one) => one.at > since);
  return {
    ...digest,
    report,
    now,
    since,
    watch,
    bottlenecks,
    people,
    quiet: Object.values(happened).every((all) => all.length === 0) && !newlyTold && bottlenecks.length === 0,
    memory: { until: now, ...clocksOf(stalls), overdue: report.overdue.map((deal) => deal.number) },
  };
}

/** A deal can be silent and stuck at once. */
function stallsIn(report: Report, watch: Watch): Stall[] {
  const deals = new Map([...report.silent, ...report.stuck].map((deal) => [deal.number, deal]));
  return [...deals.values()].flatMap((deal) => stallsOf(deal, watch));
}

function clocksOf(stalls: readonly Stall[]): Pick<Memory, 'silent' | 'stuck'> {
  const clocks = (why: Stall['why']) =>
    Object.fromEntries(stalls.filter((one) => one.why === why).map((one) => [one.deal.number, one.since]));
  return { silent: clocks('silent'), stuck: clocks('stuck') };
}

/** What a digest of an earlier day would have known, had there been one: today's deals judged by that day. */
function heldAt(
  day: Day,
  { stalls, overdue, watch }: { stalls: readonly Stall[]; overdue: readonly DealLine[]; watch: Watch },
): Pick<Memory, 'silent' | 'stuck' | 'overdue'> {
  const then = stalls.filter((one) =>
    stallsOf(one.deal, { ...watch, today: day }).some((held) => held.why === one.why),
  );
  return {
    ...clocksOf(then),
    overdue: overdue.flatMap((deal) => ((deal.state.expectedClose ?? day) < day ? [deal.number] : [])),
  };
}

const onePerDeal = (stalls: readonly Stall[]): Stall[] => [
  ...new Map(stalls.toReversed().map((one) => [one.deal.number, one])).values(),
];

/** A clock that has started anew is another stall, of which nobody was told yet. */
const escalationsOf = (stalls: readonly Stall[], told: readonly Escalation[]): { stall: Stall; at: Date }[] =>
  stalls.flatMap((stall) => {
    const found = told.find(
      (one) =>
        one.deal === stall.deal.number &&
        one.why === stall.why &&
        one.clockStart.getTime() === stall.clockStart.getTime(),
    );
    return found === undefined ? [] : [{ stall, at: found.at }];
  });
