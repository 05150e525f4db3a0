import { join } from 'node:path';
import { createAnchorFolder } from './adapters/anchors/create-anchor-folder.ts';
import { createFolderChannel } from './adapters/channels/create-folder-channel.ts';
import { createSmtpChannel } from './adapters/channels/create-smtp-channel.ts';
import { loadReadyData } from './adapters/mapping-folders/load-ready-data.ts';
import { createEcbFeed } from './adapters/rates/create-ecb-feed.ts';
import { createRenderer } from './adapters/render/create-renderer.ts';
import { createSandbox } from './adapters/sandbox/create-sandbox.ts';
import { createAnchorSigner } from './adapters/secrets/create-anchor-signer.ts';
import { createSecretBox } from './adapters/secrets/create-secret-box.ts';
import { deriveKey } from './adapters/secrets/derive-key.ts';
import { loadKeyFile } from './adapters/secrets/key-file.ts';
import { createKeyRing, type KeyRing } from './adapters/secrets/key-ring.ts';
import { createAccounts } from './adapters/sign-in/create-accounts.ts';
import { createClock } from './adapters/system/create-clock.ts';
import { createIds } from './adapters/system/create-ids.ts';
import { createConnectors } from './adapters/systems/create-connectors.ts';
import { createWebhookPoster } from './adapters/webhooks/create-webhook-poster.ts';
import type { Config } from './config.ts';
import { mountConsole } from './console/mount-console.ts';
import { migrateDatabase } from './db/migrate-database.ts';
import { type Database, openDatabase } from './db/open-database.ts';
import type { FlowDeps, Log } from './flow/context.ts';
import { createInboxWriter } from './flow/ingest/create-inbox-writer.ts';
import type { KeyDeps } from './flow/keys/count-sealed.ts';
import { processName } from './flow/keys/find-other-processes.ts';
import { openKeys } from './flow/keys/open-keys.ts';
import type { Clock } from './flow/ports.ts';
import { createApp } from './http/create-app.ts';
import { createHookListener } from './http/hooks/create-hook-listener.ts';
import { createPublicServices } from './http/public-services.ts';
import { createQuotas } from './http/quotas.ts';
import { createHolder } from './http/refusals/create-holder.ts';
import { createEarlyRefusals } from './http/refusals/refuse-early.ts';
import { serveApp } from './http/serve-app.ts';
import { createJobQueue, type JobQueue, startJobQueue } from './worker/create-job-queue.ts';
import { releaseOrphanedJobs } from './worker/release-orphaned-jobs.ts';
import { startWorker, type Worker } from './worker/start-worker.ts';

const STOP_TIMEOUT_MS = 15_000;
/** An organization may use up the quota of so many keys at once, however many it has. */
const KEYS_OF_AN_ORGANIZATION = 10;

/** What a process of the hub does: serve HTTP, run jobs, or both. */
export type HubRole = { serves: boolean; works: boolean };

/** A running hub. */
export type Hub = {
  deps: FlowDeps;
  database: Database;
  /** Where it listens; undefined when it only works. */
  url: string | undefined;
  /** Stops taking work, finishes or returns what is in hand, and closes everything. */
  stop(): Promise<void>;
};

type StartHubInput = {
  config: Config;
  databaseUrl: string;
  role: HubRole;
  log: Log;
  clock?: Clock;
  /** True where no other process uses the database: jobs of a killed process are taken up at once. */
  isAlone: boolean;
  /** A sealing key that is lost: what it sealed stays closed, and the hub starts all the same. */
  lostKeyId?: string | undefined;
};

/**
 * Starts the hub on a database: migrates, opens every adapter, then serves and works as its role says. Throws
 * `config.invalid` before anything is served when secrets are sealed with a key that it does not have.
 */
