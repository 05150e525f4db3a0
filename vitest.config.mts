import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Files of these projects share their modules: loading them anew for each file took a quarter of the whole run.
const common = { testTimeout: 30_000, hookTimeout: 120_000 };
const named = (folder: string): string[] => [
  `tests/${folder}/**/*.test.ts`,
  `tests/${folder}/**/*.prop.test.ts`,
];

/** Where CI wants the counts; people read the default report. */
const reportFile = process.env['VITEST_REPORT'];

export default defineConfig({
  test: {
    // By itself vitest leaves one core free, which on two cores is half of them; the tests wait for Postgres anyhow.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: reportFile === undefined ? ['default'] : ['default', 'json'],
    ...(reportFile === undefined ? {} : { outputFile: { json: reportFile } }),
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          isolate: false,
          include: ['unit', 'contract', 'mappings', 'integration', 'n8n-pack'].flatMap(named),
          exclude: ['tests/integration/embedded-postgres/**'],
        },
      },
      {
        // Starts, kills and restarts servers of its own: real, and slow.
        test: { ...common, name: 'embedded-postgres', include: named('integration/embedded-postgres') },
      },
      {
        test: {
          ...common,
          name: 'database',
          isolate: false,
          include: ['flow', 'http', 'console', 'scenarios'].flatMap(named),
          globalSetup: ['tests/support/database-setup.ts'],
        },
      },
      {
        // Alone, after the others: what it holds the sandbox to is how soon a script ends and the hub answers meanwhile.
        test: {
          ...common,
          name: 'sandbox',
          include: named('sandbox'),
          globalSetup: ['tests/support/database-setup.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
