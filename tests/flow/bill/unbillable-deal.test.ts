import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { auditEntries, invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { draftInvoice } from '../../../runtime/src/flow/bill/draft-invoice.ts';
import { type BillLoop, createBillLoop } from './support/create-bill-loop.ts';

const loops: BillLoop[] = [];
let loop: BillLoop;

beforeEach(async () => {
  loop = await createBillLoop();
  loops.push(loop);
});

afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

/** Needs a person, so that its invoice waits. */
const WAITING = { id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y', discountPercent: '15' }] };
const LOST = { ...WAITING, stage: 'closedlost' };
const UNKNOWN = { ...WAITING, lines: [{ id: 'l1', sku: 'UNKNOWN' }] };
const holdIssue = () => loop.setEntity(loop.organization.usEntityId, { isAutoIssue: false });

test('a deal that is no longer won takes its waiting invoice with it, its request and its lines', async () => {
  await loop.sell(WAITING);
  const { id } = await loop.live();
  await loop.sell(LOST);
  const [discarded] = await loop.invoices();
  expect(discarded).toMatchObject({ id, documentStatus: 'discarded', number: null });
  expect(await loop.requestStatesOf(id)).toEqual(['cancelled']);
  expect((await loop.eventsOf(id)).at(-1)).toBe('invoice.discarded');
  const lines = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(invoiceLines),
  );
  expect(lines.map((line) => line.isLive)).toEqual([false]);
  expect(await loop.deadDrafts()).toEqual([]);
});

test('a deal that is no longer won takes its approved invoice with it, and one won again gets a new one', async () => {
  await holdIssue();
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  const { id, documentStatus } = await loop.live();
  expect(documentStatus).toBe('approved');
  await loop.sell({ id: '1', stage: 'closedlost', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  expect((await loop.invoices()).map((invoice) => invoice.documentStatus)).toEqual(['discarded']);
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  const again = await loop.live();
  expect(again).toMatchObject({ documentStatus: 'approved', payableMinor: 1_200_000n });
  expect(again.id).not.toBe(id);
});

test('an issued invoice stays when its deal is no longer won, and the change is on record', async () => {
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  const before = await loop.live();
  await loop.sell({ id: '1', stage: 'closedlost', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  expect(await loop.live()).toEqual(before);
  const entries = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.action, 'deal.changed_after_issue')),
  );
  expect(entries.map((entry) => entry.after)).toMatchObject([{ isWon: false }]);
});

test('a deal that was never won and never invoiced is no failure', async () => {
  await loop.sell(LOST);
  expect(await loop.invoices()).toEqual([]);
  expect(await loop.deadDrafts()).toEqual([]);
});

test('a deal that cannot be billed any more takes its waiting invoice back to draft, and the failure is kept', async () => {
  await loop.sell(WAITING);
  const { id } = await loop.live();
  await loop.sell(UNKNOWN);
  expect(await loop.live()).toMatchObject({ id, documentStatus: 'draft', submittedAt: null });
  expect(await loop.requestStatesOf(id)).toEqual(['cancelled']);
  expect((await loop.eventsOf(id)).at(-1)).toBe('invoice.withdrawn');
  expect(await loop.deadDrafts()).toMatchObject([{ code: 'billing.product_unknown' }]);
});

test('a deal that cannot be billed any more voids the approval of its invoice', async () => {
  await holdIssue();
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }] });
  expect(await loop.live()).toMatchObject({ documentStatus: 'approved' });
  await loop.sell(UNKNOWN);
  expect(await loop.live()).toMatchObject({ documentStatus: 'draft', approvedAt: null });
});

test('a deal that can be billed again as it was is submitted again', async () => {
  await loop.sell(WAITING);
  await loop.sell(UNKNOWN);
  await loop.sell(WAITING);
  const waiting = await loop.live();
  expect(waiting).toMatchObject({ documentStatus: 'pending_approval', payableMinor: 1_020_000n });
  expect(await loop.requestStatesOf(waiting.id)).toEqual(['cancelled', 'open']);
  expect(await loop.deadDrafts()).toEqual([]);
});

test('a second run for an unbillable deal changes nothing and fails the same', async () => {
  await loop.sell(WAITING);
  await loop.sell(UNKNOWN);
  const before = await loop.live();
  const ctx = loop.hub.system(loop.organization.id);
  const again = draftInvoice({ ctx, input: { dealId: before.dealId ?? '' } });
  await expect(again).rejects.toMatchObject({ code: 'billing.product_unknown' });
  expect(await loop.live()).toEqual(before);
});

test('a caller without the permission to edit neither discards nor withdraws', async () => {
  await loop.sell(WAITING);
  const before = await loop.live();
  await loop.tellOf(LOST);
  const ctx = { ...loop.hub.system(loop.organization.id), permissions: new Set(['create'] as const) };
  await loop.hub.drain();
  expect((await loop.invoices())[0]).toMatchObject({ id: before.id, documentStatus: 'discarded' });
  await loop.sell(WAITING);
  const next = await loop.live();
  await loop.setEntity(loop.organization.usEntityId, { currency: 'EUR' });
  const withdraw = draftInvoice({ ctx, input: { dealId: next.dealId ?? '' } });
  await expect(withdraw).rejects.toMatchObject({ code: 'auth.scope_missing' });
  expect(await loop.live()).toEqual(next);
});
