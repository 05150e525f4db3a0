import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, numberCounters } from '../../../runtime/src/db/schema/index.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { renderInvoice } from '../../../runtime/src/flow/issue/render-invoice.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let owner: postgres.Sql;

beforeAll(async () => {
  loop = await createLoop();
  owner = postgres(loop.hub.databaseUrl, { max: 1, onnotice: () => undefined });
  await owner`update entities set is_auto_issue = false`;
});

afterAll(async () => {
  await owner.end();
  await loop.hub.close();
});

async function approvedInvoices(prefix: string, count: number): Promise<string[]> {
  for (let index = 0; index < count; index += 1) {
    await loop.tellOf({ id: `${prefix}${index}`, lines: [{ id: `${prefix}-line-${index}`, sku: 'API-P' }] });
  }
  await loop.hub.drain();
  const approved = (await loop.invoices()).filter((invoice) => invoice.documentStatus === 'approved');
  expect(approved).toHaveLength(count);
  return approved.map((invoice) => invoice.id);
}

const issue = (invoiceId: string) =>
  issueInvoice({ ctx: loop.hub.system(loop.organization.id), input: { invoiceId } });

test('numbers are dense and begin where the series begins, whoever issues at once', async () => {
  const ids = await approvedInvoices('a', 8);
  const issued = await Promise.all(ids.map(issue));
  expect(issued.map((invoice) => invoice.number).sort()).toEqual(
    Array.from({ length: 8 }, (_, index) => `INV-2026-${String(42 + index).padStart(4, '0')}`),
  );
});

test('issuing twice at once gives one number', async () => {
  const [invoiceId = ''] = await approvedInvoices('b', 1);
  const issued = await Promise.all([issue(invoiceId), issue(invoiceId)]);
  expect(new Set(issued.map((invoice) => invoice.number)).size).toBe(1);
  expect(issued.filter((invoice) => invoice.isNew)).toHaveLength(1);
});

test('an issue that fails gives its number back', async () => {
  const [invoiceId = ''] = await approvedInvoices('c', 1);
  await owner`update invoices set terms_code = 'net:nonsense' where id = ${invoiceId}`;
  await expect(issue(invoiceId)).rejects.toThrow();
  await owner`update invoices set terms_code = 'net:30' where id = ${invoiceId}`;
  const { number } = await issue(invoiceId);
  const [counter] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(numberCounters),
  );
  expect(number).toBe(`INV-2026-00${counter?.lastValue}`);
  const numbers = (await loop.invoices()).flatMap((invoice) =>
    invoice.number === null ? [] : [invoice.number],
  );
  expect(numbers.length).toBe(Number((counter?.lastValue ?? 0n) - (counter?.firstValue ?? 0n) + 1n));
});

test('the issue date is the calendar date in the zone of the entity', async () => {
  loop.hub.clock.set('2026-12-01T06:30:00.000Z');
  const [invoiceId = ''] = await approvedInvoices('d', 1);
  await issue(invoiceId);
  const invoice = (await loop.invoices()).find((row) => row.id === invoiceId);
  expect(invoice).toMatchObject({ issueDate: '2026-11-30', dueDate: '2026-12-30' });
});

test('a new year counts from one, whatever number the series took over at its start', async () => {
  loop.hub.clock.set('2027-01-05T12:00:00.000Z');
  const [invoiceId = ''] = await approvedInvoices('e', 1);
  expect((await issue(invoiceId)).number).toBe('INV-2027-0001');
});

test('an issued invoice is frozen in the database itself', async () => {
  const [invoice] = (await loop.invoices()).filter((row) => row.number !== null);
  const id = invoice?.id ?? '';
  await expect(
    owner`update invoices set payable_minor = 1, tax_inclusive_minor = 1, tax_exclusive_minor = 1 where id = ${id}`,
  ).rejects.toThrow(/never edited/);
  await expect(owner`update invoices set number = 'INV-2026-9999' where id = ${id}`).rejects.toThrow(
    /never edited/,
  );
  await expect(owner`update invoice_lines set net_minor = 1 where invoice_id = ${id}`).rejects.toThrow(
    /never edited/,
  );
  await expect(owner`delete from invoice_tax_rows where invoice_id = ${id}`).rejects.toThrow(/never edited/);
  await expect(owner`delete from invoices where id = ${id}`).rejects.toThrow(/never deleted|never edited/);
});

test('a line cannot be moved off an issued invoice, nor onto one', async () => {
  const issued = (await loop.invoices()).find((row) => row.number !== null)?.id ?? '';
  const [draft = ''] = await approvedInvoices('move', 1);
  await expect(
    owner`update invoice_lines set invoice_id = ${draft}, position = 9 where invoice_id = ${issued}`,
  ).rejects.toThrow(/never edited/);
  await expect(
    owner`update invoice_lines set invoice_id = ${issued}, position = 9 where invoice_id = ${draft}`,
  ).rejects.toThrow(/never edited/);
  await issue(draft);
});

test('versions of templates, rule sets and mappings are never edited, only their status', async () => {
  await expect(owner`update templates set source = 'forged'`).rejects.toThrow(/never edited/);
  await expect(owner`update rule_sets set definition = '{}'`).rejects.toThrow(/never edited/);
  await expect(owner`update mapping_versions set script = 'forged'`).rejects.toThrow(/never edited/);
});

test('the document is rendered once and its bytes are kept with their hash', async () => {
  const [invoice] = (await loop.invoices()).filter((row) => row.number !== null);
  const input = { invoiceId: invoice?.id ?? '' };
  const ctx = loop.hub.system(loop.organization.id);
  await Promise.all([renderInvoice({ ctx, input }), renderInvoice({ ctx, input })]);
  await renderInvoice({ ctx, input });
  const stored = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(documents).where(eq(documents.invoiceId, input.invoiceId)),
  );
  expect(stored.map((document) => document.kind).sort()).toEqual(['json', 'pdf']);
  for (const document of stored) {
    expect(createHash('sha256').update(document.bytes).digest('hex')).toBe(document.sha256);
  }
});
