import { authorise, type Ctx } from '../context.ts';
import { type Ran, runOrHold } from '../held/run-or-hold.ts';
import { beginVoid, type VoidInput } from './begin-void.ts';

/**
 * Asks for an issued invoice to be void: every ledger of its entity is to void it, and once all of them are read back
 * it is voided; without a ledger it is so at once. Meanwhile every other command is refused. The number stays taken.
 * Returns the request where a rule holds it. Throws `invoice.payments_applied` while money is on it or on its way to it,
 * `invoice.transition_refused` when it is not issued, and `approval.under_way`.
 */
export async function voidInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: VoidInput;
}): Promise<Ran<{ isNew: boolean }>> {
  authorise(ctx, 'void');
  const { invoiceId, reason } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    runOrHold(tx, ctx, { invoiceId, ask: { command: 'void', input: { reason } } }, async () => {
      await beginVoid(tx, ctx, input);
      return { isNew: true };
    }),
  );
}
