import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { requirePerson } from '../require-person.ts';
import { getOpenWriteOff } from './get-open-write-off.ts';
import { type SettleWriteOffInput, settleWriteOff } from './settle-write-off.ts';

/** A person's word on the write-off that was asked for; a rejection needs a reason. */
export type DecideWriteOffInput = SettleWriteOffInput;

/**
 * Approves or rejects the requested write-off of an invoice. Throws `settlement.same_person` for who asked for it,
 * `approval.person_required`, `approval.reason_required`, and `settlement.not_possible` when none waits, or when the rules
 * ask particular people, who decide its request.
 */
export async function decideWriteOff({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DecideWriteOffInput;
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.decide_write_off.permission);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    admitCommand(ctx, 'decide_write_off', invoice);
    requirePerson(ctx);
    const isRejection = input.decision === 'rejected';
    const writeOff = await getOpenWriteOff(tx, invoice.id, ['requested', 'approved']);
    await refuseHeld(tx, { invoiceId: invoice.id, writeOffId: writeOff.id, isRejection });
    if (isRejection && (input.reason ?? '').trim() === '') throw new AppError('approval.reason_required');
    await settleWriteOff(tx, ctx, input);
  });
}

type Word = { invoiceId: string; writeOffId: string; isRejection: boolean };

/** What a rule sent to particular people is decided by them; what nobody decides any more can only be rejected. */
async function refuseHeld(tx: Tx, { invoiceId, writeOffId, isRejection }: Word): Promise<void> {
  const [held] = await tx
    .select({ state: approvalRequests.state, input: approvalRequests.commandInput })
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.command, 'write_off')))
    .orderBy(desc(approvalRequests.requestedAt), desc(approvalRequests.id))
    .limit(1);
  if (held === undefined || held.input?.['writeOffId'] !== writeOffId) return;
  if (held.state !== 'open' && isRejection) return;
  throw new AppError('settlement.not_possible', {
    detail: 'The rules ask particular people about this write-off: they decide its approval request.',
  });
}
