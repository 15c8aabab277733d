import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.ts';
import { Tally } from './test/support/tally.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', new Tally()],
    // One PostgreSQL for the whole run; test/support/database.ts makes a database per test file from it.
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/offline.ts'],
    pool: 'forks',
    // Test files share their worker's modules, which hold nothing but caches: loading them anew for each of them
    // would take longer than half of the tests.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
