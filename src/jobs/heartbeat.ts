import { schedule } from 'node-cron';
import { faultOf } from '../chat/fault.ts';

/** Work that looks by itself what is due. Running it twice, or late, must do nothing twice. */
export type Job = { name: string; run(): Promise<unknown> };

export type Heartbeat = {
  /** Runs every job once, after a beat that is still running. Resolves when all of them are done. */
  beat(): Promise<void>;
  /** Asks for a beat soon; many asks become one. */
  soon(): void;
  start(): void;
  /** No new beats; resolves when the running one is over. */
  stop(): Promise<void>;
};

/**
 * node-cron is only the pulse: what is due is decided by pure functions of time and won in the database, so a beat that
 * is missed, late or doubled loses and doubles nothing.
 */
export function heartbeatOf(
  jobs: readonly Job[],
  log: { error(fields: object, message: string): void },
): Heartbeat {
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  let stopped = false;

  async function runAll(): Promise<void> {
    for (const job of jobs) {
      try {
        await job.run();
      } catch (error) {
        log.error({ job: job.name, ...faultOf(error) }, 'job failed');
      }
    }
  }

  function beat(): Promise<void> {
    if (stopped) return running;
    running = running.then(runAll);
    return running;
  }

  function soon(): void {
    if (waiting || stopped) return;
    waiting = true;
    setImmediate(() => {
      waiting = false;
      void beat();
    });
  }

  const pulse = schedule('*/10 * * * * *', () => beat(), { noOverlap: true });
  pulse.stop();

  return {
    beat,
    soon,
    start: () => void pulse.start(),
    async stop() {
      stopped = true;
      await pulse.destroy();
      await running;
    },
  };
}
