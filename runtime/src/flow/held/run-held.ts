import { assertNever } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { makeVersion } from '../correct/make-version.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { applyPaymentRefund } from '../settle/apply-payment-refund.ts';
import { applyRefund } from '../settle/apply-refund.ts';
import { beginVoid } from '../void/begin-void.ts';
import { settleWriteOff } from '../write-off/settle-write-off.ts';
import { actFor } from './act-for.ts';
import type { HeldAsk } from './held-ask.ts';

/** The request whose last step was approved. */
type Approved = { invoice: InvoiceRow; ask: HeldAsk; requestedBy: InvoiceRow['createdBy'] };

/**
 * Runs a command that was held, once and as it was asked, in the name of who asked: they must be allowed to still. What
 * stands in its way by now is thrown, and then it is not approved either. A write-off is approved by whoever decides.
 */
export async function runHeld(tx: Tx, ctx: Ctx, { invoice, ask, requestedBy }: Approved): Promise<void> {
  const asker = await actFor(tx, ctx, requestedBy);
  const invoiceId = invoice.id;
  switch (ask.command) {
    case 'refund':
      await refund(tx, asker, ask.input, invoiceId);
      return;
    case 'void':
      await beginVoid(tx, asker, { ...ask.input, invoiceId });
      return;
    case 'correct':
      await makeVersion(tx, asker, { ...ask.input, invoiceId });
      return;
    case 'write_off':
      await settleWriteOff(tx, ctx, { invoiceId, decision: 'approved' });
      return;
    default:
      assertNever(ask);
  }
}

type RefundAsk = Extract<HeldAsk, { command: 'refund' }>['input'];

const refund = (
  tx: Tx,
  asker: Ctx,
  { paymentId, ...input }: RefundAsk,
  invoiceId: string,
): Promise<unknown> =>
  paymentId === undefined
    ? applyRefund(tx, asker, { ...input, invoiceId })
    : applyPaymentRefund(tx, asker, { ...input, paymentId });
