// The connection pool and the Prisma client on it: one per process.
//
//   const database = openDatabase(url, { log });
//   database.prisma.deal.findUnique(…)
//   await database.close();

import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** A client or a transaction on it. */
export type Db = Prisma.TransactionClient;
export type { Prisma };

export type Database = { readonly prisma: PrismaClient; close(): Promise<void> };

export type DatabaseOptions = {
  /** Connections at most; every replica has as many. */
  readonly connections?: number;
  /** An idle connection broke (the database restarted); the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
};

/** Connects lazily: an unreachable database shows with the first query. */
export function openDatabase(
  url: string,
  { connections = 10, onIdleError = () => {} }: DatabaseOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'stagepost',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  const prisma = new PrismaClient({
    adapter: oneAtATime(new PrismaPg(pool, { onPoolError: onIdleError })),
  });
  return {
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
