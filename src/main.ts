import { pino } from 'pino';
import { Counter, Registry } from 'prom-client';
import { v7 as newId } from 'uuid';
import { commands } from '../commands/index.ts';
import { demoBegins, tellDemo } from '../prisma/seed/demo/demo.ts';
import { seatsJob } from '../prisma/seed/seats.ts';
import { officeOf, workspaceWithPeople } from '../prisma/seed/workspace.ts';
import { createLocalAdapter } from './adapters/local/adapter.ts';
import { drawPicture, pictureSize } from './charts/draw.ts';
import type { Adapter } from './chat/adapter.ts';
import type { Desk } from './chat/desk.ts';
import { hear } from './chat/dispatch.ts';
import { menuOf } from './chat/menu.ts';
import { suggest } from './chat/suggest.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type Http, PortTaken, type Route, serve } from './http.ts';
import { badVariables, start as words } from './i18n/sections/start.ts';
import { movableClock } from './jobs/clock.ts';
import { deliverDue } from './jobs/deliver.ts';
import { digestJob } from './jobs/digests.ts';
import { heartbeatOf, type Job } from './jobs/heartbeat.ts';
import { nudgeJob } from './jobs/nudges.ts';
import { purgeJob } from './jobs/purge.ts';
import { routineOf, stopsBetween } from './jobs/stops.ts';
import { connectLark } from './lark.ts';
import { PlatformRefused, type Roof } from './roof.ts';
import { connectSlack } from './slack.ts';
import { commitTo } from './store/commit.ts';
import { startEmbedded } from './store/embedded.ts';
import { organisationOf } from './store/founding.ts';
import { createLocalStore } from './store/local.ts';
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

/** What was started, to be stopped last first. */
type Running = { stop(): Promise<void> };

const LOCAL = 'local';

async function run(config: Config, started: Running[]): Promise<Http> {
  const log = pino({ level: config.logLevel, base: {} });

  const metrics = new Registry();

  // The database.
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
  const { prisma } = database;

  const commit = commitTo(prisma);
  const reads: Desk['reads'] = (org, at) => readsOf({ db: prisma, org, now: at });

  // The clock: the local workspace can move it forward.
  const localStore = createLocalStore(prisma, LOCAL);
  const demo =
    config.local && config.demo && (await organisationOf(prisma)('local', LOCAL)) === null
      ? demoBegins(officeOf(config.organisation), new Date(Date.now()))
      : null;
  const clock = movableClock({
    real: () => Date.now(),
    offset: demo !== null ? demo.getTime() - Date.now() : config.local ? await localStore.clockOffset() : 0,
    keep: (offset) => localStore.keepClockOffset(offset),
    async stops(from, to) {
      const orgs = await organisationIds(prisma);
      const routines = await Promise.all(orgs.map((org) => routineOf(reads(org, from))));
      return stopsBetween(routines, { from, to });
    },
    beat: () => heartbeat.beat(),
  });
  const { now } = clock;

  // The bot.
  const adapters = new Map<string, Adapter>();
  const localReads = async () => {
    const org = await organisationOf(prisma)('local', LOCAL);
    return org === null ? null : reads(org, now());
  };
  const ofClock = { organisations: () => organisationIds(prisma), reads, now, log };
  const jobs: Job[] = [
    // What they put into the outbox goes out in the same beat.
    digestJob({ ...ofClock, decide: (org, decided) => decideSlots(prisma, org, decided) }),
    nudgeJob({ ...ofClock, give: (org, given) => giveNudges(prisma, org, given) }),
    purgeJob({ purgeBefore: (instant) => purgeBefore(prisma, instant), now }),
    ...(config.local ? [seatsJob({ store: localStore, reads: localReads })] : []),
    {
      name: 'deliver',
      run: () =>
        deliverDue({
          queue: {
            claim: (take) => claimDue(prisma, { now: now(), claim: newId(), take }),
            settle: (row, settlement) => settleAndTell(prisma, row, { settlement, now: now() }),
            home: (row) => homeOf(prisma, row),
          },
          adapters,
          reads,
          now,
          wake: (at) =>
            setTimeout(() => heartbeat.soon(), Math.max(0, at.getTime() - now().getTime())).unref(),
          log,
        }),
    },
  ];
  const heartbeat = heartbeatOf(jobs, log);
  const desk: Desk = {
    commands,
    organisationOf: organisationOf(prisma),
    reads,
    commit,
    now,
    newId,
    posted: () => heartbeat.soon(),
    log,
  };

  // The local workspace.
  const routes: Route[] = [];
  if (config.local) {
    const org = await workspaceWithPeople({
      prisma,
      commit,
      store: localStore,
      config,
      now: now(),
      newId,
    });
    if (demo !== null) await tellDemo({ commit, org, read: reads(org, now()), now: now(), newId });
    const local = createLocalAdapter({
      workspace: LOCAL,
      hear: (input) => hear(desk, input),
      suggest: (query) => suggest(desk, { platform: 'local', workspace: LOCAL, ...query }),
      menu: (locale) => menuOf(commands, locale),
      draw: drawPicture,
      sizeOf: pictureSize,
      clock,
      zone: async () => (await (await localReads())?.organisation())?.zone ?? 'UTC',
      store: localStore,
      log,
    });
    adapters.set(local.platform, local);
    routes.push(local.routes);
  }

  // Slack and Feishu.
  const refused = new Counter({
    name: 'stagepost_requests_refused_total',
    help: 'Requests refused at the door',
    labelNames: ['platform', 'reason'],
    registers: [metrics],
  });
  const roof: Roof = {
    desk,
    prisma,
    commit,
    defaults: config.organisation,
    draw: drawPicture,
    refused: (platform, reason) => refused.inc({ platform, reason }),
    log,
  };
  const connected = [
    ...(config.slack === null ? [] : [await connectSlack(config.slack, roof, config.secretsKeys)]),
    ...(config.lark === null ? [] : [connectLark(config.lark, roof)]),
  ];
  for (const platform of connected) {
    adapters.set(platform.adapter.platform, platform.adapter);
    routes.push(...platform.routes);
    jobs.push(...platform.jobs);
  }

  for (const adapter of adapters.values()) {
    await adapter.start();
    started.push(adapter);
  }
  // The demo's people have been at it since that morning: their rooms are not empty when they are first seen.
  if (demo !== null) await clock.advance(Date.now() - now().getTime());
  const http = await serve({
    host: config.host,
    port: config.port,
    routes,
    ready: async () => (await prisma.$queryRaw`SELECT 1`) !== undefined,
    outbox: () => outboxByStatus(prisma),
    metrics,
    log,
  });
  started.push({ stop: () => http.close() });
  heartbeat.start();
  started.push(heartbeat);
  return http;
}

async function stopAll(started: Running[]): Promise<void> {
  for (const one of started.splice(0).reverse()) await one.stop();
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
