// Prisma's schema engine as WebAssembly. The prisma CLI downloads a native engine instead;
// this one comes from npm, so migrations deploy on a machine that reaches nothing else.
//
// Danger: only `applyMigrations` and `diff` from empty are safe here. Everything that wants
// a shadow database (diff from migrations, createMigration, devDiagnostic) is wrong with a
// driver adapter on PostgreSQL 18, and could take the real database for its shadow.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

// @types/node 20 does not know it and lib.dom would bring a browser's globals along.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const require = createRequire(import.meta.url);

let loading: Promise<typeof glue.SchemaEngine> | undefined;

/** Compiled once per process: 5 MB of WebAssembly. */
async function load(): Promise<typeof glue.SchemaEngine> {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== 'function') throw new Error('schema_engine_bg.wasm has no __wbindgen_start');
  start();
  return glue.SchemaEngine;
}

/** A database for the engine to work on; closed when the work is done. */
export type EngineTarget = SqlMigrationAwareDriverAdapterFactory & { close(): Promise<void> };

export async function withSchemaEngine<T>(
  target: EngineTarget,
  work: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= load();
  const Engine = await loading;
  const engine = await Engine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(target),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await target.close();
  }
}

/**
 * The database behind `url`, on one connection: the engine takes a session's lock and must meet it
 * again. It never lets go of its connection by itself, and with it of that lock.
 */
export function realDatabase(url: string): EngineTarget {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const postgres = new PrismaPg(pool);
  return {
    provider: postgres.provider,
    adapterName: postgres.adapterName,
    connectToShadowDb: noShadow,
    close: () => pool.end(),
    async connect() {
      const connection = await postgres.connect();
      // adapter-pg cuts a script at every semicolon, also inside function bodies and strings.
      // Sent whole it is one implicit transaction as well: a migration happens entirely or not at all.
      connection.executeScript = async (script) => {
        await connection.executeRaw({ sql: script, args: [], argTypes: [] });
      };
      return connection;
    },
  };
}

/** Stands in where no database is needed: it only says that it is a PostgreSQL. */
export const noDatabase: EngineTarget = {
  provider: 'postgres',
  adapterName: 'none',
  connectToShadowDb: noShadow,
  close: async () => {},
  connect: async () => ({
    provider: 'postgres',
    adapterName: 'none',
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 15.0', 150_000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: async () => {
      throw new Error('no database');
    },
    dispose: async () => {},
  }),
};

async function noShadow(): Promise<never> {
  throw new Error('a shadow database is never used');
}
