import { type Adapter, type Address, DeliveryError, type Outgoing, PACED } from '../chat/adapter.ts';
import type { Platform } from '../chat/input.ts';
import type { Message } from '../chat/message.ts';
import type { OutboxRow, Settlement } from '../store/outbox.ts';
import type { Reads } from '../store/reads.ts';
import { contentOf } from './content.ts';

/** What delivery needs of the store: a queue with fenced claims. */
export type Queue = {
  claim(take: number): Promise<readonly OutboxRow<Message>[]>;
  settle(row: OutboxRow<Message>, settlement: Settlement): Promise<boolean>;
  /** The posted thread of a deal's home. */
  home(row: { orgId: string; platform: string; workspace: string; deal: number }): Promise<{
    channel: string;
    thread: string | null;
  } | null>;
};

export type Delivery = {
  queue: Queue;
  adapters: ReadonlyMap<Platform | string, Adapter>;
  reads(org: string, now: Date): Reads;
  now(): Date;
  /** Asks for another round when a message that waits for its turn is due. */
  wake?(at: Date): void;
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
};

const BATCH = 20;
const SECOND = 1000;
/** Longest that a platform may take for one message; a claim that ends sooner is given back unsent. */
const SENDING_MS = 30 * SECOND;
/** Waits between tries: soon at first, then every quarter of an hour. */
const backoff = (attempts: number): number => Math.min(2 ** attempts * SECOND, 900 * SECOND);

/** Sends what is due, in order of due time. Returns how many rows were settled. */
export async function deliverDue(delivery: Delivery): Promise<number> {
  let settled = 0;
  for (;;) {
    const rows = await delivery.queue.claim(BATCH);
    for (const row of rows) {
      await delivery.queue.settle(row, await attempt(delivery, row));
      settled += 1;
    }
    if (rows.length < BATCH) return settled;
  }
}

async function attempt(delivery: Delivery, row: OutboxRow<Message>): Promise<Settlement> {
  const now = delivery.now();
  // The rows before it took long: another replica may hold it by the time this one has posted it.
  if (row.claimedUntil.getTime() - now.getTime() < SENDING_MS) {
    return { kind: 'later', dueAt: now, problem: 'claim is ending' };
  }
  const adapter = delivery.adapters.get(row.platform);
  if (adapter === undefined) return { kind: 'gone', problem: 'platform is not connected' };
  try {
    const to = await addressOf(delivery, row);
    if (to === 'not yet')
      return { kind: 'later', dueAt: new Date(now.getTime() + SECOND), problem: 'home not posted' };
    const content = await contentOf(row.body, delivery.reads(row.orgId, now), {
      platform: row.platform,
      both: adapter.bilingual === true && to.kind === 'room',
    });
    if (content === 'not yet')
      return { kind: 'later', dueAt: new Date(now.getTime() + SECOND), problem: 'not answered' };
    if (content === null) return { kind: 'gone', problem: 'nothing left to say' };
    const out: Outgoing = {
      key: `${row.orgId}:${row.key}`,
      to,
      ...content,
      attempt: row.attempts,
      since: row.createdAt,
    };
    if (row.receipt === null) return { kind: 'sent', receipt: await adapter.post(out), now };
    const anew = await adapter.update(row.receipt, out);
    return { kind: 'sent', receipt: anew ?? row.receipt, now };
  } catch (error) {
    return failed(delivery, row, { error, now });
  }
}

function failed(
  delivery: Delivery,
  row: OutboxRow<Message>,
  { error, now }: { error: unknown; now: Date },
): Settlement {
  const problem = error instanceof DeliveryError ? error.code : 'failed';
  if (error instanceof DeliveryError && error.code === PACED) {
    const dueAt = new Date(now.getTime() + (error.retryAfter ?? SECOND));
    delivery.wake?.(dueAt);
    return { kind: 'later', dueAt, problem };
  }
  delivery.log.warn(
    { key: row.key, platform: row.platform, attempts: row.attempts, problem },
    'delivery failed',
  );
  if (error instanceof DeliveryError && error.outcome !== 'later') {
    return { kind: error.outcome === 'gone' ? 'gone' : 'unconfirmed', problem };
  }
  const wait =
    error instanceof DeliveryError ? (error.retryAfter ?? backoff(row.attempts)) : backoff(row.attempts);
  return { kind: 'later', dueAt: new Date(now.getTime() + wait), problem };
}

/** A line in a deal's thread waits until the home's card is posted: its thread does not exist before. */
async function addressOf(delivery: Delivery, row: OutboxRow<Message>): Promise<Address | 'not yet'> {
  const { address, orgId, platform } = row;
  if (address.kind !== 'home') return address;
  const { workspace, deal } = address;
  const home = await delivery.queue.home({ orgId, platform, workspace, deal });
  if (home === null || home.thread === null) return 'not yet';
  return { kind: 'room', workspace, channel: home.channel, thread: home.thread };
}
