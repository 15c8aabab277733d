import { DeliveryError, PACED } from '../../chat/adapter.ts';

/** Slack takes about one message per second and channel. */
const BETWEEN_MS = 1000;
const MOST_KEPT = 10_000;

export type Pace = {
  /** Throws "later" while it is too early for this channel; else takes its turn. */
  turn(method: string, channel: string): void;
  /** Slack asked to wait, for this method and channel. */
  wait(method: string, channel: string, ms: number): void;
};

/**
 * Nobody waits here: what comes too early goes back into the outbox with the time at which it fits, and everybody
 * else's messages go out meanwhile.
 */
export function paceOf(now: () => Date): Pace {
  const open = new Map<string, number>();

  function keep(key: string, at: number): void {
    open.delete(key);
    open.set(key, at);
    const [oldest] = open.keys();
    if (open.size > MOST_KEPT && oldest !== undefined) open.delete(oldest);
  }

  return {
    turn(method, channel) {
      const key = `${method}:${channel}`;
      const at = now().getTime();
      const free = open.get(key) ?? 0;
      if (free > at) throw new DeliveryError('later', PACED, free - at);
      keep(key, at + BETWEEN_MS);
    },
    wait: (method, channel, ms) => keep(`${method}:${channel}`, now().getTime() + ms),
  };
}
