// A database of one's own, with every migration applied and nothing in it:
//
//   let database: FreshDatabase;
//   beforeAll(async () => { database = await freshDatabase(); });
//   afterAll(() => database.close());

import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { openDatabase } from '../../src/store/prisma.ts';
import { TEMPLATE } from './global-setup.ts';
import { withServer } from './server.ts';

export type FreshDatabase = {
  readonly url: string;
  readonly prisma: PrismaClient;
  /** Fails when anything but `prisma` is still connected: whatever opened that did not close it. */
  close(): Promise<void>;
};

/** About 0.1 s, as a copy of an empty database or of one `like` it: one per test is possible. */
export async function freshDatabase({ like = TEMPLATE }: { like?: string } = {}): Promise<FreshDatabase> {
  const server = inject('postgresUrl');
  const name = newName('test');
  const url = await withServer(server, (postgres) => postgres.copy(like, name));
  const database = openDatabase(url, { connections: 5 });
  return {
    url,
    prisma: database.prisma,
    async close() {
      await database.close();
      const left = await withServer(server, async (postgres) => {
        const connections = await postgres.connectionsTo(name);
        await postgres.drop(name);
        return connections;
      });
      if (left.length > 0) throw new Error(`still connected to the test's database:\n${left.join('\n')}`);
    },
  };
}

/** Fills a database that others can be `like`. It goes with the run's server. */
export async function patternDatabase<T>(
  fill: (prisma: PrismaClient) => Promise<T>,
): Promise<{ pattern: string; made: T }> {
  const server = inject('postgresUrl');
  const pattern = newName('pattern');
  const url = await withServer(server, (postgres) => postgres.copy(TEMPLATE, pattern));
  const database = openDatabase(url, { connections: 1 });
  const made = await fill(database.prisma).finally(() => database.close());
  await withServer(server, (postgres) => postgres.seal(pattern));
  return { pattern, made };
}

const newName = (kind: string): string => `${kind}_${randomUUID().replaceAll('-', '')}`;
