// Brings a database to the current schema, from the SQL in prisma/migrations. No engine is
// downloaded and the standard `_prisma_migrations` table is kept.
//
//   await checkVersion(url);                                     PostgreSQL ≥ 15, reachable
//   await applyMigrations(url);                                  { applied: ['20260101000000_start'] }
//   await diffFromEmpty('prisma/schema.prisma');                 the SQL of the whole schema
//
// Refusals are StartErrors; see start-error.ts.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { noDatabase, realDatabase, withSchemaEngine } from './schema-engine.ts';
import { StartError } from './start-error.ts';

/** The oldest PostgreSQL that has what the guards need. */
const OLDEST = 15;

/** Any number, the same in every version of Stagepost: replicas that start together queue up for it. */
const LOCK = 5_747_462;

/** The repository's own, from wherever it is started: seen from the sources, or from what is built of them. */
const [OWN = 'prisma/migrations'] = ['../../prisma/migrations', '../../../prisma/migrations']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .filter((path) => existsSync(path));

const NOTHING_EXTERNAL = { externalTables: [], externalEnums: [] };

const ServerVersion = z.object({ version: z.coerce.number() });
const Names = z.array(z.object({ migration_name: z.string() }));

/** Throws databaseUnreachable or databaseTooOld; returns the major version. */
export async function checkVersion(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query(`SELECT current_setting('server_version_num') AS version`);
    const found = Math.floor(ServerVersion.parse(rows[0]).version / 10_000);
    if (found < OLDEST) throw new StartError('databaseTooOld', { found, wanted: OLDEST });
    return found;
  });
}

/**
 * Applies what is missing, in order of name. Replicas that start at once do it one after the
 * other. Throws migrationFailed; the migration has then changed nothing (it is one transaction)
 * and is tried again by the next start.
 */
export async function applyMigrations(
  url: string,
  { migrationsDir = OWN }: { readonly migrationsDir?: string } = {},
): Promise<{ readonly applied: string[] }> {
  const migrationsList = await readMigrations(migrationsDir);
  return withClient(url, async (client) => {
    // A transaction's lock rather than a session's: it also holds behind a pooler.
    await client.query('BEGIN');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    try {
      // Most starts find everything applied, and need no engine to see it.
      const applied = await finished(client);
      if (migrationsList.migrationDirectories.every(({ path }) => applied.has(path))) return { applied: [] };
      const { appliedMigrationNames } = await withSchemaEngine(realDatabase(url), async (engine) => {
        // Only a process that was killed half-way leaves one, and its transaction went with it.
        for (const migrationName of await unfinished(client))
          await engine.markMigrationRolledBack({ migrationName });
        return engine.applyMigrations({ migrationsList, filters: NOTHING_EXTERNAL });
      });
      return { applied: appliedMigrationNames };
    } catch (error) {
      const migration = (await unfinished(client))[0] ?? null;
      throw new StartError('migrationFailed', { migration, detail: withoutTrace(error) }, error);
    } finally {
      await client.query('ROLLBACK');
    }
  });
}

/** The SQL that makes the schema of `schemaPath` in an empty database; without the guards, which are SQL. */
export async function diffFromEmpty(schemaPath: string): Promise<string> {
  const file = { path: schemaPath, content: await readFile(schemaPath, 'utf8') };
  const { stdout } = await withSchemaEngine(noDatabase, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [file] },
      script: true,
      exitCode: null,
      filters: NOTHING_EXTERNAL,
    }),
  );
  return stdout ?? '';
}

/** What the engine says without its own stack, which starts at '   0: sql_schema_connector::…'. */
function withoutTrace(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split(/\n\s+0: /)[0] ?? message).trim();
}

const finished = async (client: pg.Client): Promise<ReadonlySet<string>> =>
  new Set(await namesOf(client, 'finished_at IS NOT NULL AND rolled_back_at IS NULL'));

const unfinished = (client: pg.Client): Promise<string[]> =>
  namesOf(client, 'finished_at IS NULL AND rolled_back_at IS NULL');

/** The migrations in the standard table that are as `state` says; none where there is no such table yet. */
async function namesOf(client: pg.Client, state: string): Promise<string[]> {
  // Not to_regclass: inside a transaction it may not see a table that another connection made since.
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
  );
  if (rowCount === 0) return [];
  const { rows } = await client.query(`SELECT migration_name FROM _prisma_migrations WHERE ${state}`);
  return Names.parse(rows).map((row) => row.migration_name);
}

async function readMigrations(migrationsDir: string) {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockfile = 'migration_lock.toml';
  return {
    baseDir: resolve(migrationsDir),
    lockfile: {
      path: lockfile,
      content: await readFile(join(migrationsDir, lockfile), 'utf8').catch(() => null),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => {
        const value = await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8');
        return {
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } },
        };
      }),
    ),
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const { host, port, database } = client;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError('databaseUnreachable', { host, port, database: database ?? null, reason }, error);
  }
  // A connection that breaks while idle tells it here as well as to the next query.
  client.on('error', () => {});
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
