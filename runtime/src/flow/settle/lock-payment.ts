import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { PaymentRow } from './find-misfit.ts';

/**
 * Fetches a payment and locks it until the transaction ends. Throws `record.not_found`, also for one that is on the
 * account of no legal entity, or of one that is not granted, where only some are.
 */
export async function lockPayment(tx: Tx, ctx: Ctx, paymentId: string): Promise<PaymentRow> {
  const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId)).for('update');
  const isGranted = ctx.entityIds === null || ctx.entityIds.includes(payment?.entityId ?? '');
  if (payment !== undefined && isGranted) return payment;
  throw new AppError('record.not_found', { detail: 'There is no such payment.' });
}
