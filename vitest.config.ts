import { defineConfig } from 'vitest/config';
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
    // One more than the cores of a small machine: much of the time goes to waiting for a database or a browser.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
