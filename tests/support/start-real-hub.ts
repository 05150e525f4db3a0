import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import type { DemoSettings } from '../../runtime/src/demo/demo-settings.ts';
import { seedOrganization } from '../../runtime/src/demo/seed-organization.ts';
import { startHub } from '../../runtime/src/start-hub.ts';
import { findFreePort, type SpawnedHub, spawnHub } from './spawn-hub.ts';

/** A hub in its own process on a real Postgres with fsync, seeded with the demo's organization. */
export type RealHub = {
  hub: SpawnedHub;
  databaseUrl: string;
  settings: DemoSettings & { organization: NonNullable<DemoSettings['organization']> };
  stop(): Promise<void>;
};

type RealHubOptions = {
  command: 'start' | 'serve';
  settings: DemoSettings;
  hubspotUrl: string;
  xeroUrl: string;
};

/** Starts one; everything is gone after `stop`. */
export async function startRealHub(options: RealHubOptions): Promise<RealHub> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-real-'));
  const dataDir = join(folder, 'data');
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const port = await findFreePort();
  const environment = {
    SEIKYU_DATA: dataDir,
    SEIKYU_PORT: String(port),
    SEIKYU_LOG_LEVEL: 'error',
    // One key may do what many keys do together.
    SEIKYU_REQUESTS_PER_MINUTE: '1000000',
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
    SEIKYU_OPENED_ORIGINS: [new URL(options.hubspotUrl).origin, new URL(options.xeroUrl).origin].join(','),
  };
  const organization = await seed(options, environment, postgres.url, folder);
  const hub = spawnHub(options.command, { ...environment, DATABASE_URL: postgres.url });
  await hub.ready();
  return {
    hub,
    databaseUrl: postgres.url,
    settings: { ...options.settings, organization },
    stop: async () => {
      await hub.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function seed(
  options: RealHubOptions,
  environment: Record<string, string>,
  databaseUrl: string,
  folder: string,
): Promise<NonNullable<DemoSettings['organization']>> {
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl,
    role: { serves: false, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  let kept: DemoSettings['organization'];
  await seedOrganization({
    deps: hub.deps,
    settings: options.settings,
    hubspotUrl: options.hubspotUrl,
    xeroUrl: options.xeroUrl,
    keep: async (organization) => {
      kept = organization;
    },
  });
  await hub.stop();
  if (kept === undefined) throw new Error('the seed keeps its organization');
  return kept;
}

/** Credentials of clouds that live as long as one run. */
export function makeSettings(): DemoSettings {
  const secret = (): string => randomBytes(24).toString('base64url');
  return {
    hubspot: { accessToken: secret(), clientSecret: secret() },
    xero: { accessToken: secret(), tenantId: '2d5c7f0e-8a41-4b6f-9a57-4e0c6f1d2b3a', webhookKey: secret() },
  };
}
