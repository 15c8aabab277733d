import { type Adapter, type Address, DeliveryError, type Outgoing, PACED } from '../chat/adapter.ts';
import { faultOf } from '../chat/fault.ts';
import type { Platform } from '../chat/input.ts';
import type { Log } from '../chat/log.ts';
import type { Message } from '../chat/message.ts';
import type { OutboxRow, Settlement, Take } from '../store/outbox.ts';
import type { Reads } from '../store/reads.ts';
import { contentOf } from './content.ts';

/** What delivery needs of the store: a queue with fenced claims. */
export type Queue = {
  claim(take: Take): Promise<readonly OutboxRow<Message>[]>;
  settle(row: OutboxRow<Message>, settlement: Settlement): Promise<boolean>;
  /** The posted thread of a deal's home. */
  home(row: { orgId: string; platform: string; workspace: string; deal: number }): Promise<{
    channel: string;
    thread: string | null;
  } | null>;
};

export type Delivery = {
  queue: Queue;
  /** The platforms that this process speaks to; what is for others is left to others. */
  adapters: ReadonlyMap<Platform | string, Adapter>;
  reads(org: string, now: Date): Reads;
  now(): Date;
  /** Asks for another round at the time when something is due. */
  wake?(at: Date): void;
  /** Longest that one message may take, in ms; half a minute unless said. */
  sendingMs?: number;
  log: Pick<Log, 'warn' | 'error'>;
};

const BATCH = 20;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Within a claim's minute: a claim that ends sooner is given back unsent. */
const SENDING_MS = 30 * SECOND;
/** The heart beats by itself this often; it is asked only for what is due before. */
const PULSE_MS = 10 * SECOND;
const MOST_WAIT_MS = 15 * MINUTE;
/** Whether something was posted cannot be found out for ever: the wait for another look is shorter. */
const MOST_DOUBT_MS = 5 * MINUTE;
/** News of last week are no news. Of a card this does not hold: it says how things stand when it is sent. */
const STALE_MS = 7 * 24 * 60 * MINUTE;
/** A fault of ours that was met so often will be met for ever. */
const MOST_FAULTS = 10;

/** Waits between tries: soon at first, then every quarter of an hour. */
const backoff = (failures: number): number => Math.min(2 ** (failures + 1) * SECOND, MOST_WAIT_MS);
const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * Sends what was due when it began, in order of due time. What is put off meanwhile is left to the next round, so that it
 * comes to an end however much waits. Returns how many rows were settled.
 */
export async function deliverDue(delivery: Delivery): Promise<number> {
  const { queue, adapters, now } = delivery;
  const take: Take = { most: BATCH, dueBy: now(), platforms: [...adapters.keys()] };
  let settled = 0;
  let next: Date | null = null;
  // Until nothing is left: a card that is posted lets the lines go that waited for it.
  for (;;) {
    const rows = await queue.claim(take);
    for (const row of rows) {
      const settlement = await attempt(delivery, row);
      await settledOrLogged(delivery, row, settlement);
      if ('dueAt' in settlement && (next === null || settlement.dueAt < next)) next = settlement.dueAt;
      settled += 1;
    }
    if (rows.length === 0) break;
  }
  if (next !== null && next.getTime() - now().getTime() < PULSE_MS) delivery.wake?.(next);
  return settled;
}

/** A row that cannot be settled keeps nobody else's from going out: its claim runs out, and then it is looked for. */
async function settledOrLogged(
  { queue, log }: Delivery,
  row: OutboxRow<Message>,
  settlement: Settlement,
): Promise<void> {
  try {
    await queue.settle(row, settlement);
  } catch (error) {
    log.error({ key: row.key, platform: row.platform, ...faultOf(error) }, 'delivery not settled');
  }
}

async function attempt(delivery: Delivery, row: OutboxRow<Message>): Promise<Settlement> {
  const now = delivery.now();
  // The rows before it took long: another replica may hold it by the time this one has posted it.
  if (row.claimedUntil.getTime() - now.getTime() < SENDING_MS)
    return { kind: 'waits', dueAt: now, problem: 'claim is ending' };
  if (row.body.kind !== 'deal.card' && now.getTime() - row.createdAt.getTime() > STALE_MS)
    return { kind: 'gone', problem: 'too old' };
  let since: Date | null = null;
  try {
    const out = await written(delivery, row, now);
    if ('kind' in out) return out;
    since = now;
    return { kind: 'sent', receipt: await posted(delivery, row, out), now: delivery.now() };
  } catch (error) {
    return failed(delivery, row, { error, since });
  }
}

