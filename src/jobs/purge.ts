import type { Job } from './heartbeat.ts';

const HOUR = 3_600_000;
const KEPT_DAYS = 30;

/** Once an hour, forgets what src/store/purge.ts says and nobody touched for thirty days. */
export function purgeJob(ports: { purgeBefore(instant: Date): Promise<number>; now(): Date }): Job {
  let last = Number.NEGATIVE_INFINITY;
  return {
    name: 'purge',
    async run() {
      const now = ports.now().getTime();
      if (now - last < HOUR) return;
      last = now;
      await ports.purgeBefore(new Date(now - KEPT_DAYS * 24 * HOUR));
    },
  };
}
