import type { InvoiceDocument } from '../../../../runtime/src/core/invoice/document.ts';
import type { RoundingMode } from '../../../../runtime/src/core/money/rounding.ts';
import { sampleDocument } from '../../invoice/sample-document.ts';

/** A line of an invoice that is to be credited; the discount in minor units. */
export type BilledLine = { quantity: string; unitPrice: string; discountMinor?: bigint; ratePercent: string };

/** An issued invoice of plain lines, its amounts as the product computes them. */
export function makeInvoice(
  lines: readonly BilledLine[],
  currency: string,
  rounding: RoundingMode = 'half_up',
): InvoiceDocument {
  const sample = sampleDocument(
    lines.map(({ quantity, unitPrice, discountMinor, ratePercent }) => ({
      quantity,
      unitPrice,
      ...(discountMinor === undefined ? {} : { discountAmountMinor: discountMinor }),
      taxRatePercent: ratePercent,
      taxCategory: ratePercent === '0' ? ('Z' as const) : ('S' as const),
    })),
    { currency, rounding },
  );
  return {
    ...sample,
    status: 'issued',
    number: 'INV-2026-0001',
    issueDate: '2026-10-01',
    dueDate: '2026-10-31',
  };
}
