import { eq } from 'drizzle-orm';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoiceTaxRows } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Writes the lines and tax rows of a draft in place of the ones it had. */
export async function replaceLines(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  content: DraftContent,
): Promise<void> {
  const { organizationId } = ctx;
  await tx.delete(invoiceLines).where(eq(invoiceLines.invoiceId, invoiceId));
  await tx.delete(invoiceTaxRows).where(eq(invoiceTaxRows.invoiceId, invoiceId));
  if (content.lines.length > 0) {
    await tx.insert(invoiceLines).values(
      content.lines.map(({ line, computed }, index) => ({
        organizationId,
        invoiceId,
        position: index + 1,
        productId: line.productId,
        productVersionId: line.productVersionId,
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
        source: line.source,
        sourceKey: `${line.source.system}/${line.source.connectionId}/${line.source.object}/${line.source.externalId}`,
      })),
    );
  }
  if (content.taxRows.length > 0) {
    await tx.insert(invoiceTaxRows).values(
      content.taxRows.map((row) => ({
        organizationId,
        invoiceId,
        category: row.category,
        ratePercent: decimalToText(row.ratePercent),
        baseMinor: row.base.amountMinor,
        taxMinor: row.tax.amountMinor,
      })),
    );
  }
}
