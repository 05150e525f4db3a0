import { startEmbeddedPostgres } from './adapters/embedded-postgres/start-embedded-postgres.ts';
import type { Config } from './config.ts';

/** The Postgres that the hub runs on. */
export type DatabaseServer = { url: string; isEmbedded: boolean; stop(): Promise<void> };

/** The server that `DATABASE_URL` names, or the embedded one in the data folder. */
export async function openDatabaseServer(
  config: Config,
  log: (line: string) => void,
): Promise<DatabaseServer> {
  if (config.databaseUrl !== undefined) {
    return { url: config.databaseUrl, isEmbedded: false, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataFolder, log });
  return { url: server.url, isEmbedded: true, stop: server.stop };
}
