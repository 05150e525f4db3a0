import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoiceBalances } from '../../db/schema/index.ts';

/** What is still to be paid on an invoice, in minor units. */
export async function loadBalance(tx: Tx, invoiceId: string): Promise<bigint> {
  const [row] = await tx
    .select({ balanceMinor: invoiceBalances.balanceMinor })
    .from(invoiceBalances)
    .where(eq(invoiceBalances.invoiceId, invoiceId));
  return row?.balanceMinor ?? 0n;
}
