import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoiceBalances } from '../../db/schema/index.ts';

/** The money that is applied to an invoice, in minor units. */
export async function loadCash(tx: Tx, invoiceId: string): Promise<bigint> {
  const [row] = await tx
    .select({ cashMinor: invoiceBalances.cashMinor })
    .from(invoiceBalances)
    .where(eq(invoiceBalances.invoiceId, invoiceId));
  return row?.cashMinor ?? 0n;
}
