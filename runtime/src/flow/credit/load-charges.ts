import { eq } from 'drizzle-orm';
import type { ChargesByPosition } from '../../core/billing/credit/credit-to-draft.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';

/** What the lines of an invoice bill of its contract, by position. */
export async function loadCharges(tx: Tx, invoiceId: string): Promise<ChargesByPosition> {
  const rows = await tx
    .select({
      position: invoiceLines.position,
      contractId: invoiceLines.contractId,
      key: invoiceLines.chargeKey,
      charge: invoiceLines.charge,
    })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId));
  return new Map(
    rows.flatMap(({ position, contractId, key, charge }) =>
      contractId === null || key === null || charge === null ? [] : [[position, { contractId, key, charge }]],
    ),
  );
}
