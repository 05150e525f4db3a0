import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { SourceKey } from '../../core/canonical/texts.ts';
import { DateText } from '../../core/invoice/document.ts';
import type { Money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { refunds } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Money that went back to a customer; `externalId` names it for good, so that it is booked once. */
export const RefundInput = z.strictObject({
  amount: z.string().max(40),
  refundedOn: DateText,
  reason: z.string().trim().min(1).max(1000),
  reference: z.string().trim().min(1).max(300).optional(),
  externalId: SourceKey,
});
export type RefundInput = z.infer<typeof RefundInput>;

/** Whose money goes back, and of what. */
export type RefundOf = {
  customerId: string;
  entityId: string;
  invoiceId: string | null;
  amount: Money;
  /** What the money is taken from: part of what the external id stands for. */
  source: { kind: 'invoice' | 'credit_note' | 'payment'; id: string };
};

/**
 * Writes a refund down before the ledger's entries are; its external id is locked until the transaction ends. Returns
 * the id, with `isNew` false for one that was booked before. Throws `settlement.external_id_reused` for another content.
 */
export async function bookRefund(
  tx: Tx,
  ctx: Ctx,
  { of, input }: { of: RefundOf; input: RefundInput },
): Promise<{ id: string; isNew: boolean }> {
  const { amount, source, ...owner } = of;
  const { refundedOn, reason, reference, externalId } = input;
  const body = {
    source,
    amount: moneyToText(amount),
    currency: amount.currency,
    refundedOn,
    reason,
    reference,
  };
  const bodyHash = createHash('sha256')
    .update(stableJson({ ...body, reference: reference ?? null }))
    .digest('hex');
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`refund ${externalId}`}, 0))`);
  const [known] = await tx.select().from(refunds).where(eq(refunds.externalId, externalId));
  if (known !== undefined) {
    if (known.bodyHash !== bodyHash) throw new AppError('settlement.external_id_reused');
    return { id: known.id, isNew: false };
  }
  const id = ctx.deps.ids.next('refund');
  await tx.insert(refunds).values({
    organizationId: ctx.organizationId,
    id,
    ...owner,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    refundedOn,
    reason,
    reference: reference ?? null,
    externalId,
    bodyHash,
    createdBy: ctx.actor,
    createdAt: ctx.deps.clock.now(),
  });
  await recordAudit(tx, ctx, {
    action: 'refund.book',
    objectKind: 'refund',
    objectId: id,
    after: { ...body, reference: reference ?? null, externalId, ...owner },
    reason,
  });
  return { id, isNew: true };
}
