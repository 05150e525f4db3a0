import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { writeOffs } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { requireOtherPerson } from '../require-person.ts';
import { getOpenWriteOff } from './get-open-write-off.ts';

/** A person's word on the write-off that was asked for; a rejection needs a reason. */
export type DecideWriteOffInput = {
  invoiceId: string;
  decision: 'approved' | 'rejected';
  reason?: string;
};

/**
 * Approves or rejects the requested write-off of an invoice. Throws `settlement.same_person` for who asked for it,
 * `approval.person_required`, `approval.reason_required`, and `settlement.not_possible` when none waits.
 */
export async function decideWriteOff({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DecideWriteOffInput;
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.decide_write_off.permission);
  const { decision, reason } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    admitCommand(ctx, 'decide_write_off', invoice);
    const writeOff = await getOpenWriteOff(
      tx,
      invoice.id,
      // What was approved and is not booked can be rejected still, such as when more is owed by now.
      decision === 'approved' ? ['requested'] : ['requested', 'approved'],
    );
    const earlier = [writeOff.requestedBy];
    const liftedRules = await requireOtherPerson(tx, ctx, { rule: 'write_off', earlier });
    if (decision === 'rejected' && (reason ?? '').trim() === '')
      throw new AppError('approval.reason_required');
    const decided = { decidedBy: ctx.actor, decidedAt: ctx.deps.clock.now(), decisionReason: reason ?? null };
    await tx
      .update(writeOffs)
      .set({ state: decision, ...decided })
      .where(eq(writeOffs.id, writeOff.id));
    await recordAudit(tx, ctx, {
      action: decision === 'approved' ? 'invoice.approve_write_off' : 'invoice.reject_write_off',
      objectKind: 'invoice',
      objectId: invoice.id,
      before: { state: writeOff.state },
      after: {
        writeOffId: writeOff.id,
        state: decision,
        ...(liftedRules.length === 0 ? {} : { liftedRules }),
      },
      ...(reason === undefined ? {} : { reason }),
    });
    await recordEvent(tx, ctx, invoice.id, 'invoice.write_off_decided', {
      writeOffId: writeOff.id,
      decision,
      ...(reason === undefined ? {} : { reason }),
    });
  });
}
