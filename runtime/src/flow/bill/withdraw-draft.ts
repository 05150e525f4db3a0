import { eq } from 'drizzle-orm';
import type { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { cancelOpenRequests } from './cancel-open-requests.ts';

/** What no computed draft has: the next one that can be computed is written and submitted, also when it is the same. */
const NO_SOURCE_HASH = '';

/**
 * Takes an invoice back to draft because its deal cannot be billed as it is now; a request or an approval of the old
 * content is void.
 */
export async function withdrawDraft(tx: Tx, ctx: Ctx, invoice: InvoiceRow, cause: AppError): Promise<void> {
  const set = { sourceHash: NO_SOURCE_HASH, submittedAt: null, approvedAt: null };
  if (invoice.documentStatus === 'draft') {
    // Every try of the deal comes here; only the first of them changes anything.
    if (invoice.sourceHash === NO_SOURCE_HASH) return;
    await tx.update(invoices).set(set).where(eq(invoices.id, invoice.id));
    await recordAudit(tx, ctx, {
      action: 'invoice.source_refused',
      objectKind: 'invoice',
      objectId: invoice.id,
      after: { code: cause.code },
      reason: cause.detail,
    });
    return;
  }
  await transitionInvoice(tx, ctx, {
    invoice,
    event: 'withdraw',
    set,
    data: { code: cause.code },
    reason: cause.detail,
  });
  await cancelOpenRequests(tx, ctx, invoice.id);
}
