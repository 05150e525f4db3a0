import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { arrayContains } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { people } from '../db/schema/index.ts';
import { type HubspotDouble, startHubspotDouble } from '../doubles/hubspot/start-hubspot-double.ts';
import { startXeroDouble, type XeroDouble } from '../doubles/xero/start-xero-double.ts';
import { createEntryLink } from '../flow/auth/create-entry-link.ts';
import type { Log } from '../flow/context.ts';
import { markDemoOrganization } from '../flow/setup/demo-organization.ts';
import { moveConnection } from '../flow/setup/move-connection.ts';
import { openDatabaseServer } from '../open-database-server.ts';
import type { Hub } from '../start-hub.ts';
import { startHub } from '../start-hub.ts';
import { systemContext } from '../worker/run-job.ts';
import { type DemoSettings, loadDemoSettings, saveDemoSettings } from './demo-settings.ts';
import { freePort } from './free-port.ts';
import { createPrinter, type Printer } from './print.ts';
import { runContracts } from './run-contracts.ts';
import { runCredit } from './run-credit.ts';
import { runLoop } from './run-loop.ts';
import { runMapping } from './run-mapping.ts';
import { runRules } from './run-rules.ts';
import { seedCrm } from './sample-crm.ts';
import { completeOrganization, seedOrganization } from './seed-organization.ts';

/** A demo that played its loop and stays up. */
export type RunningDemo = {
  url: string;
  /** Opens the console as the approver, who sees what finance sees. */
  entryUrl: string;
  /** Opens it as the author of the invoices, who administers the organization. */
  adminEntryUrl: string;
  /** Key of a person who may make keys. */
  adminKey: string;
  stop(): Promise<void>;
};

/** Where the demo runs and what it writes to. */
type DemoInput = { config: Config; log: Log; write: (text: string) => void };

/**
 * Plays the whole loop on a real Postgres against doubles of HubSpot and Xero, prints what happened, and stays up.
 * A second run finds what the first one did and does nothing twice.
 */
export async function runDemo(input: DemoInput): Promise<RunningDemo> {
  const print = createPrinter(input.write, () => performance.now());
  print.step(1, 'The hub starts on its own Postgres, with an organization of two legal entities');
  const { dataFolder } = input.config;
  await mkdir(dataFolder, { recursive: true });
  const settings = await loadDemoSettings(dataFolder);
  const hubspot = await startHubspotDouble({
    ...settings.hubspot,
    limits: 'real',
    stateFile: join(dataFolder, 'demo-hubspot.json'),
  });
  const xero = await startXeroDouble({
    ...settings.xero,
    limits: 'real',
    stateFile: join(dataFolder, 'demo-xero.json'),
  });
  const stopClouds = () => Promise.all([hubspot.stop(), xero.stop()]);
  try {
    return await play({ ...input, print, settings, hubspot, xero, stopClouds });
  } catch (cause) {
    // Left listening, they would keep a demo alive that has failed.
    await stopClouds();
    throw cause;
  }
}

type Play = DemoInput & {
  print: Printer;
  settings: DemoSettings;
  hubspot: HubspotDouble;
  xero: XeroDouble;
  stopClouds: () => Promise<unknown>;
};

async function play({ print, settings, hubspot, xero, stopClouds, ...input }: Play): Promise<RunningDemo> {
  const { dataFolder } = input.config;
  seedCrm(hubspot.store);
  const server = await openDatabaseServer(input.config, (line) => print.line(line));
  const port = await freePort(input.config.port);
  const openedOrigins = [
    ...input.config.openedOrigins,
    new URL(hubspot.url).origin,
    new URL(xero.url).origin,
  ];
  const config = { ...input.config, port, openedOrigins };
  const hub = await startHub({
    config,
    databaseUrl: server.url,
    role: { serves: true, works: true },
    log: input.log,
    isAlone: server.isEmbedded,
  });
  const organization = await ensureOrganization(hub, settings, {
    dataFolder,
    hubspotUrl: hubspot.url,
    xeroUrl: xero.url,
  });
  const hubUrl = hub.url ?? '';
  print.line(`ready at ${hubUrl}`);
  const loop = { hubUrl, organization, hubspot, xero, dataFolder, print };
  await runLoop(loop);
  await runContracts(loop);
  await runCredit(loop);
  await runMapping(loop);
  await runRules(loop);
  await markDemoOrganization(hub.deps, organization.id);
  const enterAs = (personId: string): Promise<string> =>
    createEntryLink(hub.deps, { organizationId: organization.id, personId });
  const entryUrl = await enterAs(organization.approverId);
  const adminEntryUrl = await enterAs(await findAdmin(hub, organization.id));
  return {
    url: hubUrl,
    entryUrl,
    adminEntryUrl,
    adminKey: organization.authorKey,
    stop: async () => {
      await hub.stop();
      await stopClouds();
      await server.stop();
    },
  };
}

type Clouds = { dataFolder: string; hubspotUrl: string; xeroUrl: string };

async function ensureOrganization(
  hub: Hub,
  settings: DemoSettings,
  clouds: Clouds,
): Promise<NonNullable<DemoSettings['organization']>> {
  const known = settings.organization;
  if (known !== undefined && (await exists(hub, known.id))) {
    await completeOrganization(hub.deps, known.id);
    await moveConnections(hub, known, clouds);
    return known;
  }
  await seedOrganization({
    deps: hub.deps,
    settings,
    hubspotUrl: clouds.hubspotUrl,
    xeroUrl: clouds.xeroUrl,
    keep: (organization) => saveDemoSettings(clouds.dataFolder, { ...settings, organization }),
  });
  const { organization } = await loadDemoSettings(clouds.dataFolder);
  if (organization === undefined) throw new Error('assertion: the seed keeps its organization');
  return organization;
}

async function exists(hub: Hub, organizationId: string): Promise<boolean> {
  const rows = await hub.database.owner`select 1 from organizations where id = ${organizationId}`;
  return rows.length > 0;
}

async function findAdmin(hub: Hub, organizationId: string): Promise<string> {
  const [admin] = await hub.database.inOrganization(organizationId, (tx) =>
    tx
      .select({ id: people.id })
      .from(people)
      .where(arrayContains(people.roles, ['admin'])),
  );
  if (admin === undefined) throw new Error('assertion: the demo has an administrator');
  return admin.id;
}

/** The doubles take free ports at each start; their connections follow them. */
async function moveConnections(
  hub: Hub,
  known: NonNullable<DemoSettings['organization']>,
  clouds: Clouds,
): Promise<void> {
  const ctx = systemContext(hub.deps, { organizationId: known.id, requestId: 'demo' });
  await hub.database.inOrganization(known.id, async (tx) => {
    await moveConnection(tx, ctx, { connectionId: known.hubspotConnectionId, baseUrl: clouds.hubspotUrl });
    await moveConnection(tx, ctx, { connectionId: known.xeroConnectionId, baseUrl: clouds.xeroUrl });
  });
}
