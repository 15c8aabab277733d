import { pino } from 'pino';
import { Counter, Registry } from 'prom-client';
import { v7 as newId } from 'uuid';
import { commands } from '../commands/index.ts';
import { drawPicture } from './charts/draw.ts';
import type { Adapter } from './chat/adapter.ts';
import type { Desk, PostedAt } from './chat/desk.ts';
import type { Log } from './chat/log.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type Http, PortTaken, serve } from './http.ts';
import { badVariables, start as words } from './i18n/sections/start.ts';
import { movableClock } from './jobs/clock.ts';
import { type Delivery, deliverDue } from './jobs/deliver.ts';
import { digestJob } from './jobs/digests.ts';
import { heartbeatOf, type Job } from './jobs/heartbeat.ts';
import { nudgeJob } from './jobs/nudges.ts';
import { purgeJob } from './jobs/purge.ts';
import { routineOf, stopsBetween } from './jobs/stops.ts';
import { connectLark } from './lark.ts';
import { connectLocal, localBeginning } from './local.ts';
import { PlatformRefused, type Spine } from './platform.ts';
import { connectSlack } from './slack.ts';
import { type Running, stopAll } from './stopping.ts';
import { commitTo } from './store/commit.ts';
import { startEmbedded } from './store/embedded.ts';
import { organisationOf } from './store/founding.ts';
import type { PrismaClient } from './store/generated/client.ts';
import { applyMigrations, checkVersion } from './store/migrate.ts';
import { giveNudges } from './store/nudges.ts';
import { organisationIds } from './store/organisations.ts';
import { claimDue, homeOf, outboxByStatus } from './store/outbox.ts';
import { openDatabase } from './store/prisma.ts';
import { purgeBefore } from './store/purge.ts';
import { readsOf } from './store/reads.ts';
import { decideSlots } from './store/slots.ts';
import { StartError } from './store/start-error.ts';
import { settleAndTell } from './store/troubles.ts';

/**
 * The composition root: the only reader of the environment and of the clock. Builds everything from the ground up,
 * starts it, and takes it down again in the opposite order.
 */
async function run(config: Config, started: Running[]): Promise<Http> {
  const log = pino({ level: config.logLevel, base: {} });
  const metrics = new Registry();
  const prisma = await openStore(config, { log, started });
  const commit = commitTo(prisma);
  const reads: Desk['reads'] = (org, at) => readsOf({ db: prisma, org, now: at });

  const local = await localBeginning(config, prisma, Date.now());
  const clock = movableClock({
    real: () => Date.now(),
    offset: local.offset,
    keep: (offset) => local.store.keepClockOffset(offset),
    async stops(from, to) {
      const orgs = await organisationIds(prisma);
      const routines = await Promise.all(orgs.map((org) => routineOf(reads(org, from))));
      return stopsBetween(routines, { from, to, postedAt });
    },
    beat: () => heartbeat.beat(),
  });
  const { now } = clock;
  const posted = () => heartbeat.soon();
  const adapters = new Map<string, Adapter>();
  const postedAt: PostedAt = (at, room) => adapters.get(room.platform)?.postedAt?.(at, room) ?? at;
  const desk: Desk = {
    ...{ commands, commit, reads, now, newId, posted, postedAt, log },
    organisationOf: organisationOf(prisma),
  };
  const spine: Spine = {
    ...{ desk, prisma, commit, log },
    defaults: config.organisation,
    draw: drawPicture,
    refused: refusalsIn(metrics),
  };

  const connected = [
    ...(config.local ? [await connectLocal(config, spine, { ...local, clock })] : []),
    ...(config.slack === null ? [] : [connectSlack(config.slack, spine, config.secretsKeys)]),
    ...(config.lark === null ? [] : [connectLark(config.lark, spine)]),
  ];
  for (const { adapter } of connected) adapters.set(adapter.platform, adapter);

  // The clock and the desk speak to it; nothing asks them to before the first adapter is started.
  const heartbeat = heartbeatOf(
    {
      jobs: [...routineJobs(spine), ...connected.flatMap((one) => one.jobs)],
      deliver: { name: 'deliver', run: () => deliverDue(deliveryOf(spine, adapters, wake)) },
    },
    log,
  );
  function wake(at: Date): void {
    setTimeout(posted, Math.max(0, at.getTime() - now().getTime())).unref();
  }

  for (const adapter of adapters.values()) {
    await adapter.start();
    started.push(adapter);
  }
  // The demo's people have been at it since that morning: their rooms are not empty when they are first seen.
  if (local.demo !== null) await clock.advance(Date.now() - now().getTime());
  const http = await serve({
    ...{ host: config.host, port: config.port, metrics, log },
    routes: connected.flatMap((one) => one.routes),
    ready: async () => (await prisma.$queryRaw`SELECT 1`) !== undefined,
    outbox: () => outboxByStatus(prisma),
  });
  started.push({ stop: () => http.close() });
  heartbeat.start();
  started.push(heartbeat);
  return http;
}

