import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import type { DemoSettings } from '../../runtime/src/demo/demo-settings.ts';
import { seedOrganization } from '../../runtime/src/demo/seed-organization.ts';
import { createEntryLink } from '../../runtime/src/flow/auth/create-entry-link.ts';
import { markDemoOrganization } from '../../runtime/src/flow/setup/demo-organization.ts';
import { type Hub, startHub } from '../../runtime/src/start-hub.ts';
import { CANARY } from './canaries.ts';
import { findFreePort, type SpawnedHub, spawnHub } from './spawn-hub.ts';

/** A hub in its own process on a real Postgres with fsync, seeded with the demo's organization. */
export type RealHub = {
  hub: SpawnedHub;
  databaseUrl: string;
  settings: DemoSettings & { organization: NonNullable<DemoSettings['organization']> };
  /** Makes a link that opens the console as a person. */
  entryLink(personId: string): Promise<string>;
  /** Does something with the verbs of the hub, in a process beside it. */
  withVerbs<Value>(work: (hub: Hub) => Promise<Value>): Promise<Value>;
  stop(): Promise<void>;
};

type RealHubOptions = {
  command: 'start' | 'serve';
  settings: DemoSettings;
  hubspotUrl: string;
  xeroUrl: string;
  /** What else the hub may call on loopback. */
  openedOrigins?: string[];
  /** Keeps the quotas and bounds of an ordinary hub; by itself nothing holds up what a bench sends. */
  hasQuotas?: boolean;
};

const LIFTED = {
  // One key may do what many keys do together.
  SEIKYU_REQUESTS_PER_MINUTE: '1000000',
  // What a bench sends without a worker waits for ever.
  SEIKYU_WEBHOOKS_WAITING_MAX: '100000000',
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
    ...(options.hasQuotas === true ? {} : LIFTED),
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
    SEIKYU_OPENED_ORIGINS: [options.hubspotUrl, options.xeroUrl, ...(options.openedOrigins ?? [])]
      .map((url) => new URL(url).origin)
      .join(','),
  };
  const organization = await seed(options, environment, postgres.url, folder);
  const hub = spawnHub(options.command, { ...environment, DATABASE_URL: postgres.url });
  await hub.ready();
  return {
    hub,
    databaseUrl: postgres.url,
    settings: { ...options.settings, organization },
    entryLink: (personId) =>
      beside(environment, postgres.url, folder, async ({ deps }) => {
        await markDemoOrganization(deps, organization.id);
        return createEntryLink(deps, { organizationId: organization.id, personId });
      }),
    withVerbs: (work) => beside(environment, postgres.url, folder, work),
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
  return beside(environment, databaseUrl, folder, async ({ deps }) => {
    let kept: DemoSettings['organization'];
    await seedOrganization({
      deps,
      settings: options.settings,
      hubspotUrl: options.hubspotUrl,
      xeroUrl: options.xeroUrl,
      keep: async (organization) => {
        kept = organization;
      },
    });
    if (kept === undefined) throw new Error('the seed keeps its organization');
    return kept;
  });
}

/** Does something with the verbs of a hub that neither serves nor works. */
async function beside<Value>(
  environment: Record<string, string>,
  databaseUrl: string,
  folder: string,
  work: (hub: Hub) => Promise<Value>,
): Promise<Value> {
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl,
    role: { serves: false, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  try {
    return await work(hub);
  } finally {
    await hub.stop();
  }
}

/** Credentials of clouds that live as long as one run. */
export function makeSettings(): DemoSettings {
  const secret = (): string => `${CANARY}-${randomBytes(24).toString('base64url')}`;
  return {
    hubspot: { accessToken: secret(), clientSecret: secret() },
    xero: { accessToken: secret(), tenantId: '2d5c7f0e-8a41-4b6f-9a57-4e0c6f1d2b3a', webhookKey: secret() },
  };
}
