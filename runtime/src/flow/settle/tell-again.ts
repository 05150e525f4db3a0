import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { paymentWord } from '../../core/settlement/payment-state.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { addPaymentVersion } from './add-payment-version.ts';
import type { PaymentRow } from './find-misfit.ts';
import { movePayment } from './move-payment.ts';
import type { RecordedPayment } from './recorded-payments.ts';

/**
 * Takes in what is told again under an external id. Returns true when the payment stands otherwise from now on: it was on
 * its way and is in or failed, or came in after it had failed. What is known already, or comes late, changes nothing. Throws
 * `settlement.external_id_reused` for another payment, and `settlement.not_possible` for the failure of what is in.
 */
export async function tellAgain(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRow,
  told: RecordedPayment,
): Promise<boolean> {
  if (payment.bodyHash === told.columns.bodyHash) return false;
  if (!isOfPayer(payment, told)) throw new AppError('settlement.external_id_reused');
  const word = paymentWord(payment.state, told.columns.state);
  if (word === 'moves' && payment.state !== 'returned') {
    await movePayment(tx, ctx, payment, told.columns);
    await addPaymentVersion(tx, ctx, { paymentId: payment.id, body: told.body });
    return true;
  }
  if (word === 'contradicts') {
    throw new AppError('settlement.not_possible', {
      detail: 'The money of this payment is in: where it went back, note that.',
    });
  }
  const isSameMoney = payment.amountMinor === told.columns.amountMinor;
  if (isSameMoney && (word === 'late' || (await wasOnItsWay(tx, payment.id)))) return false;
  throw new AppError('settlement.external_id_reused');
}

/** How much comes in may differ from what was on its way; whose money it is may not. */
function isOfPayer(payment: PaymentRow, { payer, columns }: RecordedPayment): boolean {
  if (payment.currency !== columns.currency) return false;
  if (payer.invoice !== null) return payment.invoiceNumber === payer.invoice.number;
  return payment.customerId === payer.customerId && payment.entityId === payer.entityId;
}

/** Of one that went through several states each word has another content; of an ordinary one another content is another. */
async function wasOnItsWay(tx: Tx, paymentId: string): Promise<boolean> {
  const [version] = await tx
    .select({ version: canonicalVersions.version })
    .from(canonicalVersions)
    .where(
      and(
        eq(canonicalVersions.canonicalId, paymentId),
        sql`${canonicalVersions.body} ->> 'state' in ('processing', 'failed')`,
      ),
    )
    .limit(1);
  return version !== undefined;
}