/** One's own database or the embedded one, brought up to date. */
async function openStore(
  config: Config,
  { log, started }: { log: Log; started: Running[] },
): Promise<PrismaClient> {
  const embedded =
    config.databaseUrl === null
      ? await startEmbedded({ dir: config.dataDir, log, httpPort: config.port })
      : null;
  if (embedded !== null) started.push(embedded);
  const url = embedded?.url ?? config.databaseUrl ?? '';
  await checkVersion(url);
  const { applied } = await applyMigrations(url);
  if (applied.length > 0) log.info({ applied }, 'migrations applied');
  const database = openDatabase(url, {
    onIdleError: (error) => log.warn({ code: error.name }, 'a database connection broke'),
  });
  started.push({ stop: () => database.close() });
  return database.prisma;
}

/** What runs by the clock in every organisation. */
function routineJobs({ desk: { reads, now, postedAt }, prisma, log }: Spine): Job[] {
  const ports = { organisations: () => organisationIds(prisma), reads, now, postedAt, log };
  return [
    digestJob({ ...ports, decide: (org, decided) => decideSlots(prisma, org, decided) }),
    nudgeJob({ ...ports, give: (org, given) => giveNudges(prisma, org, given) }),
    purgeJob({ purgeBefore: (instant) => purgeBefore(prisma, instant), now }),
  ];
}

function deliveryOf(
  { desk: { reads, now, newId }, prisma, log }: Spine,
  adapters: Delivery['adapters'],
  wake: (at: Date) => void,
): Delivery {
  return {
    queue: {
      claim: (take) => claimDue(prisma, { now: now(), claim: newId(), take }),
      settle: (row, settlement) => settleAndTell(prisma, row, { settlement, now: now() }),
      home: (row) => homeOf(prisma, row),
    },
    ...{ adapters, reads, now, wake, log },
  };
}

function refusalsIn(metrics: Registry): Spine['refused'] {
  const refused = new Counter({
    name: 'stagepost_requests_refused_total',
    help: 'Requests refused at the door',
    labelNames: ['platform', 'reason'],
    registers: [metrics],
  });
  return (platform, reason) => refused.inc({ platform, reason });
}

async function main(): Promise<void> {
  const spoken = /^zh/i.test(process.env.ORG_LOCALE ?? process.env.LC_ALL ?? process.env.LANG ?? '')
    ? words.zh
    : words.en;
  const started: Running[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= stopAll(started);
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A drain that hangs must not keep the process: ten seconds, then out.
      setTimeout(() => process.exit(1), 10_000).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  try {
    const http = await run(readConfig(process.env), started);
    console.log(`\n  ${spoken.running(http.url)}\n`);
  } catch (error) {
    console.error(sentenceOf(error, spoken));
    await stop().catch(() => {});
    process.exit(1);
  }
}

/** Why it did not start: one sentence that says what to do. */
function sentenceOf(error: unknown, spoken: (typeof words)['en']): string {
  if (error instanceof ConfigError) return badVariables(error.variables, spoken);
  if (error instanceof PortTaken) return spoken.portTaken(error.port);
  if (error instanceof PlatformRefused) return spoken.platformRefused(error.platform, error.reason);
  if (error instanceof StartError) {
    const { detail } = error.params;
    const sentence = spoken[error.code](error.params);
    return error.code === 'migrationFailed' && detail ? `${detail}\n${sentence}` : sentence;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  return `${stack}\n${spoken.unexpected}`;
}

await main();
