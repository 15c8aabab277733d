import type { ListedSchedule, Schedule } from '../../domain/digest-slots.ts';
import type { Cadence } from '../../domain/schedule.ts';
import type { Prisma, Schedule as ScheduleRow } from '../generated/client.ts';
import { code } from '../rows.ts';
import { slotJob } from '../slots.ts';
import type { ReadsAt } from './at.ts';
import { nudgeReads } from './nudges.ts';

/** What runs by the clock or waits for somebody: schedules, slots, requests, drafts, targets. */
export function routineReads(at: ReadsAt) {
  const { db, org } = at;

  async function schedulesWhere(where: Prisma.ScheduleWhereInput): Promise<readonly Schedule[]> {
    const rows = await db.schedule.findMany({ where: { ...where, orgId: org }, orderBy: { id: 'asc' } });
    return rows.map(scheduleOf);
  }

  /** What became of the last slot of each job, by job. */
  async function lastSlots(jobs: readonly string[]): Promise<ReadonlyMap<string, LastSlot>> {
    const rows = await db.$queryRaw<(LastSlot & { job: string })[]>`
      SELECT "job", "at", "outcome", "reason" FROM unnest(${[...jobs]}::text[]) AS asked("name")
      CROSS JOIN LATERAL (
        SELECT * FROM "Slot" WHERE "orgId" = ${org}::uuid AND "job" = "name" ORDER BY "at" DESC LIMIT 1
      ) newest`;
    return new Map(rows.map(({ job, ...last }) => [job, last]));
  }

  return {
    /** The stored answer to an input; null when it was never answered. */
    async answered(key: string): Promise<unknown> {
      const row = await db.inbox.findUnique({
        where: { orgId_key: { orgId: org, key } },
        select: { reply: true },
      });
      return row === null ? null : row.reply;
    },

    /** Digests that run or are paused, in the order in which they were added. */
    async schedules(): Promise<readonly ListedSchedule[]> {
      const schedules = await schedulesWhere({ removedAt: null });
      const last = await lastSlots(schedules.map((one) => slotJob(one.id)));
      return schedules.map((one) => ({ ...one, last: last.get(slotJob(one.id)) ?? null }));
    },

    /** Digests with slots that may wait for a decision: those removed since their last one, too. */
    async undecidedSchedules(): Promise<readonly Schedule[]> {
      return schedulesWhere({
        OR: [{ removedAt: null }, { removedAt: { gt: db.schedule.fields.decidedTo } }],
      });
    },

    ...nudgeReads(at),

    async draft(id: string): Promise<{ id: string; personId: string; kind: string; body: unknown } | null> {
      return db.draft.findUnique({ where: { orgId_id: { orgId: org, id } } });
    },

    async draftsOf(personId: string, kind: string) {
      return db.draft.findMany({ where: { orgId: org, personId, kind }, orderBy: { updatedAt: 'desc' } });
    },

    async request(id: string) {
      return db.request.findUnique({ where: { orgId_id: { orgId: org, id } } });
    },

    /** Requests that wait for this person. */
    async requestsFor(personId: string) {
      return db.request.findMany({
        where: { orgId: org, askedOf: personId, status: 'open' },
        orderBy: { createdAt: 'asc' },
      });
    },

    /** The targets that hold for a period: the newest row of each subject and measure. */
    async targets(period: string) {
      // Two targets set at one instant: the later id, made later, holds.
      const rows = await db.target.findMany({
        where: { orgId: org, period },
        orderBy: [{ from: 'desc' }, { id: 'desc' }],
      });
      const newest = new Map<string, (typeof rows)[number]>();
      for (const row of rows) {
        const key = `${row.scope} ${row.subject} ${row.measure}`;
        if (!newest.has(key)) newest.set(key, row);
      }
      return [...newest.values()].flatMap((row) =>
        row.value === null
          ? []
          : [
              {
                scope: code(['organisation', 'team', 'person'] as const, row.scope),
                subject: row.subject,
                period: row.period,
                measure: code(['amount', 'units'] as const, row.measure),
                value: Number(row.value),
                currency: row.currency,
                from: row.from,
                setBy: row.setBy,
              },
            ],
      );
    },
  };
}

type LastSlot = NonNullable<ListedSchedule['last']>;

const scheduleOf = (row: ScheduleRow): Schedule => ({
  id: row.id,
  room: { platform: row.platform, workspace: row.workspace, channel: row.channel },
  cadence: cadenceOf(row),
  time: row.time,
  zone: row.zone,
  calendar: row.calendar,
  teamId: row.teamId,
  locale: code(['en', 'zh'] as const, row.locale),
  paused: row.paused,
  removedAt: row.removedAt,
  decidedTo: row.decidedTo,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
});

function cadenceOf(row: ScheduleRow): Cadence {
  if (row.cadence === 'weekly') return { kind: 'weekly', weekday: weekdayOf(row.weekday) };
  if (row.cadence === 'monthly') return { kind: 'monthly', day: row.monthday ?? 1 };
  return { kind: 'workdays' };
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const weekdayOf = (value: number | null) => WEEKDAYS.find((one) => one === value) ?? 1;
