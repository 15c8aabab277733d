// Once per test run: a PostgreSQL of its own in a temporary folder, with the migrations applied to
// the database that test/support/database.ts copies for each test file.

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/store/embedded.ts';
import { applyMigrations } from '../../src/store/migrate.ts';
import { stopAtExit, sweep } from './leftovers.ts';
import { scratch } from './scratch.ts';
import { withServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the maintenance database; never write to it. */
    readonly postgresUrl: string;
  }
}

/** The database that every fresh one is a copy of. Nobody may be connected to it. */
export const TEMPLATE = 'stagepost_template';

const PREFIX = 'stagepost-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep(scratch(), PREFIX);
  const dir = await mkdtemp(join(scratch(), `${PREFIX}${process.pid}-`));
  // As root, PostgreSQL runs as another account, which must be able to enter.
  await chmod(dir, 0o755);
  const postgres = await startEmbedded({ dir, log: quiet, durability: 'throwaway' });
  const ended = await stopAtExit(dir);
  const teardown = async () => {
    ended();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const template = await withServer(postgres.url, (server) => server.create(TEMPLATE));
    await applyMigrations(template);
    await withServer(postgres.url, (server) => server.seal(TEMPLATE));
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  return teardown;
}

const quiet = { info() {}, warn() {} };
