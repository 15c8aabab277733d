// What `npm run import` and `npm run export` work on: the database that `npm start` uses, started if it is not running,
// with its migrations applied.

import { v7 } from 'uuid';
import { ConfigError, readConfig } from '../src/config.ts';
import type { Locale } from '../src/domain/people.ts';
import { importCli } from '../src/i18n/sections/import-cli.ts';
import { badVariables, start } from '../src/i18n/sections/start.ts';
import { type Commit, commitTo } from '../src/store/commit.ts';
import { findEmbedded, startEmbedded } from '../src/store/embedded.ts';
import type { PrismaClient } from '../src/store/generated/client.ts';
import { createLocalStore } from '../src/store/local.ts';
import { applyMigrations, checkVersion } from '../src/store/migrate.ts';
import { openDatabase } from '../src/store/prisma.ts';
import { type Reads, readsOf } from '../src/store/reads.ts';
import type { Progress } from '../src/store/recording.ts';
import { StartError } from '../src/store/start-error.ts';
import { workspaceWithPeople } from './seed/workspace.ts';

/** One organisation's books, open. */
export type Books = {
  org: string;
  name: string;
  now: Date;
  read: Reads;
  commit: Commit;
  newId(): string;
};

/** Something that the person at the command line has to put right; the message is the whole sentence. */
export class Refused extends Error {}

const LOCAL = 'local';

export type Environment = Readonly<Record<string, string | undefined>>;

export const localeOf = (environment: Environment): Locale =>
  /^zh/i.test(environment.ORG_LOCALE ?? environment.LC_ALL ?? environment.LANG ?? '') ? 'zh' : 'en';

/** Opens the books, lets `work` work on them and closes them again, whatever happens. */
export async function withBooks<T>(
  {
    environment,
    at,
    org,
    progress,
  }: { environment: Environment; at: Date; org: string | null; progress?: Progress },
  work: (books: Books) => Promise<T>,
): Promise<T> {
  const config = readConfig(environment);
  const running = config.databaseUrl ?? (await findEmbedded(config.dataDir));
  const embedded = running === null ? await startEmbedded({ dir: config.dataDir, log: QUIET }) : null;
  try {
    const url = running ?? embedded?.url ?? '';
    await checkVersion(url);
    await applyMigrations(url);
    const database = openDatabase(url, { connections: 3 });
    try {
      const { prisma } = database;
      const store = createLocalStore(prisma, LOCAL);
      // The local workspace can move its clock forward; what is recorded now is recorded by it.
      const offset = config.local ? await store.clockOffset() : 0;
      const now = new Date(at.getTime() + offset);
      const commit = commitTo(prisma, progress === undefined ? {} : { progress });
      if ((await prisma.organisation.count()) === 0 && config.local) {
        await workspaceWithPeople({ prisma, commit, store, config, now, newId: v7 });
      }
      const found = await organisationCalled(prisma, org, localeOf(environment));
      const read = readsOf({ db: prisma, org: found.id, now });
      return await work({ org: found.id, name: found.name, now, read, commit, newId: v7 });
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.stop();
  }
}

const QUIET = { info() {}, warn() {} };

async function organisationCalled(prisma: PrismaClient, name: string | null, locale: Locale) {
  const cli = importCli[locale];
  const all = await prisma.organisation.findMany({ orderBy: { createdAt: 'asc' } });
  const fitting = name === null ? all : all.filter((one) => one.name === name || one.id === name);
  const [first] = fitting;
  if (all.length === 0) throw new Refused(cli.noOrganisation);
  if (first === undefined || fitting.length > 1) {
    throw new Refused(cli.whichOrganisation(all.map((one) => one.name).join(', ')));
  }
  return first;
}

/** Runs a command line: what went wrong is one sentence, and the exit code says so. */
export async function runCli(environment: Environment, main: () => Promise<void>): Promise<void> {
  const locale = localeOf(environment);
  try {
    await main();
  } catch (error) {
    console.error(sentenceOf(error, locale));
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown, locale: Locale): string {
  const spoken = start[locale];
  if (error instanceof Refused) return error.message;
  if (error instanceof ConfigError) return badVariables(error.variables, spoken);
  if (error instanceof StartError) return spoken[error.code](error.params);
  const stack = error instanceof Error ? error.stack : String(error);
  return `${importCli[locale].unexpected}\n${stack}`;
}
