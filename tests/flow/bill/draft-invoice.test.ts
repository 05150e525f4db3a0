import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditEntries, deadLetters, invoiceEvents } from '../../../runtime/src/db/schema/index.ts';
import { loadDocument } from '../../../runtime/src/flow/load-document.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { CARD_LINES } from '../../support/sample-records.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

const documentOf = (dealTitle: string) =>
  loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
    for (const invoice of await loop.invoices()) {
      const document = await loadDocument(tx, invoice.id);
      if (document.lines.some((line) => line.source?.externalId.startsWith(dealTitle))) return document;
    }
    throw new Error(`no invoice for ${dealTitle}`);
  });

describe('a won deal of three products', () => {
  test('becomes one invoice of 17,900.00 USD from the product master, with recipient, terms and tax per rate', async () => {
    await loop.tellOf({ id: '1', lines: CARD_LINES.map((line) => ({ ...line, id: `card-${line.id}` })) });
    await loop.hub.drain();
    const document = await documentOf('card');
    expect(document.lines.map((line) => [line.name, line.netAmount])).toEqual([
      ['Platform License (Annual)', '12000.00'],
      ['Onboarding & Setup', '3500.00'],
      ['API Access (Premium)', '2400.00'],
    ]);
    expect(document.totals).toMatchObject({ lineNet: '17900.00', tax: '0.00', payable: '17900.00' });
    expect(document.taxRows).toEqual([{ category: 'E', ratePercent: '0', base: '17900.00', tax: '0.00' }]);
    expect(document.recipients).toEqual([
      { role: 'bill_to', name: 'Dana Whitfield', email: 'ap@northwind.example', locale: 'en' },
    ]);
    expect(document.terms.code).toBe('net:30');
    expect(document.supplyDate).toBe('2026-11-20');
    expect(document.lines.every((line) => line.source?.recordId.startsWith('rec_'))).toBe(true);
  });

  test('told again, unchanged, makes nothing again', async () => {
    const before = await loop.invoices();
    await loop.tellOf({ id: '1', lines: CARD_LINES.map((line) => ({ ...line, id: `card-${line.id}` })) });
    await loop.hub.drain();
    expect(await loop.invoices()).toEqual(before);
  });

  test('changed after issue leaves the invoice as it is and puts the change on record', async () => {
    const [before] = await loop.invoices();
    await loop.tellOf({ id: '1', lines: [{ id: 'card-l1', sku: 'PLAT-Y', quantity: '9' }] });
    await loop.hub.drain();
    const [after] = await loop.invoices();
    expect(after).toEqual(before);
    const entries = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.action, 'deal.changed_after_issue')),
    );
    expect(entries).toHaveLength(1);
  });
});

test('a Japanese deal is taxed per rate, rounded down once per rate, by the Japanese entity', async () => {
  await loop.tellOf({
    id: '2',
    currency: 'JPY',
    lines: [
      { id: 'jp-1', sku: 'PLAT-Y' },
      { id: 'jp-2', sku: 'ONBOARD' },
      { id: 'jp-3', sku: 'TEA-BOX', quantity: '13' },
    ],
  });
  await loop.hub.drain();
  const document = await documentOf('jp');
  expect(document.entityId).toBe(loop.organization.jpEntityId);
  expect(document.locale).toBe('ja');
  expect(document.taxRows).toEqual([
    { category: 'S', ratePercent: '10', base: '2320000', tax: '232000' },
    { category: 'AA', ratePercent: '8', base: '16055', tax: '1284' },
  ]);
  expect(document.totals.payable).toBe('2569339');
  expect(document.seller.taxId).toBe('T7000012050002');
});

test('the author of a generated draft is the person who owns the deal', async () => {
  const [invoice] = await loop.invoices();
  expect(invoice?.createdBy).toEqual(loop.organization.author.actor);
});

test('a product that the master does not hold makes a dead letter that names the line, and no invoice', async () => {
  const before = await loop.invoices();
  await loop.tellOf({ id: '3', lines: [{ id: 'x-1', sku: 'UNKNOWN' }] });
  await loop.hub.drain();
  expect(await loop.invoices()).toHaveLength(before.length);
  const [letter] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'billing.product_unknown')),
  );
  expect(letter).toMatchObject({ state: 'dead', queue: 'draft', attemptCount: 1 });
  expect(letter?.errors).toEqual([
    { pointer: '/lines/x-1', code: 'billing.product_unknown', detail: expect.stringContaining('"UNKNOWN"') },
  ]);
});

test('a deal that is not won makes no invoice', async () => {
  const before = await loop.invoices();
  await loop.tellOf({ id: '4', stage: 'presentationscheduled', lines: [{ id: 'open-1', sku: 'PLAT-Y' }] });
  await loop.hub.drain();
  expect(await loop.invoices()).toHaveLength(before.length);
});

test('a deal that changes while its invoice waits for approval is recomputed and asked again', async () => {
  await loop.tellOf({ id: '5', lines: [{ id: 'd5', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
  const waiting = (await loop.invoices()).at(-1);
  expect(waiting).toMatchObject({ documentStatus: 'pending_approval', payableMinor: 1_020_000n });
  await loop.tellOf({ id: '5', lines: [{ id: 'd5', sku: 'PLAT-Y', discountPercent: '5' }] });
  await loop.hub.drain();
  const changed = (await loop.invoices()).at(-1);
  expect(changed).toMatchObject({ id: waiting?.id, documentStatus: 'issued', payableMinor: 1_140_000n });
  const events = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select({ type: invoiceEvents.type })
      .from(invoiceEvents)
      .where(eq(invoiceEvents.invoiceId, waiting?.id ?? ''))
      .orderBy(invoiceEvents.sequence),
  );
  expect(events.map((event) => event.type).slice(0, 5)).toEqual([
    'invoice.created',
    'invoice.submitted',
    'invoice.regenerated',
    'invoice.approved',
    'invoice.issued',
  ]);
});
