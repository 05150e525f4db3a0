import { eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentHash } from '../../../runtime/src/core/invoice/content-hash.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { auditEntries, contracts, invoiceEvents, invoices } from '../../../runtime/src/db/schema/index.ts';
import { billPart } from '../../../runtime/src/flow/contracts/bill-part.ts';
import { loadDocument } from '../../../runtime/src/flow/load-document.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from './contract-loop.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-03-01');
  await loop.push('customer', CUSTOMER);
});
afterAll(() => loop.hub.close());

const subscribe = (id: string, more: JsonObject = {}): Promise<void> =>
  loop.push('contract', {
    id,
    title: id,
    currency: 'USD',
    customer_id: 'c-1',
    starts_on: '2026-04-01',
    revisions: [
      {
        effectiveOn: '2026-04-01',
        plan: {
          form: 'subscription',
          interval: { unit: 'month', count: 1 },
          proration: { basis: 'day', interval: 'half_open' },
          items: [{ kind: 'recurring', key: 'api', sku: 'API-P', quantity: '1', timing: 'in_advance' }],
        },
      },
    ],
    ...more,
  });

const idsOf = (...titles: string[]): Promise<string[]> =>
  Promise.all(titles.map(async (title) => (await loop.contract(title)).id));

const within: ContractLoop['hub']['database']['inOrganization'] = (organizationId, work) =>
  loop.hub.database.inOrganization(organizationId, work);

test('contracts of one part are each billed once, each invoice with its own audit entry, event and hash of what is stored', async () => {
  for (const title of ['One', 'Two', 'Three']) await subscribe(title);
  await loop.runOn('2026-04-01');
  await loop.runOn('2026-04-01');
  for (const title of ['One', 'Two', 'Three']) {
    expect(await loop.bills(title)).toMatchObject([{ on: '2026-04-01', isIssued: true, net: '2400.00' }]);
  }
  const all = await within(loop.organization.id, (tx) => tx.select().from(invoices));
  expect(all).toHaveLength(3);
  for (const invoice of all) {
    const [audits, events, document] = await within(
      loop.organization.id,
      async (tx) =>
        [
          await tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoice.id)),
          await tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, invoice.id)),
          await loadDocument(tx, invoice.id),
        ] as const,
    );
    expect(audits.filter(({ action }) => action === 'invoice.create')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'invoice.created').map(({ sequence }) => sequence)).toEqual([
      1,
    ]);
    expect(contentHash(document)).toBe(invoice.contentHash);
  }
});

test('one that cannot be billed holds no other of its part up, and its failure is its own', async () => {
  await subscribe('Fine');
  await subscribe('Broken', { customer_id: 'nobody' });
  await loop.runOn('2026-04-02');
  const contractIds = await idsOf('Fine', 'Broken');
  await within(loop.organization.id, (tx) => tx.update(contracts).set({ nextRunOn: '2026-04-02' }));
  await billPart({ ctx: loop.hub.system(loop.organization.id), input: { contractIds } });
  await loop.hub.drain();
  expect(await loop.bills('Fine')).toMatchObject([{ on: '2026-04-01', net: '2400.00' }]);
  expect(await loop.bills('Broken')).toEqual([]);
});

test('a part whose process ends before it is done has booked nothing, and the next books all of it once', async () => {
  for (const title of ['Four', 'Five']) await subscribe(title, { starts_on: '2026-05-01' });
  loop.hub.clock.advance(30 * 24 * 60 * 60 * 1_000);
  const contractIds = await idsOf('Four', 'Five');
  const ctx = loop.hub.system(loop.organization.id);
  const dying = { ...ctx.deps.jobs, enqueue: () => Promise.reject(new Error('the process ends')) };
  const before = await loop.invoices();
  await expect(
    billPart({ ctx: { ...ctx, deps: { ...ctx.deps, jobs: dying } }, input: { contractIds } }),
  ).rejects.toThrow('the process ends');
  expect(await loop.invoices()).toEqual(before);
  await billPart({ ctx, input: { contractIds } });
  await billPart({ ctx, input: { contractIds } });
  await loop.hub.drain();
  const numbered = await within(loop.organization.id, (tx) =>
    tx.select().from(invoices).where(isNotNull(invoices.billedOn)),
  );
  expect(numbered.filter(({ billedOn }) => billedOn === '2026-05-01').length).toBeGreaterThanOrEqual(2);
  for (const title of ['Four', 'Five']) {
    expect(await loop.bills(title)).toMatchObject([{ on: '2026-05-01', net: '2400.00' }]);
  }
});
