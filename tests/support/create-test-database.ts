import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { TEMPLATE_DATABASE } from './database-setup.ts';

/** A migrated database of one test file's own. */
export type TestDatabase = {
  url: string;
  /** Drops it; fails when somebody left a connection open. */
  drop(): Promise<void>;
};

/** Copies the template; costs some ten milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template ${TEMPLATE_DATABASE}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      // Without FORCE: a connection that is still open is a leak, and the test fails for it.
      await admin.unsafe(`drop database ${name}`);
      await admin.end();
    },
  };
}
