import { defineConfig } from 'vitest/config';

/** Where CI wants the counts; people read the default report. */
const reportFile = process.env['VITEST_REPORT'];

/** The console in a real Chromium. Not among the projects of `npm test`: that needs nothing but Node and npm. */
export default defineConfig({
  test: {
    name: 'browser',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['support/browser-setup.ts'],
    // One browser and one hub at a time: two cores are less than two of each want.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: reportFile === undefined ? ['default'] : ['default', 'json'],
    ...(reportFile === undefined ? {} : { outputFile: { json: reportFile } }),
  },
});