/** What a row says at the moment and where it goes, or why it does not. */
async function written(
  delivery: Delivery,
  row: OutboxRow<Message>,
  now: Date,
): Promise<Outgoing | Settlement> {
  const { platform, orgId } = row;
  const to = await addressOf(delivery, row);
  // Mostly its card goes out before it and lets it go; what has waited long is looked at ever more seldom.
  if (to === 'not yet') {
    const waited = now.getTime() - row.createdAt.getTime();
    const wait = Math.min(Math.max(waited, SECOND), MOST_WAIT_MS);
    return { kind: 'waits', dueAt: after(now, wait), problem: 'home not posted' };
  }
  const content = await contentOf(row.body, delivery.reads(orgId, now), {
    platform,
    both: delivery.adapters.get(platform)?.bilingual === true && to.kind === 'room',
  });
  if (content === 'not yet') return { kind: 'waits', dueAt: after(now, SECOND), problem: 'not answered' };
  if (content === null) return { kind: 'gone', problem: 'nothing left to say' };
  return { to, ...content, ...named(row) };
}

/**
 * The name under which a message is posted once. An answer has the name that its input gave it, and is in doubt from the
 * start: whoever heard the input may have shown it at once.
 */
function named({ orgId, key, edition, doubtedSince, createdAt }: OutboxRow<Message>) {
  const isAnswer = key.startsWith('answer:');
  const doubted = doubtedSince ?? (isAnswer ? createdAt : null);
  return {
    key: `${isAnswer ? '' : `${orgId}:`}${key}${edition === 1 ? '' : `:${edition}`}`,
    ...(doubted !== null && { doubtedSince: doubted }),
  };
}

async function posted(delivery: Delivery, row: OutboxRow<Message>, out: Outgoing) {
  const { receipt, platform } = row;
  const adapter = delivery.adapters.get(platform);
  if (adapter === undefined) throw new Error(`no adapter for ${platform}`);
  const ms = delivery.sendingMs ?? SENDING_MS;
  if (receipt === null) return inTime({ ms, late: 'unknown' }, (signal) => adapter.post({ ...out, signal }));
  // To draw the same twice does no harm.
  const anew = await inTime({ ms, late: 'later' }, (signal) => adapter.update(receipt, { ...out, signal }));
  return anew ?? receipt;
}

/** A platform that does not answer holds up nobody else. */
async function inTime<T>(
  { ms, late }: { ms: number; late: 'unknown' | 'later' },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const { signal } = limit;
  const alarm = setTimeout(() => limit.abort(new DeliveryError(late, 'took_too_long', ms)), ms);
  try {
    const over = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return await Promise.race([work(signal), over]);
  } finally {
    clearTimeout(alarm);
  }
}

/** `since`: when its post began; null when it had not begun. */
function failed(
  delivery: Delivery,
  row: OutboxRow<Message>,
  { error, since }: { error: unknown; since: Date | null },
): Settlement {
  const { key, platform, attempts } = row;
  const now = delivery.now();
  const about = { key, platform, attempts };
  if (!(error instanceof DeliveryError)) {
    delivery.log.error({ ...about, ...faultOf(error) }, 'delivery failed');
    const problem = 'fault';
    if (attempts + 1 >= MOST_FAULTS) return { kind: 'gone', problem };
    const dueAt = after(now, backoff(attempts));
    return since === null ? { kind: 'later', dueAt, problem } : { kind: 'unknown', dueAt, problem, since };
  }
  const { code: problem, outcome, retryAfter } = error;
  if (problem === PACED) return { kind: 'waits', dueAt: after(now, retryAfter ?? SECOND), problem };
  delivery.log.warn({ ...about, outcome, problem }, 'delivery failed');
  switch (outcome) {
    case 'gone': {
      const trouble = delivery.adapters.get(platform)?.troubles.get(problem);
      return { kind: outcome, problem, ...(trouble && { trouble }) };
    }
    case 'unconfirmed':
      return { kind: outcome, problem };
    case 'later':
      return { kind: outcome, dueAt: after(now, retryAfter ?? backoff(attempts)), problem };
    case 'unknown': {
      const wait = Math.max(retryAfter ?? 0, Math.min(backoff(attempts), MOST_DOUBT_MS));
      return { kind: outcome, dueAt: after(now, wait), problem, since: since ?? now };
    }
  }
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
