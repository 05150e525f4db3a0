import { parseArgs } from 'node:util';
import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { resetLostSecondFactor } from '../flow/people/reset-lost-second-factor.ts';
import { openDatabaseServer } from '../open-database-server.ts';
import { startHub } from '../start-hub.ts';
import { systemContext } from '../worker/run-job.ts';

/** Takes away the second factor of a person who is locked out and whom no other administrator can help. */
export async function resetSecondFactorCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { organization: { type: 'string' }, email: { type: 'string' } },
  });
  const { organization, email } = values;
  if (organization === undefined || email === undefined) {
    throw new AppError('request.invalid', { detail: 'Needs --organization NAME and --email ADDRESS.' });
  }
  const config = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const server = await openDatabaseServer(config, () => undefined);
  const hub = await startHub({
    config,
    databaseUrl: server.url,
    role: { serves: false, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  try {
    const [found] = await hub.database.owner`select id from organizations where name = ${organization}`;
    if (found === undefined)
      throw new AppError('request.not_found', { detail: 'No organization has this name.' });
    const ctx = systemContext(hub.deps, { organizationId: String(found['id']), requestId: 'cli' });
    await resetLostSecondFactor({ ctx, input: { email } });
    process.stdout.write('Done. The next sign-in asks for the password and sets up a new second factor.\n');
  } finally {
    await hub.stop();
    await server.stop();
  }
  return 0;
}
