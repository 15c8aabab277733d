// A process that owns an embedded PostgreSQL, for tests that kill it: node embedded-owner.js <dir> [port]
// Says one JSON line: { ready } or { refused }; after SIGINT or SIGTERM { asked, stopped }.

import pg from 'pg';
import { startEmbedded } from '../../src/store/embedded.ts';
import { StartError } from '../../src/store/start-error.ts';

const [, , dir = '', port] = process.argv;

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  const postgres = await startEmbedded({
    dir,
    log: { info() {}, warn() {} },
    durability: 'throwaway',
    ...(port === undefined ? {} : { httpPort: Number(port) }),
  });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const stop = async () => {
    // The database must still be there to finish what was begun.
    const { rowCount } = await client.query('SELECT 1');
    await client.end();
    await postgres.stop();
    say({ asked: rowCount, stopped: true });
    process.exit(0);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  say({ ready: postgres.url });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  say({ refused: error.code, ...error.params });
  process.exit(1);
}
