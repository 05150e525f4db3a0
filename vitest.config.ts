import { defineConfig } from 'vitest/config';

const common = { testTimeout: 30_000, hookTimeout: 120_000 };
const named = (folder: string): string[] => [`tests/${folder}/**/*.test.ts`, `tests/${folder}/**/*.prop.test.ts`];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['unit', 'contract', 'mappings', 'integration'].flatMap(named),
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          include: ['flow', 'http', 'console', 'scenarios'].flatMap(named),
          globalSetup: ['tests/support/database-setup.ts'],
        },
      },
    ],
  },
});
