import { type Bottleneck, bottlenecksOf } from '../../domain/bottleneck.ts';
import { type Day, dayOf } from '../../domain/day.ts';
import { type Digest, digestOf, type Escalation, type Memory } from '../../domain/digest.ts';
import { concerns, teamAndBelow, type Whose } from '../../domain/measure.ts';
import { instantsOf, monthOf, type Period, previous, quarterOf, yearOf } from '../../domain/period.ts';
import type { Scope } from '../../domain/permission.ts';
import type { Watch } from '../../domain/stall.ts';
import type { Subject } from '../../domain/target.ts';
import type { DealLine } from '../../domain/views.ts';
import { refOf, rowOfDay } from '../rows.ts';
import { slotJob } from '../slots.ts';
import type { ReadsAt } from './at.ts';
import { LINE, lineOf, visible } from './deal-line.ts';
import type { measureReads } from './measures.ts';
import { nudgeReads } from './nudges.ts';
import type { OrganisationReads } from './organisation.ts';
import type { peopleReads } from './people.ts';
import { routineReads } from './routine.ts';
import type { StageTimeReads } from './stage-time.ts';

/** What a digest is about. */
export type DigestAsked = {
  /** With every team below it; null = the whole organisation. */
  teamId: string | null;
  /** Of the last one sent; null before the first. */
  memory: Memory | null;
  /** Where its news begins when there is no memory. */
  since: Date;
  /** Adds what only a manager may see: the deals they were told of, and, if asked, where people's deals pile up. */
  manager: { bottlenecks: boolean } | null;
};

type Digested = OrganisationReads &
  StageTimeReads &
  Pick<ReturnType<typeof measureReads>, 'report' | 'histories'> &
  Pick<ReturnType<typeof peopleReads>, 'people' | 'teams'>;

export function digestReads(at: ReadsAt, from: Digested) {
  const { db, org, now } = at;
  const { report, histories, stageP90, organisation, pipelines, people, teams } = from;
  const { targets } = routineReads(at);
  const { nudgesOf } = nudgeReads(at);

  /** Measured by the month, unless only a quarter or the year has a target. */
  async function periodFor(subject: Subject, today: Day): Promise<Period> {
    const month = monthOf(today);
    for (const period of [month, quarterOf(today), yearOf(today)]) {
      const set = await targets(period.key);
      if (set.some((one) => one.scope === subject.scope && one.subject === subject.subject)) return period;
    }
    return month;
  }

  async function dueToday(today: Day, visibleTo: Scope): Promise<readonly DealLine[]> {
    const day = rowOfDay(today);
    const rows = await db.deal.findMany({
      where: {
        orgId: org,
        status: 'open',
        AND: [visible(visibleTo), { OR: [{ nextStepDue: day }, { expectedClose: day }] }],
      },
      include: LINE,
      orderBy: { number: 'asc' },
    });
    return rows.map(lineOf);
  }

  async function escalations(deals: readonly DealLine[]): Promise<readonly Escalation[]> {
    const given = await nudgesOf(deals.map((deal) => deal.number));
    return given.filter((one) => one.level === 'manager');
  }

  /** Judged by the two quarters that are over. */
  async function bottlenecks(watch: Watch, whose: Whose, visibleTo: Scope): Promise<readonly Bottleneck[]> {
    const { today, office, pipelines: lines } = watch;
    const latest = previous(quarterOf(today));
    const earlier = previous(latest);
    const periods = [latest, earlier].map((period) => instantsOf(period, office.zone));
    const moved = await histories({ from: instantsOf(earlier, office.zone).from }, visibleTo);
    const ours = moved.filter(({ deal }) => concerns(whose, deal.state));
    return bottlenecksOf(ours, { pipelines: lines, periods, today, office });
  }

  return {
    /** What the last digest that a schedule sent remembers; null before the first one. */
    async digestMemory(schedule: string): Promise<Memory | null> {
      const row = await db.slot.findFirst({
        where: { orgId: org, job: slotJob(schedule), outcome: 'sent' },
        orderBy: { at: 'desc' },
      });
      return row === null ? null : memoryOf(row.facts);
    },

    /** Everything that a digest says, over the deals that `visibleTo` may see. */
    async digest(asked: DigestAsked, visibleTo: Scope): Promise<Digest> {
      const [office, lines, everyone, tree] = await Promise.all([
        organisation(),
        pipelines(),
        people(),
        teams(),
      ]);
      const { zone, calendar } = office;
      const today = dayOf(now, zone);
      const whose: Whose = asked.teamId === null ? { kind: 'everyone' } : teamAndBelow(tree, asked.teamId);
      const subject: Subject =
        asked.teamId === null
          ? { scope: 'organisation', subject: org }
          : { scope: 'team', subject: asked.teamId };
      const period = await periodFor(subject, today);
      const [facts, changed, due, ...times] = await Promise.all([
        report({ whose, subject, due: null, period }, visibleTo),
        histories({ from: asked.memory?.until ?? asked.since }, visibleTo),
        dueToday(today, visibleTo),
        ...lines.map((pipeline) => stageP90(pipeline.id)),
      ]);
      const watch: Watch = {
        today,
        office: { zone, calendar },
        pipelines: lines,
        p90: new Map(times.flatMap((one) => [...one])),
      };
      return digestOf({
        report: facts,
        histories: changed,
        watch,
        now,
        memory: asked.memory,
        since: asked.since,
        today: due.filter((deal) => concerns(whose, deal.state)),
        escalated: asked.manager === null ? [] : await escalations([...facts.silent, ...facts.stuck]),
        bottlenecks: asked.manager?.bottlenecks === true ? await bottlenecks(watch, whose, visibleTo) : [],
        people: everyone.map(refOf),
      });
    },
  };
}

/** A slot's facts, as `decideSlots` wrote them. */
function memoryOf(facts: unknown): Memory {
  const { until, silent, stuck, overdue } = facts as Omit<Memory, 'until'> & { until: string };
  return { until: new Date(until), silent, stuck, overdue };
}
