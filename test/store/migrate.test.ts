import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { applyMigrations, checkVersion, diffFromEmpty } from '../../src/store/migrate.ts';
import { readCatalog } from '../support/catalog.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { withServer } from '../support/server.ts';

let sequence = 0;

/** An empty database that is dropped afterwards. */
async function withEmptyDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  sequence += 1;
  const name = `migrate_${process.pid}_${sequence}`;
  return withServer(inject('postgresUrl'), async (server) => {
    try {
      return await work(await server.create(name));
    } finally {
      await server.drop(name);
    }
  });
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('migrations and schema.prisma', () => {
  let migrated: FreshDatabase;
  beforeAll(async () => {
    migrated = await freshDatabase();
  });
  afterAll(() => migrated.close());

  async function catalogOf(...scripts: readonly string[]): Promise<string[]> {
    return withEmptyDatabase(async (url) => {
      for (const script of scripts) await ask(url, script);
      return readCatalog(url);
    });
  }

  test('agree: the migrations make what schema.prisma and guards.sql say, definition by definition', async () => {
    const said = await catalogOf(
      await diffFromEmpty('prisma/schema.prisma'),
      await readFile('prisma/guards.sql', 'utf8'),
    );
    const made = await readCatalog(migrated.url);
    expect(made.length).toBeGreaterThan(50);
    expect({ missing: said.filter((line) => !made.includes(line)) }).toEqual({ missing: [] });
    expect({ unsaid: made.filter((line) => !said.includes(line)) }).toEqual({ unsaid: [] });
  });

  test('guards.sql adds only what the schema language cannot say', async () => {
    const sql = await diffFromEmpty('prisma/schema.prisma');
    const schema = await catalogOf(sql);
    const guarded = await catalogOf(sql, await readFile('prisma/guards.sql', 'utf8'));
    expect(schema.filter((line) => !guarded.includes(line))).toEqual([]);
    const kinds = guarded.filter((line) => !schema.includes(line)).map((line) => line.split(' ')[0]);
    expect(['check', 'function', 'index', 'policy', 'table', 'trigger']).toEqual(
      expect.arrayContaining([...new Set(kinds)]),
    );
  });

  test('a second run applies nothing', async () => {
    expect(await applyMigrations(migrated.url, { migrationsDir: 'prisma/migrations' })).toEqual({
      applied: [],
    });
  });
});

describe('applyMigrations', () => {
  let migrationsDir: string;
  beforeEach(async () => {
    migrationsDir = await mkdtemp(join(tmpdir(), 'stagepost-migrations-'));
    await write('1_deals', 'CREATE TABLE deal (number int PRIMARY KEY);');
    return () => rm(migrationsDir, { recursive: true });
  });

  async function write(name: string, sql: string): Promise<void> {
    await mkdir(join(migrationsDir, name), { recursive: true });
    await writeFile(join(migrationsDir, name, 'migration.sql'), sql);
  }

  test('sends a script whole: semicolons inside bodies, strings and comments are no ends', async () => {
    await write(
      '2_history',
      `-- first; second
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'history; for ever';
       END $$;
       CREATE TRIGGER keep BEFORE DELETE ON deal FOR EACH ROW EXECUTE FUNCTION refuse();
       INSERT INTO deal VALUES (1);`,
    );
    await withEmptyDatabase(async (url) => {
      expect(await applyMigrations(url, { migrationsDir })).toEqual({ applied: ['1_deals', '2_history'] });
      await expect(ask(url, 'DELETE FROM deal')).rejects.toThrow('history; for ever');
    });
  });

  test('replicas that start together apply each migration once', async () => {
    await withEmptyDatabase(async (url) => {
      const all = await Promise.all(Array.from({ length: 4 }, () => applyMigrations(url, { migrationsDir })));
      expect(all.flatMap(({ applied }) => applied)).toEqual(['1_deals']);
      expect(await ask(url, 'SELECT migration_name, applied_steps_count FROM _prisma_migrations')).toEqual([
        { migration_name: '1_deals', applied_steps_count: 1 },
      ]);
    });
  });

  test('a migration that fails changes nothing, is named, and is tried again', async () => {
    await write('2_visits', 'CREATE TABLE visit (id int); INSERT INTO nothing VALUES (1);');
    await withEmptyDatabase(async (url) => {
      await expect(applyMigrations(url, { migrationsDir })).rejects.toMatchObject({
        code: 'migrationFailed',
        params: { migration: '2_visits', detail: expect.stringContaining('nothing') },
      });
      await write('2_visits', 'CREATE TABLE visit (id int);');
      expect(await applyMigrations(url, { migrationsDir })).toEqual({ applied: ['2_visits'] });
    });
  });

  test('a database that holds something else is refused, not touched', async () => {
    await withEmptyDatabase(async (url) => {
      await ask(url, 'CREATE TABLE someone_elses (id int)');
      await expect(applyMigrations(url, { migrationsDir })).rejects.toMatchObject({
        code: 'migrationFailed',
      });
      expect(await ask(url, `SELECT to_regclass('deal') AS deal`)).toEqual([{ deal: null }]);
    });
  });
});

describe('checkVersion', () => {
  test('takes this server', async () => {
    expect(await checkVersion(inject('postgresUrl'))).toBeGreaterThanOrEqual(15);
  });

  test('says which server does not answer, without the password', async () => {
    const refused = checkVersion('postgresql://someone:secret@127.0.0.1:1/deals');
    await expect(refused).rejects.toMatchObject({
      code: 'databaseUnreachable',
      params: { host: '127.0.0.1', port: 1, database: 'deals' },
    });
    await expect(refused).rejects.not.toThrow('secret');
  });
});
