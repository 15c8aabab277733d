// What tests do to the PostgreSQL server as a whole: make, copy, look at and drop databases.

import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export type Server = {
  /** Each returns the url of the new database. */
  create(name: string): Promise<string>;
  copy(template: string, name: string): Promise<string>;
  /** Nobody can connect to it any more; copying is then always possible. */
  seal(name: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** What connections to a database do, once those that are closing had 2 s to go: [] when all is well. */
  connectionsTo(name: string): Promise<string[]>;
};

/** `url` of any database of the server but the ones that are worked on. Names are ours: a-z, 0-9, _. */
export async function withServer<T>(url: string, work: (server: Server) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(serverOf(client, url));
  } finally {
    await client.end();
  }
}

function serverOf(client: pg.Client, url: string): Server {
  const urlOf = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return {
    async create(name) {
      await client.query(`CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    async copy(template, name) {
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return urlOf(name);
    },
    async seal(name) {
      await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    },
    async drop(name) {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    },
    async connectionsTo(name) {
      for (let attempt = 0; ; attempt += 1) {
        const { rows } = await client.query<{ state: string | null; query: string }>(
          'SELECT state, query FROM pg_stat_activity WHERE datname = $1',
          [name],
        );
        if (rows.length === 0 || attempt === 100) return rows.map((row) => `${row.state}: ${row.query}`);
        await pause(20);
      }
    },
  };
}
