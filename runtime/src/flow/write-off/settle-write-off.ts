import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { writeOffs } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { requireOtherPerson } from '../require-person.ts';
import { getOpenWriteOff } from './get-open-write-off.ts';

/** A word on the write-off of an invoice. */
export type SettleWriteOffInput = { invoiceId: string; decision: 'approved' | 'rejected'; reason?: string };

/**
 * Writes down a word on the write-off that was asked for, in a transaction of the caller who holds the invoice's lock.
 * Throws `settlement.same_person` where who asked for it approves, and `settlement.not_possible` when none waits.
 */
export async function settleWriteOff(
  tx: Tx,
  ctx: Ctx,
  { invoiceId, decision, reason }: SettleWriteOffInput,
): Promise<void> {
  const isApproval = decision === 'approved';
  // What was approved and is not booked can be rejected still, such as when more is owed by now.
  const writeOff = await getOpenWriteOff(
    tx,
    invoiceId,
    isApproval ? ['requested'] : ['requested', 'approved'],
  );
  const liftedRules = await requireOtherPerson(tx, ctx, {
    rule: 'write_off',
    earlier: [writeOff.requestedBy],
  });
  const decided = { decidedBy: ctx.actor, decidedAt: ctx.deps.clock.now(), decisionReason: reason ?? null };
  await tx
    .update(writeOffs)
    .set({ state: decision, ...decided })
    .where(eq(writeOffs.id, writeOff.id));
  const lifted = liftedRules.length === 0 ? {} : { liftedRules };
  const why = reason === undefined ? {} : { reason };
  await recordAudit(tx, ctx, {
    action: isApproval ? 'invoice.approve_write_off' : 'invoice.reject_write_off',
    objectKind: 'invoice',
    objectId: invoiceId,
    before: { state: writeOff.state },
    after: { writeOffId: writeOff.id, state: decision, ...lifted },
    ...why,
  });
  await recordEvent(tx, ctx, invoiceId, 'invoice.write_off_decided', {
    writeOffId: writeOff.id,
    decision,
    ...why,
  });
}
