import { createLog } from '../adapters/system/create-log.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import type { Ctx, FlowDeps } from '../flow/context.ts';
import { openDatabaseServer } from '../open-database-server.ts';
import { startHub } from '../start-hub.ts';
import { systemContext } from '../worker/run-job.ts';

/** An organization, and the hub acting in it for the command line. */
export type OrganizationAtHand = { name: string; ctx: Ctx };

/**
 * Does something with the hub's verbs for the organization of a name, or for each of them without one; `lostKeyId` is a
 * sealing key that the hub may start without. Throws
 * `request.not_found` for a name that none has.
 */
export async function withOrganizations<Value>(
  name: string | undefined,
  work: (organizations: OrganizationAtHand[], deps: FlowDeps) => Promise<Value>,
  options: { lostKeyId?: string } = {},
): Promise<Value> {
  const config = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  const server = await openDatabaseServer(config, () => undefined);
  const hub = await startHub({
    config,
    databaseUrl: server.url,
    role: { serves: false, works: false },
    log: createLog('error'),
    isAlone: false,
    lostKeyId: options.lostKeyId,
  }).catch(async (cause: unknown) => {
    await server.stop();
    throw cause;
  });
  try {
    const rows = await hub.database.owner<{ id: string; name: string }[]>`
      select id, name from organizations where ${name ?? null}::text is null or name = ${name ?? null} order by id`;
    if (name !== undefined && rows.length === 0) {
      throw new AppError('request.not_found', { detail: 'No organization has this name.' });
    }
    return await work(
      rows.map((row) => ({
        name: row.name,
        ctx: systemContext(hub.deps, { organizationId: row.id, requestId: 'cli' }),
      })),
      hub.deps,
    );
  } finally {
    await hub.stop();
    await server.stop();
  }
}
