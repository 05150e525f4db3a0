import { parseArgs } from 'node:util';
import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { migrateDatabase } from '../db/migrate-database.ts';
import { openDatabase } from '../db/open-database.ts';
import { openDatabaseServer } from '../open-database-server.ts';

/** Applies the migrations and prints which. */
export async function migrateCommand(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, allowPositionals: false });
  const config = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const log = createLog(config.logLevel);
  const server = await openDatabaseServer(config, (line) => log.info({}, line));
  const database = openDatabase({ url: server.url });
  try {
    const applied = await migrateDatabase(database.owner);
    process.stdout.write(
      applied.length === 0 ? 'The schema is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
    );
  } finally {
    await database.close();
    await server.stop();
  }
  return 0;
}
