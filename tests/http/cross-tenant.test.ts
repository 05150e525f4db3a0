import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { READY_POLICY } from '../../runtime/src/core/reminders/reminder-policy.ts';
import { apiKeys, contracts, records } from '../../runtime/src/db/schema/index.ts';
import { giveStanding } from '../../runtime/src/flow/approve/standing/give-standing.ts';
import { reportDelivery } from '../../runtime/src/flow/deliver/report-delivery.ts';
import { startBackfill, startDryRun } from '../../runtime/src/flow/mappings/runs/start-run.ts';
import { getInvoice } from '../../runtime/src/flow/read/get-invoice.ts';
import { draftRules } from '../../runtime/src/flow/rules/draft-rules.ts';
import { ROUTE_RULES } from '../../runtime/src/http/route-rules.ts';
import { MappingPreviewSchema } from '../../runtime/src/http/schemas/mappings.ts';
import { Problem } from '../../runtime/src/http/schemas/problem.ts';
import { workOnMappings } from '../flow/mappings/support/work-on-mappings.ts';
import { acceptFiles } from '../support/push-files.ts';
import { readSample } from '../support/read-sample.ts';
import { contractOf, HUDSON, monthly } from '../support/sample-contracts.ts';
import { type SeededOrganization, seedOrganization } from '../support/seed-organization.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { AnyPage, readAs } from './support/read-as.ts';

let loop: HttpLoop;
let stranger: SeededOrganization;
let strangerKey: string;
/** An id that exists in the first organization, by the path before it. */
const ids = new Map<string, string>();
const RECEIVER = 'https://flows.example.com/hook';

