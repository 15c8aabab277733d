import { schedule } from 'node-cron';
import { faultOf } from '../chat/fault.ts';
import type { Log } from '../chat/log.ts';

/** Work that looks by itself what is due. Running it twice, or late, must do nothing twice. */
export type Job = { name: string; run(): Promise<unknown> };

export type Heartbeat = {
  /**
   * Runs every job, each in a lane of its own: one that takes long holds up no other. What they put out is delivered
   * as soon as each of them is done. Resolves when all of that is over.
   */
  beat(): Promise<void>;
  /** Something was put out: asks for its delivery soon. Many asks become one. */
  soon(): void;
  start(): void;
  /** No new runs; resolves when the last one is over. */
  stop(): Promise<void>;
};

/**
 * node-cron is only the pulse: what is due is decided by pure functions of time and won in the database, so a beat that
 * is missed, late or doubled loses and doubles nothing.
 */
export function heartbeatOf(
  work: { jobs: readonly Job[]; deliver: Job },
  log: Pick<Log, 'error'>,
): Heartbeat {
  const jobs = work.jobs.map((job) => laneOf(job, log));
  const deliver = laneOf(work.deliver, log);
  let stopped = false;

  async function beat(): Promise<void> {
    if (stopped) return;
    await Promise.all([deliver.ask(), ...jobs.map((job) => job.ask().then(deliver.ask))]);
  }

  const pulse = schedule('*/10 * * * * *', () => beat());
  pulse.stop();

  return {
    beat,
    // Whoever asks is answered first.
    soon: () => void setImmediate(() => (stopped ? undefined : deliver.ask())),
    start: () => void pulse.start(),
    async stop() {
      stopped = true;
      await pulse.destroy();
      await Promise.all(jobs.map((job) => job.done()));
      await deliver.done();
    },
  };
}

type Lane = {
  /** Resolves after a run that began after this; all who ask while one is going on share the next. */
  ask(): Promise<void>;
  /** Resolves when the run that is going on, and the next if somebody asked for it, are over. */
  done(): Promise<void>;
};

function laneOf(job: Job, log: Pick<Log, 'error'>): Lane {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function run(): Promise<void> {
    next = null;
    try {
      await job.run();
    } catch (error) {
      log.error({ job: job.name, ...faultOf(error) }, 'job failed');
    }
  }

  return {
    ask() {
      next ??= last.then(run);
      last = next;
      return next;
    },
    done: () => last,
  };
}
