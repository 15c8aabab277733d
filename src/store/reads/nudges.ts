import { type Given, LEVELS } from '../../domain/nudge.ts';
import { code, dayOfRow } from '../rows.ts';
import type { ReadsAt } from './at.ts';

/** Nudges that were given, and what people did since. */
export function nudgeReads({ db, org }: ReadsAt) {
  return {
    /** Every nudge about these deals. */
    async nudgesOf(numbers: readonly number[]): Promise<readonly Given[]> {
      if (numbers.length === 0) return [];
      const rows = await db.nudge.findMany({
        where: { orgId: org, dealNumber: { in: [...numbers] } },
        orderBy: { at: 'asc' },
      });
      return rows.map((row) => ({
        deal: row.dealNumber,
        why: code(['silent', 'stuck'] as const, row.why),
        clockStart: row.clockStart,
        level: code(LEVELS, row.level),
        personId: row.personId,
        day: dayOfRow(row.day),
        at: row.at,
      }));
    },

    /** When somebody last recorded anything about these deals, by number. */
    async lastActed(numbers: readonly number[]): Promise<ReadonlyMap<number, Date>> {
      if (numbers.length === 0) return new Map();
      const rows = await db.dealEvent.groupBy({
        by: ['dealNumber'],
        where: { orgId: org, dealNumber: { in: [...numbers] } },
        _max: { recordedAt: true },
      });
      return new Map(
        rows.flatMap((row) => (row._max.recordedAt === null ? [] : [[row.dealNumber, row._max.recordedAt]])),
      );
    },

    /** Everybody who was seen in a chat and can be written to, by id. */
    async peopleInChat(): Promise<ReadonlySet<string>> {
      const rows = await db.identity.groupBy({ by: ['personId'], where: { orgId: org } });
      return new Set(rows.map((row) => row.personId));
    },

    /** Which of these deals have a home thread. */
    async withHome(numbers: readonly number[]): Promise<ReadonlySet<number>> {
      if (numbers.length === 0) return new Set();
      const rows = await db.placement.findMany({
        where: { orgId: org, dealNumber: { in: [...numbers] } },
        select: { dealNumber: true },
      });
      return new Set(rows.map((row) => row.dealNumber));
    },
  };
}
