import { dayOf } from '../../domain/day.ts';
import type { DealEvent } from '../../domain/deal.ts';
import type { History } from '../../domain/measure.ts';
import {
  type Asked,
  type Facts,
  type PacedDeal,
  type Report,
  reportOf,
} from '../../domain/measure-report.ts';
import { instantsOf } from '../../domain/period.ts';
import type { Scope } from '../../domain/permission.ts';
import type { Prisma } from '../generated/client.ts';
import { code, eventOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { EVENT, LINE, lineOf, visible } from './deal-line.ts';
import { dealReads } from './deals.ts';
import { asKnownThen } from './known.ts';
import { type OrganisationReads, organisationReads } from './organisation.ts';
import { routineReads } from './routine.ts';
import { type StageTimeReads, stageTimeReads } from './stage-time.ts';

/** Rates are taken over a year: long enough for a slow pipeline, short enough to be about now. */
const TRAILING_DAYS = 365;
const DAY_MS = 86_400_000;

/** The same measures at another instant. */
function measuresAt(at: ReadsAt): ReturnType<typeof measureReads> {
  const organisation = organisationReads(at);
  const times = stageTimeReads(at, organisation);
  const known = { ...organisation, ...times };
  return measureReads(at, { ...known, ...dealReads(at) });
}

/** What measuring reads besides the histories. */
type Measured = OrganisationReads & StageTimeReads & Pick<ReturnType<typeof dealReads>, 'deals'>;

/** What funnels, targets and digests are computed from. */
export function measureReads(at: ReadsAt, { organisation, pipelines, stageP90, deals }: Measured) {
  const { db, org, now } = at;
  const { targets } = routineReads(at);

  /**
   * Every deal that `visibleTo` may see to which something happened or was recorded in [from, to), each with its whole
   * history. Void deals too: what was voided had been there.
   */
  async function histories(
    touched: { from: Date; to?: Date },
    visibleTo: Scope,
  ): Promise<readonly History[]> {
    const span = { gte: touched.from, ...(touched.to === undefined ? {} : { lt: touched.to }) };
    const found = {
      orgId: org,
      AND: [visible(visibleTo), { events: { some: { OR: [{ at: span }, { recordedAt: span }] } } }],
    } satisfies Prisma.DealWhereInput;
    const [rows, events] = await Promise.all([
      db.deal.findMany({ where: found, include: LINE, orderBy: { number: 'asc' } }),
      db.dealEvent.findMany({
        where: { orgId: org, deal: found },
        select: EVENT,
        orderBy: [{ dealNumber: 'asc' }, { seq: 'asc' }],
      }),
    ]);
    const byDeal = new Map<number, DealEvent[]>(rows.map((row) => [row.number, []]));
    for (const event of events) byDeal.get(event.dealNumber)?.push(eventOf({ ...event, after: null }));
    return rows.map((row) => ({ deal: lineOf(row), events: byDeal.get(row.number) ?? [] }));
  }

  /** Deals closed in [from, before), with no more than rates need. */
  async function paced(
    closed: { from: Date; before: Date },
    visibleTo: Scope,
  ): Promise<readonly PacedDeal[]> {
    const rows = await db.deal.findMany({
      where: {
        orgId: org,
        AND: [visible(visibleTo)],
        status: { in: ['won', 'lost'] },
        closedAt: { gte: closed.from, lt: closed.before },
      },
      select: {
        number: true,
        status: true,
        amount: true,
        currency: true,
        openedAt: true,
        closedAt: true,
        mergedInto: true,
        ownerId: true,
        teamId: true,
      },
    });
    return rows.map((row) => ({
      ...row,
      status: code(['won', 'lost'] as const, row.status),
      amount: row.amount === null ? null : Number(row.amount),
    }));
  }

  async function factsOf(asked: Asked, visibleTo: Scope): Promise<Facts> {
    const [office, lines] = await Promise.all([organisation(), pipelines()]);
    const { zone, calendar, currency } = office;
    const year = { from: new Date(now.getTime() - TRAILING_DAYS * DAY_MS), to: now };
    const trailing = asked.over === undefined ? year : instantsOf(asked.over, zone);
    const [open, since, closed, held, ...times] = await Promise.all([
      deals({ status: ['open'] }, visibleTo),
      histories({ from: instantsOf(asked.period, zone).from }, visibleTo),
      paced({ from: trailing.from, before: trailing.to }, visibleTo),
      targets(asked.period.key),
      ...lines.map((pipeline) => stageP90(pipeline.id)),
    ]);
    return {
      pipelines: lines,
      open,
      histories: since,
      paced: closed,
      trailing,
      targets: held,
      p90: new Map(times.flatMap((one) => [...one])),
      now,
      today: dayOf(now, zone),
      office: { zone, calendar },
      currency,
    };
  }

  return {
    histories,
    paced,
    factsOf,

    /** Everything that a funnel, a target or a digest says, over the deals that `visibleTo` may see. */
    async report(asked: Asked, visibleTo: Scope): Promise<Report> {
      return reportOf(asked, await factsOf(asked, visibleTo));
    },

    /** What the same report said at an earlier instant, by what was known then. */
    async reportAt(instant: Date, asked: Asked, visibleTo: Scope): Promise<Report> {
      const then = { ...at, now: instant };
      const facts = await measuresAt(then).factsOf(asked, visibleTo);
      return reportOf(asked, await asKnownThen(then, facts, visibleTo));
    },
  };
}
