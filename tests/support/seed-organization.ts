import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadMappingFolders } from '../../runtime/src/adapters/mapping-folders/load-mapping-folders.ts';
import type { Role } from '../../runtime/src/core/permissions.ts';
import { permissionsOfRoles } from '../../runtime/src/core/permissions.ts';
import { JP_ENTITY, PRODUCTS, US_ENTITY } from '../../runtime/src/demo/sample-organization.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { createConnection } from '../../runtime/src/flow/setup/create-connection.ts';
import { createEntity } from '../../runtime/src/flow/setup/create-entity.ts';
import { createOrganization } from '../../runtime/src/flow/setup/create-organization.ts';
import { createPerson } from '../../runtime/src/flow/setup/create-person.ts';
import { createProduct } from '../../runtime/src/flow/setup/create-product.ts';
import {
  publishReadyMapping,
  publishReadyRuleSet,
  publishReadyTemplate,
} from '../../runtime/src/flow/setup/publish-ready-data.ts';
import { SECRETS } from './canaries.ts';
import type { TestHub } from './create-test-hub.ts';

const MAPPINGS = fileURLToPath(new URL('../../mappings/', import.meta.url));

/** An organization as the tests need it: two entities, product master, rules, mappings, template, two people. */
export type SeededOrganization = {
  id: string;
  usEntityId: string;
  jpEntityId: string;
  /** Owns the deals of owner 7001 in the CRM. */
  author: Ctx;
  approver: Ctx;
  hubspot: { id: string; webhookToken: string };
  xero: { id: string; webhookToken: string };
};

/** Where the connections point to; the defaults are for tests that never call out. */
export type SeedOptions = {
  name?: string;
  hubspot?: { baseUrl: string; accessToken: string; clientSecret: string };
  xero?: { baseUrl: string; accessToken: string; tenantId: string; webhookKey: string };
};

/** Makes an organization in a test hub. */
export async function seedOrganization(hub: TestHub, options: SeedOptions = {}): Promise<SeededOrganization> {
  const mappings = await loadMappingFolders(MAPPINGS);
  const rules = async (name: string) => ({
    definition: JSON.parse(await readFile(`${MAPPINGS}rules/${name}`, 'utf8')),
    hash: name,
  });
  const usRules = await rules('standard.json');
  const jpRules = await rules('standard-jpy.json');
  const { id, value } = await createOrganization(hub.deps, options.name ?? 'Test', async (tx, ctx) => {
    const usEntityId = await createEntity(tx, ctx, US_ENTITY);
    const jpEntityId = await createEntity(tx, ctx, JP_ENTITY);
    for (const product of PRODUCTS) await createProduct(tx, ctx, product);
    for (const mapping of mappings) await publishReadyMapping(tx, ctx, mapping);
    await publishReadyTemplate(tx, ctx, { name: 'standard-invoice', source: '#[]', texts: {}, hash: 'test' });
    await publishReadyRuleSet(tx, ctx, { entityId: usEntityId, ...usRules });
    await publishReadyRuleSet(tx, ctx, { entityId: jpEntityId, ...jpRules });
    const hubspot = await createConnection(tx, ctx, {
      system: 'hubspot',
      name: 'HubSpot',
      role: 'crm',
      baseUrl: options.hubspot?.baseUrl ?? 'https://api.hubapi.com',
      config: {},
      secrets: {
        accessToken: options.hubspot?.accessToken ?? SECRETS.hubspotToken,
        webhookSecret: options.hubspot?.clientSecret ?? SECRETS.hubspotClientSecret,
      },
    });
    const xero = await createConnection(tx, ctx, {
      system: 'xero',
      name: 'Xero',
      role: 'accounting',
      baseUrl: options.xero?.baseUrl ?? 'https://api.xero.com/api.xro/2.0',
      config: {
        tenantId: options.xero?.tenantId ?? 'tenant',
        salesAccountCode: '200',
        taxTypes: { 'E:0': 'EXEMPTOUTPUT', 'S:10': 'OUTPUT2', 'AA:8': 'TAX001' },
      },
      secrets: {
        accessToken: options.xero?.accessToken ?? SECRETS.xeroToken,
        webhookSecret: options.xero?.webhookKey ?? SECRETS.xeroWebhookKey,
      },
    });
    const person = async (name: string, roles: Role[], ownerKey?: string): Promise<Ctx> => {
      const personId = await createPerson(tx, ctx, {
        name,
        email: `${name.toLowerCase()}@sanka.example`,
        roles,
        ...(ownerKey === undefined
          ? {}
          : { crmOwner: { system: 'hubspot', connectionId: hubspot.id, ownerKey } }),
      });
      return {
        ...ctx,
        actor: { kind: 'person', id: personId, name },
        permissions: new Set(permissionsOfRoles(roles, [])),
        roles,
        requestId: 'req_test',
      };
    };
    const author = await person('Aiko', ['admin', 'finance_approver'], '7001');
    const approver = await person('Ken', ['finance', 'finance_approver']);
    return { usEntityId, jpEntityId, author, approver, hubspot, xero };
  });
  return { id, ...value };
}
