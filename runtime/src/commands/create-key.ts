import { parseArgs } from 'node:util';
import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { CreateApiKeyInput, createApiKey } from '../flow/setup/create-api-key.ts';
import { openDatabaseServer } from '../open-database-server.ts';
import { startHub } from '../start-hub.ts';
import { systemContext } from '../worker/run-job.ts';

/** Makes an API key of an organization and prints it once. */
export async function createKeyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      organization: { type: 'string' },
      name: { type: 'string' },
      permissions: { type: 'string', default: 'read' },
      person: { type: 'string' },
    },
  });
  const wanted = CreateApiKeyInput.safeParse({
    name: values.name,
    permissions: values.permissions.split(','),
    ...(values.person === undefined ? {} : { personId: values.person }),
  });
  if (!wanted.success || values.organization === undefined) {
    throw new AppError('request.invalid', {
      detail: 'Needs --organization NAME, --name TEXT and --permissions a,b.',
    });
  }
  const config = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const log = createLog('error');
  const server = await openDatabaseServer(config, () => undefined);
  const hub = await startHub({
    config,
    databaseUrl: server.url,
    role: { serves: false, works: false },
    log,
    isAlone: false,
  });
  try {
    const [organization] = await hub.database
      .owner`select id from organizations where name = ${values.organization}`;
    if (organization === undefined)
      throw new AppError('request.not_found', { detail: 'No organization has this name.' });
    const organizationId = String(organization['id']);
    const ctx = systemContext(hub.deps, { organizationId, requestId: 'cli' });
    const made = await hub.database.inOrganization(organizationId, (tx) =>
      createApiKey(tx, ctx, wanted.data),
    );
    process.stdout.write(`${made.key}\n`);
  } finally {
    await hub.stop();
    await server.stop();
  }
  return 0;
}
