import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { loadMappingFolders } from '../adapters/mapping-folders/load-mapping-folders.ts';
import { loadTemplateFolder } from '../adapters/render/load-template-folder.ts';
import type { JsonObject } from '../core/json.ts';
import { PERMISSIONS } from '../core/permissions.ts';
import type { Tx } from '../db/open-database.ts';
import { connections } from '../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../flow/context.ts';
import { createApiKey } from '../flow/setup/create-api-key.ts';
import { createConnection } from '../flow/setup/create-connection.ts';
import { createEntity } from '../flow/setup/create-entity.ts';
import { createOrganization } from '../flow/setup/create-organization.ts';
import { createPerson } from '../flow/setup/create-person.ts';
import { createProduct } from '../flow/setup/create-product.ts';
import { createPushConnection } from '../flow/setup/create-push-connection.ts';
import {
  publishReadyMapping,
  publishReadyRuleSet,
  publishReadyTemplate,
} from '../flow/setup/publish-ready-data.ts';
import { systemContext } from '../worker/run-job.ts';
import type { DemoSettings } from './demo-settings.ts';
import { OWNER_KEY } from './sample-crm.ts';
import { JP_ENTITY, ORGANIZATION_NAME, PRODUCTS, US_ENTITY } from './sample-organization.ts';

const MAPPINGS_FOLDER = fileURLToPath(new URL('../../../mappings/', import.meta.url));

type SeedInput = {
  deps: FlowDeps;
  settings: DemoSettings;
  hubspotUrl: string;
  xeroUrl: string;
  /** Called before the commit, so that the keys are on disk once the organization exists. */
  keep: (organization: NonNullable<DemoSettings['organization']>) => Promise<void>;
};

/** Makes the demo's organization: two entities, product master, rules, mappings, template, people, connections. */
export async function seedOrganization(input: SeedInput): Promise<void> {
  const ready = await loadReadyData();
  await createOrganization(input.deps, ORGANIZATION_NAME, async (tx, ctx) => {
    const usId = await createEntity(tx, ctx, US_ENTITY);
    const jpId = await createEntity(tx, ctx, JP_ENTITY);
    for (const product of PRODUCTS) await createProduct(tx, ctx, product);
    for (const mapping of ready.mappings) await publishReadyMapping(tx, ctx, mapping);
    await publishReadyTemplate(tx, ctx, ready.template);
    await publishReadyRuleSet(tx, ctx, { entityId: usId, ...ready.usRules });
    await publishReadyRuleSet(tx, ctx, { entityId: jpId, ...ready.jpRules });
    const connected = await connect(tx, ctx, input);
    const people = await addPeople(tx, ctx, connected.hubspotConnectionId);
    await input.keep({ id: ctx.organizationId, ...connected, ...people });
  });
}

/** Gives an organization of an earlier demo what has come since: ready mappings, and the files' connection. */
export async function completeOrganization(deps: FlowDeps, organizationId: string): Promise<void> {
  const ready = await loadReadyData();
  const ctx = systemContext(deps, { organizationId, requestId: 'demo' });
  await deps.database.inOrganization(organizationId, async (tx) => {
    for (const mapping of ready.mappings) await publishReadyMapping(tx, ctx, mapping);
    const files = await tx.select().from(connections).where(eq(connections.system, FILES.system));
    if (files.length === 0) await createPushConnection(tx, ctx, FILES);
  });
}

const FILES = { system: 'csv', name: 'CSV files' };

async function connect(tx: Tx, ctx: Ctx, { settings, hubspotUrl, xeroUrl }: SeedInput) {
  const hubspot = await createConnection(tx, ctx, {
    system: 'hubspot',
    name: 'HubSpot',
    role: 'crm',
    baseUrl: hubspotUrl,
    config: {},
    secrets: { accessToken: settings.hubspot.accessToken, webhookSecret: settings.hubspot.clientSecret },
  });
  const xero = await createConnection(tx, ctx, {
    system: 'xero',
    name: 'Xero',
    role: 'accounting',
    baseUrl: xeroUrl,
    config: {
      tenantId: settings.xero.tenantId,
      salesAccountCode: '200',
      writeOffAccountCode: '404',
      refundAccountCode: '090',
      taxTypes: { 'E:0': 'EXEMPTOUTPUT', 'S:10': 'OUTPUT2', 'AA:8': 'TAX001' },
    },
    secrets: { accessToken: settings.xero.accessToken, webhookSecret: settings.xero.webhookKey },
  });
  await createPushConnection(tx, ctx, FILES);
  return {
    hubspotConnectionId: hubspot.id,
    xeroConnectionId: xero.id,
    hubspotHook: hubspot.webhookToken,
    xeroHook: xero.webhookToken,
  };
}

async function addPeople(tx: Tx, ctx: Ctx, hubspotConnectionId: string) {
  const authorId = await createPerson(tx, ctx, {
    name: 'Aiko Mori',
    email: 'aiko@sanka.example',
    roles: ['admin', 'finance_approver'],
    crmOwner: { system: 'hubspot', connectionId: hubspotConnectionId, ownerKey: OWNER_KEY },
  });
  const approverId = await createPerson(tx, ctx, {
    name: 'Ken Ito',
    email: 'ken@sanka.example',
    roles: ['finance', 'finance_approver'],
  });
  const all = [...PERMISSIONS];
  const author = await createApiKey(tx, ctx, { name: 'Aiko (demo)', personId: authorId, permissions: all });
  const approver = await createApiKey(tx, ctx, {
    name: 'Ken (demo)',
    personId: approverId,
    permissions: all,
  });
  return { authorKey: author.key, approverKey: approver.key, approverId };
}

async function loadReadyData() {
  const rules = async (name: string): Promise<{ definition: JsonObject; hash: string }> => {
    const text = await readFile(join(MAPPINGS_FOLDER, 'rules', name), 'utf8');
    return { definition: JSON.parse(text), hash: createHash('sha256').update(text).digest('hex') };
  };
  return {
    mappings: await loadMappingFolders(MAPPINGS_FOLDER),
    template: await loadTemplateFolder(join(MAPPINGS_FOLDER, 'templates', 'standard-invoice')),
    usRules: await rules('standard.json'),
    jpRules: await rules('standard-jpy.json'),
  };
}
