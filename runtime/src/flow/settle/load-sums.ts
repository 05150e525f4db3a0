import { eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { SettleInput } from '../../core/settlement/settle.ts';
import { sumLedger } from '../../core/settlement/sum-ledger.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, invoices } from '../../db/schema/index.ts';

/** What an invoice is settled with so far, in minor units of its currency: its ledger, added up. */
export async function loadSums(tx: Tx, invoiceId: string): Promise<SettleInput> {
  const [invoice] = await tx
    .select({ payableMinor: invoices.payableMinor })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  assert(invoice !== undefined, 'an invoice that was just read is still there');
  const entries = await tx
    .select({
      paymentId: allocations.paymentId,
      creditNoteId: allocations.creditNoteId,
      writeOffId: allocations.writeOffId,
      amountMinor: allocations.amountMinor,
    })
    .from(allocations)
    .where(eq(allocations.invoiceId, invoiceId));
  return sumLedger(invoice.payableMinor, entries);
}
