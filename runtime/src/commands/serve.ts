import { parseArgs } from 'node:util';
import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { isSetUpOpen } from '../flow/setup/create-first-organization.ts';
import { openDatabaseServer } from '../open-database-server.ts';
import { type HubRole, startHub } from '../start-hub.ts';
import { untilSignal } from './until-signal.ts';

/** Runs the hub until it is told to stop; then finishes or returns what is in hand. */
export async function serveCommand(args: string[], role: HubRole): Promise<number> {
  parseArgs({ args, options: {}, allowPositionals: false });
  const config = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const log = createLog(config.logLevel);
  const server = await openDatabaseServer(config, (line) => log.info({}, line));
  const hub = await startHub({
    config,
    databaseUrl: server.url,
    role,
    log,
    isAlone: server.isEmbedded && role.serves && role.works,
  }).catch(async (cause: unknown) => {
    await server.stop();
    throw cause;
  });
  log.info({ url: hub.url ?? null }, 'ready');
  if (role.serves && (await isSetUpOpen(hub.deps))) {
    const address = `${hub.deps.publicBaseUrl}/first-run/${hub.deps.setUpToken}`;
    process.stdout.write(`\nThis hub has no organization yet. Set it up here:\n\n  ${address}\n\n`);
  }
  await untilSignal();
  log.info({}, 'stopping');
  await hub.stop();
  await server.stop();
  return 0;
}