beforeAll(async () => {
  loop = await createHttpLoop();
  stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
  strangerKey = (await loop.key({ organization: stranger, person: stranger.author })).key;
  await tryMapping();
  await draftOurRules();
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'NOBODY-SELLS-THIS' }] });
  await loop.tellOf({ id: '3', lines: [{ id: 'c', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.tell(
    'invoice',
    'x-1',
    [{ object: 'invoice', externalId: 'x-1', modifiedAt: null, payload: readSample('xero-invoice') }],
    'accounting',
  );
  await loop.tell(
    'account',
    'x-2',
    [{ object: 'account', externalId: 'x-2', modifiedAt: null, payload: readSample('xero-account') }],
    'accounting',
  );
  await loop.hub.drain();
  const push = await acceptFiles(loop);
  await push('contract', contractOf({ id: 'Access', startsOn: '2026-11-01', plan: monthly('1') }));
  await push('billing_event', { ...readSample('csv-billing_event'), id: 'fact' });
  const { key } = await loop.key();
  const issued = (await loop.invoices()).find(({ number }) => number !== null);
  const payment = { amount: '1.00', currency: 'USD', receivedOn: '2026-11-24', externalId: 'payment' };
  await loop.call(key, '/v1/payments', {
    json: { invoiceId: issued?.id, ...payment },
    idempotencyKey: 'payment',
  });
  await reportOurBounce(issued?.id ?? '');
  const role = { name: 'Ours', permissions: ['read'] };
  const made = await loop.call(key, '/v1/roles', { json: role, idempotencyKey: 'role' });
  ids.set('/v1/roles/', String(((await made.json()) as { id: unknown }).id));
  const group = { name: 'Ours', personIds: [] };
  const grouped = await loop.call(key, '/v1/groups', { json: group, idempotencyKey: 'group' });
  ids.set('/v1/groups/', String(((await grouped.json()) as { id: unknown }).id));
  const { author, approver } = loop.organization;
  const days = { startsOn: '2026-11-01', endsOn: '2026-12-31' };
  const delegated = await loop.call(key, '/v1/delegations', {
    json: { fromPersonId: author.actor.id, toPersonId: approver.actor.id, ...days },
    idempotencyKey: 'delegation',
  });
  ids.set('/v1/delegations/', String(((await delegated.json()) as { id: unknown }).id));
  const saved = await loop.call(key, '/v1/reminder-policies', {
    method: 'PUT',
    json: { entityId: loop.organization.usEntityId, isOn: false, definition: READY_POLICY },
  });
  ids.set('/v1/reminder-policies/', String(((await saved.json()) as { id: unknown }).id));
  ids.set('/v1/entities/', loop.organization.usEntityId);
  await push('customer', HUDSON);
  await giveOurStanding();
  ids.set('/v1/people/', loop.organization.approver.actor.id);
  await loop.call(key, '/v1/webhook-endpoints', { json: { url: RECEIVER }, idempotencyKey: 'endpoint' });
  for (const list of [
    'customers',
    'contacts',
    'products',
    'deals',
    'contracts',
    'billing-events',
    'invoices',
    'payments',
    'accounts',
    'approvals',
    'dead-letters',
    'exceptions',
    'api-keys',
    'webhook-endpoints',
    'ledger-entries',
  ]) {
    const { items } = await readAs(loop.call(key, `/v1/${list}`), AnyPage);
    ids.set(`/v1/${list}/`, items[0]?.id ?? '');
  }
  // The first use of a key looks it up, and notes beside its answer that it was used.
  await loop.call(strangerKey, '/v1/me');
  const uses = () =>
    loop.hub.database.inOrganization(stranger.id, (tx) =>
      tx.select({ at: apiKeys.lastUsedAt }).from(apiKeys),
    );
  await vi.waitFor(async () => expect(await uses()).not.toContainEqual({ at: null }));
});
afterAll(() => loop.hub.close());

/** A draft of ours with a dry run and a backfill. */
async function tryMapping(): Promise<void> {
  const { author } = loop.organization;
  const work = workOnMappings(loop);
  const versionId = await work.draft();
  await work.publish(versionId);
  const dryRun = await startDryRun({ ctx: author, input: { versionId } });
  await loop.hub.drain();
  const backfill = await startBackfill({ ctx: author, input: { versionId } });
  ids.set('/v1/mapping-versions/', await work.draft());
  ids.set('/v1/mapping-dry-runs/', dryRun.runId);
  ids.set('/v1/mapping-backfills/', backfill.runId);
}

/** A standing approval of our contract. */
async function giveOurStanding(): Promise<void> {
  const { approver, id } = loop.organization;
  const [contract] = await loop.hub.database.inOrganization(id, (tx) => tx.select().from(contracts));
  const input = { contractId: contract?.id ?? '', ...STANDING };
  ids.set('/v1/standing-approvals/', await giveStanding({ ctx: approver, input }));
}

/** A mail of ours that came back. */
async function reportOurBounce(invoiceId: string): Promise<void> {
  const { author: ctx } = loop.organization;
  const sent = async () => (await getInvoice({ ctx, input: { invoiceId } })).attempts[0];
  await reportDelivery({ ctx, input: { mail: (await sent())?.id ?? '', kind: 'bounced' } });
  ids.set('/v1/delivery-reports/', (await sent())?.reports[0]?.id ?? '');
}

/** A draft of our rules. */
async function draftOurRules(): Promise<void> {
  const { author, usEntityId } = loop.organization;
  const { versionId } = await draftRules({ ctx: author, input: { entityId: usEntityId } });
  ids.set('/v1/rules/', usEntityId);
  ids.set('/v1/rule-versions/', versionId);
}

const routesWithId = Object.keys(ROUTE_RULES).filter((name) => name.includes('/v1/') && name.includes(':id'));

const REQUEST = { requestId: 'apr_0198f1c27a4e7c119d5b2f6f3f1f9a10' };
const TITLES = {
  system: 'hubspot',
  object: 'deal',
  kind: 'deal',
  description: 'Titles.',
  fields: [{ to: 'title', const: 'x' }],
};
const REFUND = { amount: '1.00', refundedOn: '2026-11-20', reason: 'Not ours.', externalId: 'refund' };
const PRODUCT_VERSION = {
  names: { en: 'Theirs', ja: '他社' },
  unit: 'EA',
  taxClass: 'standard',
  maxDiscountPercent: '0',
  validFrom: '2027-01-01',
  prices: {},
};
const STANDING = {
  amountMax: '1.00',
  startsOn: '2026-12-01',
  endsOn: '2027-11-30',
  reason: 'Not theirs.',
};
const BODIES: Readonly<Record<string, object>> = {
  'POST /v1/products/:id/versions': PRODUCT_VERSION,
  'POST /v1/entities/:id/number-series': { pattern: 'THEIRS-{seq:3}' },
  'POST /v1/entities/:id/number-series/preview': { pattern: 'THEIRS-{seq:3}' },
  'POST /v1/delivery-reports/:id/close': { reason: 'Not ours.' },
  'POST /v1/exceptions/:id/assign': { ownerId: null },
  'POST /v1/invoices/:id/approve': REQUEST,
  'POST /v1/invoices/:id/reject': REQUEST,
  'POST /v1/invoices/:id/return': REQUEST,
  'POST /v1/invoices/:id/withdraw': { reason: 'Not ours.' },
  'POST /v1/invoices/:id/revoke-approval': { reason: 'Not ours.' },
  'POST /v1/contracts/:id/standing-approvals': STANDING,
  'PUT /v1/entities/:id/edit-tolerance': { percent: '1', amount: '1.00', reason: 'Not ours.' },
  'PUT /v1/groups/:id': { name: 'Theirs', personIds: [] },
  'POST /v1/invoices/:id/void': { reason: 'Not ours.' },
  'PATCH /v1/invoices/:id': { revision: 1, reason: 'Not ours.', changes: { purchaseOrder: 'PO-1' } },
  'POST /v1/invoices/:id/corrections': { reason: 'Not ours.', buyer: { contactName: 'Theirs' } },
  'POST /v1/invoices/:id/credit': { reason: 'Not ours.' },
  'POST /v1/invoices/:id/allocations/:allocationId/reverse': { reason: 'Not ours.' },
  'POST /v1/invoices/:id/refunds': REFUND,
  'POST /v1/invoices/:id/write-off': { reason: 'Not ours.' },
  'POST /v1/invoices/:id/write-off/reject': { reason: 'Not ours.' },
  'POST /v1/invoices/:id/dispute': { reason: 'Not ours.' },
  'POST /v1/invoices/:id/dispute/close': { outcome: 'rejected', reason: 'Not ours.' },
  'POST /v1/invoices/:id/collection': { status: 'normal' },
  'POST /v1/payments/:id/allocations': { order: 'oldest_due' },
  'POST /v1/payments/:id/settle': { receivedOn: '2026-11-24' },
  'POST /v1/payments/:id/fail': { reason: 'Not ours.' },
  'POST /v1/payments/:id/return': { reason: 'Not ours.' },
  'POST /v1/payments/:id/refunds': REFUND,
  'POST /v1/contracts/:id/release': { parkedHash: 'a'.repeat(64), reason: 'Not ours.' },
  'POST /v1/invoices/:id/waiters': { resumeUrl: RECEIVER },
  'POST /v1/webhook-endpoints/:id/replay': { missing: true },
  'PUT /v1/people/:id/access': { roles: ['viewer'], entityIds: null },
  'PUT /v1/roles/:id': { name: 'Theirs', permissions: ['read'] },
  'PUT /v1/mapping-versions/:id': { definition: TITLES, script: null, revision: 1 },
  'PUT /v1/mapping-versions/:id/fixtures/:name': { source: {} },
  'POST /v1/mapping-versions/:id/rollback': { reason: 'Not ours.' },
  'PUT /v1/rule-versions/:id': { definition: {}, revision: 1 },
  'POST /v1/rule-versions/:id/review': { decision: 'approve' },
  'POST /v1/rule-versions/:id/rollback': { reason: 'Not ours.' },
};

const QUERIES: Readonly<Record<string, string>> = {
  'GET /v1/invoices/:id/lineage': '?path=/number',
  'GET /v1/customers/:id/lineage': '?path=/name',
  'GET /v1/deals/:id/lineage': '?path=/title',
  'GET /v1/contracts/:id/lineage': '?path=/title',
  'GET /v1/contacts/:id/lineage': '?path=/email',
  'GET /v1/products/:id/lineage': '?path=/sku',
  'GET /v1/billing-events/:id/lineage': '?path=/kind',
  'GET /v1/payments/:id/lineage': '?path=/amount',
  'GET /v1/ledger-entries/:id/lineage': '?path=/status',
  'GET /v1/accounts/:id/lineage': '?path=/code',
  'GET /v1/contracts/:id/preview': '?from=2026-12-01&to=2026-12-31',
};

/** What a route must be sent before it looks for the id. */
const bodyOf = (name: string): object => BODIES[name] ?? {};

/** What a stranger is answered who asks a route for an id, and what the database was asked for it. */
async function askAsStranger(name: string, id: string) {
  const [method = '', pattern = ''] = name.split(' ');
  const [before = '', after = ''] = pattern.replace(':name', 'a%20deal').split(':id');
  const call = ['POST', 'PUT', 'PATCH'].includes(method)
    ? { method, json: bodyOf(name), idempotencyKey: `${name}-${id}` }
    : { method };
  let response = new Response();
  const statements = await loop.hub.statementsOf(async () => {
    response = await loop.call(strangerKey, `${before}${id}${after}${QUERIES[name] ?? ''}`, call);
  });
  const { instance: _instance, ...body } = await readAs(response, Problem);
  return { status: response.status, body, statements };
}

describe('an id of another organization', () => {
  // How long an answer takes follows from what it does: the same statements in the same order, for the same rows (none).
  it.each(routesWithId)(
    'is answered by %s exactly like one that nobody has, by the same statements',
    async (name) => {
      const real = ids.get(name.split(' ')[1]?.split(':id')[0] ?? '') ?? '';
      expect(real).not.toBe('');
      const foreign = await askAsStranger(name, real);
      expect(foreign.status).toBe(404);
      expect(foreign.statements.length).toBeGreaterThan(3);
      expect(foreign).toEqual(await askAsStranger(name, `${real.slice(0, 4)}${'0'.repeat(32)}`));
    },
  );

  it('is no version to try or to draft from, and no record to try one on', async () => {
    const versionId = ids.get('/v1/mapping-versions/');
    const ask = (path: string, json: object) =>
      loop.call(strangerKey, `/v1/mappings/hubspot/deal/${path}`, { json, idempotencyKey: path });
    expect((await ask('preview', { versionId, records: [] })).status).toBe(404);
    expect((await ask('versions', { fromVersionId: versionId })).status).toBe(404);
    const [record] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select({ id: records.id }).from(records).where(eq(records.object, 'deal')).limit(1),
    );
    expect(record).toBeDefined();
    const tried = await readAs(ask('preview', { recordIds: [record?.id] }), MappingPreviewSchema);
    expect(tried.data).toEqual([]);
  });

  it('drafts no invoice', async () => {
    const json = { dealId: ids.get('/v1/deals/') };
    const response = await loop.call(strangerKey, '/v1/invoices', { json, idempotencyKey: 'foreign-deal' });
    expect(response.status).toBe(404);
  });

  it('finds nothing as a filter', async () => {
    for (const path of [
      `/v1/invoices?dealId=${ids.get('/v1/deals/')}`,
      `/v1/events?invoiceId=${ids.get('/v1/invoices/')}`,
      `/v1/audit?objectId=${ids.get('/v1/invoices/')}`,
    ]) {
      expect((await readAs(loop.call(strangerKey, path), AnyPage)).items).toEqual([]);
    }
  });
});

describe('the lists of another organization', () => {
  it.each([
    'customers',
    'contacts',
    'deals',
    'payments',
    'accounts',
    'billing-events',
    'events',
    'invoices',
    'approvals',
    'dead-letters',
    'ledger-entries',
  ])('%s are empty', async (list) => {
    expect((await readAs(loop.call(strangerKey, `/v1/${list}`), AnyPage)).items).toEqual([]);
  });

  it('share no cursor with ours', async () => {
    const { key } = await loop.key();
    const { nextCursor } = await readAs(loop.call(key, '/v1/products?limit=1'), AnyPage);
    expect((await loop.call(key, `/v1/products?cursor=${nextCursor}`)).status).toBe(200);
    expect((await loop.call(strangerKey, `/v1/products?cursor=${nextCursor}`)).status).toBe(400);
  });
});
