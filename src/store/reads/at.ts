import type { Db } from '../prisma.ts';

/** What a set of reads is bound to: one organisation, one instant, one connection or transaction. */
export type ReadsAt = { db: Db; org: string; now: Date };
