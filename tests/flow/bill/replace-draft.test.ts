import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDocument } from '../../../runtime/src/flow/load-document.ts';
import { type BillLoop, createBillLoop } from './support/create-bill-loop.ts';

let loop: BillLoop;

beforeAll(async () => {
  loop = await createBillLoop();
});

afterAll(() => loop.hub.close());

test('a waiting deal that changes its currency is invoiced anew by the other entity, in the other currency', async () => {
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y', discountPercent: '15' }] });
  const dollars = await loop.live();
  expect(dollars).toMatchObject({ currency: 'USD', documentStatus: 'pending_approval' });
  await loop.sell({
    id: '1',
    currency: 'JPY',
    lines: [{ id: 'l1', sku: 'PLAT-Y', discountPercent: '15' }],
  });
  const yen = await loop.live();
  expect(yen).toMatchObject({
    dealId: dollars.dealId,
    entityId: loop.organization.jpEntityId,
    currency: 'JPY',
    lineNetMinor: 1_530_000n,
    documentStatus: 'pending_approval',
  });
  const document = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    loadDocument(tx, yen.id),
  );
  expect(document.seller.taxId).toBe('T7000012050002');
  expect(await loop.requestStatesOf(dollars.id)).toEqual(['cancelled']);
  expect((await loop.eventsOf(dollars.id)).at(-1)).toBe('invoice.discarded');
});

test('told again, the deal keeps the invoice that replaced the first', async () => {
  const before = await loop.invoices();
  await loop.sell({
    id: '1',
    currency: 'JPY',
    lines: [{ id: 'l1', sku: 'PLAT-Y', discountPercent: '15' }],
    properties: { hs_lastmodifieddate: '2026-11-24T03:10:00.000Z' },
  });
  expect(await loop.invoices()).toEqual(before);
});
