import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { mirrorDocument } from '../../core/invoice/mirror-document.ts';
import { ledgerLine } from '../../core/sync/ledger-line.ts';
import type { SyncFields } from '../ports.ts';

/** A part of a credit note that is set off in a ledger, by the invoice's id there. */
export type LedgerAllocation = { invoiceId: string; amount: string };

/**
 * What an accounting system is to hold of an issued credit note, in canonical field names. A ledger states what is given
 * back above zero, ours is below. Its tax is told per rate: it is no rounding of its own base where earlier credit notes
 * took a part.
 */
export function creditNoteFields(
  document: InvoiceDocument,
  allocations: readonly LedgerAllocation[],
): SyncFields {
  const given = mirrorDocument(document);
  const taxes = given.taxRows.map((row) => ({ taxType: `${row.category}:${row.ratePercent}`, tax: row.tax }));
  return {
    number: given.number,
    issueDate: given.issueDate,
    currency: given.currency,
    reference: given.precedingInvoices?.[0]?.number ?? null,
    lines: given.lines.map((line) => ({
      sku: line.sku,
      description: line.name,
      ...ledgerLine(line),
      netAmount: line.netAmount,
      taxType: `${line.taxCategory}:${line.taxRatePercent}`,
    })),
    net: given.totals.taxExclusive,
    taxes: taxes.toSorted((one, other) => (one.taxType < other.taxType ? -1 : 1)),
    tax: given.totals.tax,
    total: given.totals.taxInclusive,
    allocations: allocations.map(({ invoiceId, amount }) => ({ invoiceId, amount })),
  };
}
