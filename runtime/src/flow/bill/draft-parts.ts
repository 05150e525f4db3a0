import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { DraftLine } from '../../core/billing/draft-line.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoiceTaxRows } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import type { LineRow, TaxRowRow } from '../load-document.ts';

/** The rows of a draft's lines, by position, and of its tax. */
export type DraftParts = { lines: LineRow[]; taxRows: TaxRowRow[] };

/** The rows that a draft's lines and taxes are stored as. */
export const toDraftParts = (
  organizationId: string,
  invoiceId: string,
  { lines, taxRows }: DraftContent,
): DraftParts => ({
  lines: lines.map(({ line, computed }, index) => ({
    organizationId,
    invoiceId,
    position: index + 1,
    productId: line.productId || null,
    productVersionId: line.productVersionId || null,
    sku: line.sku,
    name: line.name,
    description: line.description,
    quantity: decimalToText(line.amounts.quantity),
    unit: line.unit,
    unitPrice: decimalToText(line.amounts.unitPrice),
    listPrice: line.listPrice === null ? null : decimalToText(line.listPrice),
    discountPercent:
      line.amounts.discountPercent === undefined ? null : decimalToText(line.amounts.discountPercent),
    discountMinor: computed.discount.amountMinor,
    discountReason: line.discountReason,
    netMinor: computed.net.amountMinor,
    taxCategory: line.amounts.taxCategory,
    taxRatePercent: decimalToText(line.amounts.taxRatePercent),
    extras: line.extras ?? {},
    source: line.source,
    sourceKey: sourceKeyOf(line),
    contractId: line.charge?.contractId ?? null,
    chargeKey: line.charge?.key ?? null,
    charge: line.charge?.charge ?? null,
    units: line.units === undefined ? null : decimalToText(line.units),
  })),
  taxRows: taxRows.map((row) => ({
    organizationId,
    invoiceId,
    category: row.category,
    ratePercent: decimalToText(row.ratePercent),
    baseMinor: row.base.amountMinor,
    taxMinor: row.tax.amountMinor,
    extras: row.extras ?? {},
  })),
});

/** Writes the lines and tax rows of drafts that have none yet, whose rows of `invoices` were sent before. */
export async function writeDraftParts(tx: Tx, parts: readonly DraftParts[]): Promise<void> {
  await Promise.all([
    writeMany(
      tx,
      invoiceLines,
      parts.flatMap(({ lines }) => lines),
    ),
    writeMany(
      tx,
      invoiceTaxRows,
      parts.flatMap(({ taxRows }) => taxRows),
    ),
  ]);
}

/**
 * What no two live lines may share: the record that a line bills, and of a contract the charge. A line that gives back
 * bills nothing. What a charge later
 * differed by may be on several lines; that nothing is booked twice there is the contract's lock and what is booked.
 */
export function sourceKeyOf({ source, charge, extras }: DraftLine): string | null {
  if (extras?.credits !== undefined) return null;
  if (charge === null) return `${source.system}/${source.connectionId}/${source.object}/${source.externalId}`;
  return charge.charge.books === 'full' ? `contract/${charge.contractId}/${charge.key}` : null;
}
