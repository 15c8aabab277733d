// One Stagepost per data folder. The lock is a session's advisory lock in PostgreSQL itself: the
// operating system closes the connection of a process that dies, however it dies, and PostgreSQL
// releases the lock; no file is left behind to be wrong about.

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { hasCode, isAlive, NAME } from './cluster.ts';

/** Advisory locks belong to a database: this one is always taken in `postgres`. */
const LOCK = 5_747_461;

export type Access = { readonly port: number; readonly password: string };

export function urlOf({ port, password }: Access, database: string): string {
  // sslmode is said so that a PGSSLMODE of the user's cannot ask for what the server does not have.
  return `postgresql://${NAME}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

/**
 * A connection to a server that may still be starting (or recovering from a crash);
 * null when it does not take us within 10 s.
 */
export async function connect(access: Access, instance: string): Promise<pg.Client | null> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const client = new pg.Client({
      connectionString: urlOf(access, 'postgres'),
      application_name: instance,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const starting =
        hasCode(error, '57P03') || hasCode(error, 'ECONNREFUSED') || hasCode(error, 'ECONNRESET');
      if (!starting) return null;
      await pause(50);
    }
  }
  return null;
}

/** The name under which a process holds the lock: whoever is refused reads it. */
export function instanceName(pid: number, port: number | null): string {
  return `stagepost pid=${pid}${port === null ? '' : ` port=${port}`}`;
}

/** Keeps the lock as long as `client` lives. Throws StartError instanceRunning. */
export async function takeLock(client: pg.Client): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS taken', [LOCK]);
    if (Taken.parse(rows[0]).taken) return;
    const holder = await whoHolds(client);
    // PostgreSQL needs a moment to notice that the connection of a killed process is gone.
    const dead = holder.pid === null || !isAlive(holder.pid);
    if (!dead || attempt === 100) throw new StartError('instanceRunning', holder);
    await pause(50);
  }
}

const Taken = z.object({ taken: z.boolean() });
const Holder = z.object({ application_name: z.string() });

async function whoHolds(client: pg.Client): Promise<{ pid: number | null; port: number | null }> {
  const { rows } = await client.query(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`,
    [LOCK],
  );
  const name = rows.length === 0 ? '' : Holder.parse(rows[0]).application_name;
  const number = (pattern: RegExp) => {
    const found = pattern.exec(name)?.[1];
    return found === undefined ? null : Number(found);
  };
  return { pid: number(/pid=(\d+)/), port: number(/port=(\d+)/) };
}

export async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
}
