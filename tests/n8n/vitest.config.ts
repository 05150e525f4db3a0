import { defineConfig } from 'vitest/config';

/** Where CI wants the counts; people read the default report. */
const reportFile = process.env['VITEST_REPORT'];

/** A real n8n. Not among the projects of `npm test`: its first run installs 3 GB. */
export default defineConfig({
  test: {
    name: 'n8n',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['support/n8n-setup.ts'],
    // One n8n for all: files that ran at once would measure each other.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    reporters: reportFile === undefined ? ['default'] : ['default', 'json'],
    ...(reportFile === undefined ? {} : { outputFile: { json: reportFile } }),
  },
});
