import type { DocumentLine, InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { invoiceToFacts } from '../../../runtime/src/core/rules/invoice-to-facts.ts';
import type { RuleFacts } from '../../../runtime/src/core/rules/rule-facts.ts';

/** One line: 12 × 225.00 USD without a discount, unless said otherwise. */
export function sampleLine(over: Partial<DocumentLine> = {}): DocumentLine {
  return {
    position: 1,
    sku: 'API-PREMIUM',
    name: 'API Access (Premium)',
    quantity: '12',
    unit: 'C62',
    unitPrice: '225.00',
    netAmount: '2700.00',
    taxCategory: 'S',
    taxRatePercent: '8.875',
    productId: 'prd_00000001',
    productVersionId: 'prv_00000001',
    ...over,
  };
}

/** An invoice of 2,700.00 USD without tax, unless said otherwise. */
export function sampleInvoice(over: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    id: 'inv_00000001',
    type: 'invoice',
    status: 'draft',
    number: null,
    entityId: 'ent_00000001',
    customerId: 'cus_00000001',
    dealId: null,
    locale: 'en',
    currency: 'USD',
    issueDate: null,
    dueDate: null,
    supplyDate: '2026-11-01',
    terms: { code: 'net:30', text: 'Net 30 days' },
    seller: { name: 'Seller' },
    buyer: { name: 'Buyer' },
    recipients: [],
    notes: [],
    lines: [sampleLine()],
    taxRows: [],
    totals: totalOf('2700.00'),
    ...over,
  };
}

/** Totals of an untaxed amount. */
export function totalOf(amount: string): InvoiceDocument['totals'] {
  return {
    lineNet: amount,
    taxExclusive: amount,
    tax: '0',
    taxInclusive: amount,
    prepaid: '0',
    payable: amount,
  };
}

/** The facts of a sample invoice of an old customer, each line of which costs 1,080.00, of an entity whose own currency it is unless said otherwise. */
export function sampleFacts(
  over: Partial<InvoiceDocument> = {},
  base: { currency: string; rate: string | null } = { currency: over.currency ?? 'USD', rate: '1' },
): RuleFacts {
  const now = '2026-11-24T09:00:00.000Z';
  const known = { isNewCustomer: false, hasBuyerMismatch: false, defaultTerms: 'net:30' };
  const invoice = sampleInvoice(over);
  const costs = new Map(invoice.lines.map(({ position }) => [position, { units: '12', unitCost: '90' }]));
  return invoiceToFacts(invoice, { ...known, now, base, costs });
}