export async function startHub(input: StartHubInput): Promise<Hub> {
  const { config, log, role } = input;
  const ring = await loadKeyRing(config);
  const database = openDatabase({ url: input.databaseUrl, name: processName(ring[0].id) });
  const publicBaseUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const keys = createKeyDeps(input, database, ring, publicBaseUrl);
  try {
    const applied = await migrateDatabase(database.owner);
    if (applied.length > 0) log.info({ migrations: applied }, 'migrated');
    await openKeys(keys, { lostKeyId: input.lostKeyId });
  } catch (cause) {
    await database.close();
    throw cause;
  }
  const queue = createJobQueue({ databaseUrl: input.databaseUrl, log, isWorker: role.works });
  await startJobQueue(queue);
  const setUpToken = deriveKey(ring[0].bytes, 'set-up');
  const deps = createDeps(input, queue, { ...keys, publicBaseUrl, setUpToken });
  const server = role.serves ? await serve(deps, config) : undefined;
  if (input.isAlone && role.works) await releaseOrphanedJobs(queue);
  const worker = role.works ? await startWorker(deps, queue) : undefined;
  return { deps, database, url: server?.url, stop: () => stopHub({ deps, database, queue, server, worker }) };
}

async function loadKeyRing({ secretKey, otherSecretKeys, dataFolder }: Config): Promise<KeyRing> {
  const own = secretKey === undefined ? await loadKeyFile(dataFolder) : createKeyRing([secretKey]);
  return createKeyRing([...own.map(({ bytes }) => bytes), ...otherSecretKeys]);
}

function createKeyDeps(
  { clock, log }: StartHubInput,
  database: Database,
  ring: KeyRing,
  publicBaseUrl: string,
): KeyDeps {
  const [current, ...others] = ring;
  const secretOf = ({ id, bytes }: KeyRing[0]) => ({ keyId: id, value: deriveKey(bytes, 'sign-in') });
  return {
    database,
    clock: clock ?? createClock(),
    secretBox: createSecretBox(ring),
    anchorSigner: createAnchorSigner(ring),
    accounts: createAccounts({
      database: database.ownerDrizzle,
      secrets: [secretOf(current), ...others.map(secretOf)],
      publicBaseUrl,
      log,
    }),
  };
}

function createDeps(
  { config, log }: StartHubInput,
  queue: JobQueue,
  made: KeyDeps & Pick<FlowDeps, 'publicBaseUrl' | 'setUpToken'>,
): FlowDeps {
  return {
    ...made,
    jobs: queue.jobs,
    ids: createIds(),
    anchorStore: createAnchorFolder({ folder: join(config.dataFolder, 'audit-anchors') }),
    sandbox: createSandbox({}),
    renderer: createRenderer({ loadReadyTexts: async () => (await loadReadyData()).template.texts }),
    email:
      config.smtpUrl === undefined
        ? createFolderChannel({ folder: join(config.dataFolder, 'outbox') })
        : createSmtpChannel({ url: config.smtpUrl, timeoutMs: 20_000 }),
    connectors: createConnectors({ openedOrigins: config.openedOrigins }),
    loadReadyData,
    webhooks: createWebhookPoster({ openedOrigins: config.openedOrigins }),
    rateFeed: createEcbFeed({ openedOrigins: config.openedOrigins }),
    waitingHintsMax: config.waitingHintsMax,
    log,
  };
}

async function serve(deps: FlowDeps, config: Config) {
  const isReady = async (): Promise<boolean> => {
    await deps.database.inNoOrganization((tx) => tx.execute('select 1'));
    return true;
  };
  const inbox = createInboxWriter(deps);
  const { addressHeader, requestsPerMinute } = config;
  const limits = {
    requestsMax: requestsPerMinute,
    organizationRequestsMax: requestsPerMinute * KEYS_OF_AN_ORGANIZATION,
  };
  const services = createPublicServices({ deps, inbox, isReady, limits });
  const quotas = createQuotas(services.limits);
  const app = createApp({ deps, inbox, isReady, limits, quotas, addressHeader });
  mountConsole(app, deps, { addressHeader });
  const hold = createHolder();
  const refusals = createEarlyRefusals(deps, { quotas, hold });
  const hooks = createHookListener(services, deps, hold);
  return serveApp({ app, refusals, hooks, host: config.host, port: config.port });
}

type Running = {
  deps: FlowDeps;
  database: Database;
  queue: JobQueue;
  server: Awaited<ReturnType<typeof serveApp>> | undefined;
  worker: Worker | undefined;
};

async function stopHub({ deps, database, queue, server, worker }: Running): Promise<void> {
  await server?.close(STOP_TIMEOUT_MS);
  await (worker?.stop(STOP_TIMEOUT_MS) ?? queue.boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }));
  deps.webhooks.close();
  deps.rateFeed.close();
  await Promise.all([deps.sandbox.close(), deps.renderer.close()]);
  await database.close();
}
