import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { writeOffs } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { requireOtherPerson } from '../require-person.ts';
import { bookAllocation } from '../settle/book-allocation.ts';
import { getOwedInvoice } from '../settle/get-owed-invoice.ts';
import { loadSums } from '../settle/load-sums.ts';
import { tellSettlement } from '../settle/tell-settlement.ts';
import { enqueueMoneyEntries } from '../sync/enqueue-money-entries.ts';
import { getOpenWriteOff } from './get-open-write-off.ts';

/**
 * Books the approved write-off of an invoice: what is owed by now, up to what was approved, is a loss, and nothing is owed
 * any more. Money that comes later takes it back. Throws `settlement.same_person` for who asked or approved,
 * `approval.person_required`, and `settlement.not_possible` when none is approved or more is owed than was approved.
 */
export async function bookWriteOff({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.book_write_off.permission);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { invoice, balanceMinor } = await getOwedInvoice(tx, ctx, 'book_write_off', input.invoiceId);
    const writeOff = await getOpenWriteOff(tx, invoice.id, ['approved']);
    const earlier = [writeOff.requestedBy, writeOff.decidedBy];
    const liftedRules = await requireOtherPerson(tx, ctx, { rule: 'write_off', earlier });
    if (balanceMinor > writeOff.amountMinor) {
      throw new AppError('settlement.not_possible', {
        detail: 'More is owed than was approved: let an approver reject this write-off, and ask for another.',
      });
    }
    const before = await loadSums(tx, invoice.id);
    await tx
      .update(writeOffs)
      .set({
        state: 'booked',
        bookedMinor: balanceMinor,
        bookedBy: ctx.actor,
        bookedAt: ctx.deps.clock.now(),
      })
      .where(eq(writeOffs.id, writeOff.id));
    await bookAllocation(tx, ctx, {
      invoiceId: invoice.id,
      writeOffId: writeOff.id,
      amountMinor: balanceMinor,
    });
    await tellSettlement(tx, ctx, {
      invoice,
      before,
      action: 'invoice.write_off',
      cause: { writeOffId: writeOff.id, ...(liftedRules.length === 0 ? {} : { liftedRules }) },
      appliedMinor: balanceMinor,
      reversedMinor: 0n,
      reason: writeOff.reason,
    });
    await enqueueMoneyEntries(tx, ctx, invoice);
  });
}
