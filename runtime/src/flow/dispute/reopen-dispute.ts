import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { bookDispute } from './book-dispute.ts';
import { findAcceptedReissue } from './find-accepted-reissue.ts';

/**
 * Opens a dispute again that was accepted by a void which a ledger refused; nothing where the void had another cause. The
 * acceptance stays what was decided; what it promised did not come, so the same dispute is open as a new one: it is not
 * collected, is among the exceptions, and is decided anew, with a credit note perhaps.
 */
export async function reopenDispute(tx: Tx, ctx: Ctx, invoice: InvoiceRow, because: string): Promise<void> {
  const accepted = await findAcceptedReissue(tx, invoice.id);
  if (accepted === undefined) return;
  const { id, cause, positions, amountMinor, reason } = accepted;
  await bookDispute(tx, ctx, {
    invoice,
    cause,
    positions,
    amountMinor,
    reason,
    reopens: { disputeId: id, because },
  });
}
