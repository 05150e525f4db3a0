import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { SyncFields } from '../ports.ts';

/** What an accounting system is to hold of an invoice, in canonical field names. */
export type AccountingFields = {
  contact: SyncFields;
  items: { productId: string; sku: string; fields: SyncFields }[];
  invoice: SyncFields;
};

/**
 * Reads contact, items and invoice off an issued document. Each product once, whatever number of lines it has; a line of
 * none needs no item.
 */
export function accountingFields(document: InvoiceDocument, dealTitle: string | null): AccountingFields {
  const billTo = document.recipients.find((recipient) => recipient.role === 'bill_to');
  const items = new Map(
    document.lines
      .filter(({ productId }) => productId !== '')
      .map(({ productId, sku, name }) => [productId, { productId, sku, fields: { code: sku, name } }]),
  );
  return {
    contact: {
      name: document.buyer.name,
      email: billTo?.email ?? document.buyer.email ?? null,
      taxNumber: document.buyer.taxId ?? null,
    },
    items: [...items.values()],
    invoice: {
      number: document.number,
      issueDate: document.issueDate,
      dueDate: document.dueDate,
      currency: document.currency,
      reference: document.purchaseOrder ?? dealTitle,
      lines: document.lines.map((line) => ({
        sku: line.sku,
        description: line.name,
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        netAmount: line.netAmount,
        taxType: `${line.taxCategory}:${line.taxRatePercent}`,
      })),
      net: document.totals.taxExclusive,
      tax: document.totals.tax,
      total: document.totals.taxInclusive,
    },
  };
}
