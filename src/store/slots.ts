import type { PrismaClient } from './generated/client.ts';
import { type OutboxAddress, type OutboxBody, send } from './outbox.ts';
import { jsonOf } from './recording.ts';

/** What became of a schedule's slots, as one decision. */
export type SlotDecision<M> = {
  schedule: string;
  /** Up to where the slots were decided when this was thought out. */
  decidedFrom: Date;
  decidedTo: Date;
  now: Date;
  slots: readonly DecidedSlot<M>[];
};

export type DecidedSlot<M> = { at: Date } & (
  | { outcome: 'sent'; memory: unknown; post: DigestPost<M> }
  | { outcome: 'quiet' }
  | { outcome: 'skipped'; reason: string }
);

/** It goes out at `dueAt`, see PostedAt in src/chat/desk.ts. */
export type DigestPost<M> = {
  platform: string;
  address: OutboxAddress;
  body: OutboxBody<M>;
  dueAt: Date;
};

export const slotJob = (schedule: string): string => `digest:${schedule}`;

/**
 * Records what became of slots and puts the digest of the one that runs into the outbox, all in one transaction. Each
 * slot happens once: whoever moves `decidedTo` first wins, and the primary key of Slot stands behind it. Returns false
 * when another replica was faster; nothing is recorded then.
 */
export async function decideSlots<M>(
  prisma: PrismaClient,
  org: string,
  decision: SlotDecision<M>,
): Promise<boolean> {
  const { schedule, decidedFrom, decidedTo, now, slots } = decision;
  return prisma.$transaction(async (tx) => {
    const won = await tx.schedule.updateMany({
      where: { orgId: org, id: schedule, decidedTo: decidedFrom },
      data: { decidedTo },
    });
    if (won.count === 0) return false;
    const job = slotJob(schedule);
    await tx.slot.createMany({
      data: slots.map((slot) => ({
        orgId: org,
        job,
        at: slot.at,
        outcome: slot.outcome,
        reason: slot.outcome === 'skipped' ? slot.reason : null,
        ranAt: now,
        facts: jsonOf(slot.outcome === 'sent' ? slot.memory : {}),
      })),
    });
    for (const slot of slots) {
      if (slot.outcome !== 'sent') continue;
      await send(tx, { org, now }, { key: `${job}:${slot.at.toISOString()}`, ...slot.post });
    }
    return true;
  });
}
