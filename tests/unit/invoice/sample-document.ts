import { assert } from '../../../runtime/src/core/assert.ts';
import { computeTotals } from '../../../runtime/src/core/invoice/compute-totals.ts';
import type {
  DocumentLine,
  InvoiceDocument,
  TaxCategory,
} from '../../../runtime/src/core/invoice/document.ts';
import { parseTerms, termsText } from '../../../runtime/src/core/invoice/terms.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { decimalToText } from '../../../runtime/src/core/money/decimal-to-text.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import type { RoundingMode } from '../../../runtime/src/core/money/rounding.ts';
import { currencyOf } from '../money/currency-of.ts';

/** A line of a sample, in the texts of the boundary. */
export type SampleLine = {
  quantity: string;
  unitPrice: string;
  taxCategory?: TaxCategory;
  taxRatePercent?: string;
  discountPercent?: string;
  discountAmountMinor?: bigint;
};

/** A valid American draft of the given lines, all totals computed. */
export function sampleDocument(
  lines: SampleLine[] = [{ quantity: '10', unitPrice: '150.00' }],
  { currency = 'USD', rounding = 'half_up' }: { currency?: string; rounding?: RoundingMode } = {},
): InvoiceDocument {
  const computed = computeTotals({
    currency: currencyOf(currency),
    rounding,
    lines: lines.map((line) => ({
      quantity: decimalOf(line.quantity),
      unitPrice: decimalOf(line.unitPrice),
      ...(line.discountPercent === undefined ? {} : { discountPercent: decimalOf(line.discountPercent) }),
      ...(line.discountAmountMinor === undefined ? {} : { discountAmountMinor: line.discountAmountMinor }),
      taxCategory: line.taxCategory ?? 'S',
      taxRatePercent: decimalOf(line.taxRatePercent ?? '10'),
    })),
  });
  const { totals } = computed;
  const terms = parseTerms('net:30');
  assert(terms.ok, 'net:30 is readable');
  return {
    id: 'inv_0000000001',
    type: 'invoice',
    status: 'draft',
    number: null,
    entityId: 'ent_0000000001',
    customerId: 'cus_0000000001',
    dealId: 'dea_0000000001',
    locale: 'en',
    currency,
    issueDate: null,
    dueDate: null,
    supplyDate: '2026-11-20',
    terms: { code: 'net:30', text: termsText(terms.value, 'en') },
    seller: { name: 'Seikyu Inc.', taxId: 'T7000012050002', email: 'billing@seller.example' },
    buyer: {
      name: 'Acme Corp.',
      address: { line1: '1 Market Street', city: 'San Francisco', postalCode: '94105', country: 'US' },
    },
    recipients: [{ role: 'bill_to', name: 'Ann', email: 'ann@acme.example', locale: 'en' }],
    paymentInstructions: { bankName: 'First Bank', accountNumber: '000123', accountName: 'Seikyu Inc.' },
    purchaseOrder: 'PO-7',
    notes: ['Thank you.'],
    lines: computed.lines.map((line, index): DocumentLine => {
      const input = lines[index];
      assert(input !== undefined, 'a computed line has its input');
      const hasDiscount = line.discount.amountMinor !== 0n;
      return {
        position: index + 1,
        sku: `SKU-${index + 1}`,
        name: `Item ${index + 1}`,
        description: 'As agreed',
        quantity: input.quantity,
        unit: 'C62',
        unitPrice: input.unitPrice,
        ...(hasDiscount
          ? {
              discount: {
                ...(input.discountPercent === undefined ? {} : { percent: input.discountPercent }),
                amount: moneyToText(line.discount),
                reason: 'Agreed in the deal',
              },
            }
          : {}),
        netAmount: moneyToText(line.net),
        taxCategory: line.taxCategory,
        taxRatePercent: decimalToText(line.taxRatePercent),
        productId: 'prd_0000000001',
        productVersionId: 'prv_0000000001',
        source: {
          system: 'hubspot',
          connectionId: 'con_0000000001',
          object: 'line_item',
          externalId: String(index + 1),
          recordId: 'rec_0000000001',
          kind: 'deal_line',
        },
      };
    }),
    taxRows: computed.taxRows.map((row) => ({
      category: row.category,
      ratePercent: decimalToText(row.ratePercent),
      base: moneyToText(row.base),
      tax: moneyToText(row.tax),
    })),
    totals: {
      lineNet: moneyToText(totals.lineNet),
      taxExclusive: moneyToText(totals.taxExclusive),
      tax: moneyToText(totals.tax),
      taxInclusive: moneyToText(totals.taxInclusive),
      prepaid: moneyToText(totals.prepaid),
      payable: moneyToText(totals.payable),
    },
  };
}
