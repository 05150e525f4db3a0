import { expect, test } from 'vitest';
import { editFrame } from '../../../runtime/src/core/approvals/tolerance/edit-frame.ts';
import type { DocumentLine, InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { sampleDocument } from '../invoice/sample-document.ts';

const document = sampleDocument();
const [line] = document.lines;
const withLine = (change: Partial<DocumentLine>): Partial<InvoiceDocument> => ({
  lines: line === undefined ? [] : [{ ...line, ...change }],
});
const hashOf = (change: Partial<InvoiceDocument>): string => editFrame({ ...document, ...change }).hash;

test.each<[string, Partial<InvoiceDocument>]>([
  ['the text of a line', withLine({ name: 'Another text', description: 'More of it.' })],
  ['quantity, price and amount of a line', withLine({ quantity: '9', unitPrice: '1.00', netAmount: '9.00' })],
  ['the totals', { totals: { ...document.totals, payable: '1.00', taxInclusive: '1.00' } }],
  ['number and status, which no approval is bound to', { number: 'INV-1', status: 'approved' }],
])('%s can be within a tolerance', (_what, change) => {
  expect(hashOf(change)).toBe(editFrame(document).hash);
});

test.each<[string, Partial<InvoiceDocument>]>([
  ['the buyer', { buyer: { ...document.buyer, name: 'Other' } }],
  ['the customer', { customerId: 'cus_0000000002' }],
  ['whom it is sent to', { recipients: [] }],
  ['the currency', { currency: 'EUR' }],
  ['the bank account', { paymentInstructions: { bankName: 'B', accountNumber: '1', accountName: 'A' } }],
  ['the terms', { terms: { code: 'net:60', text: 'Net 60 days' } }],
  ['the kind of document', { type: 'credit_note' }],
  ['the tax category of a line', withLine({ taxCategory: 'E' })],
  ['the tax rate of a line', withLine({ taxRatePercent: '8' })],
  ['the product of a line', withLine({ sku: 'OTHER', productId: 'prd_other' })],
  ['how many lines there are', { lines: [] }],
  ['the tax rows, but for their amounts', { taxRows: [] }],
  ['what was paid in advance', { totals: { ...document.totals, prepaid: '5.00' } }],
])('%s is never within a tolerance', (_what, change) => {
  expect(hashOf(change)).not.toBe(editFrame(document).hash);
});
