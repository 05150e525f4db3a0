import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../runtime/src/db/migrate-database.ts';
import { createJobQueue, startJobQueue } from '../../runtime/src/worker/create-job-queue.ts';
import { setup as startPostgres } from './shared-postgres.ts';
import { silentLog } from './silent-log.ts';
import { watchWrites } from './watch-writes.ts';

/** Name of the migrated database that each test file copies. */
export const TEMPLATE_DATABASE = 'seikyu_template';

/** Vitest global set-up of the tests with a database: one Postgres, and one migrated template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let url = '';
  const stop = await startPostgres({
    ...project,
    provide: (key: 'postgresUrl', value: string) => {
      url = value;
      project.provide(key, value);
    },
  } as TestProject);
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${TEMPLATE_DATABASE}`);
  await admin.end();
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${TEMPLATE_DATABASE}`;
  const owner = postgres(templateUrl.href, { max: 1, onnotice: () => undefined });
  await migrateDatabase(owner);
  await watchWrites(owner);
  await owner.end();
  const queue = createJobQueue({ databaseUrl: templateUrl.href, log: silentLog, isWorker: false });
  await startJobQueue(queue);
  await queue.boss.stop({ graceful: false });
  return stop;
}
