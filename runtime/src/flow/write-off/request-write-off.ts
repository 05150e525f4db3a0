import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { writeOffs } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { holdCommand } from '../held/hold-command.ts';
import { routeHeld } from '../held/route-held.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { requirePerson } from '../require-person.ts';
import { getOwedInvoice } from '../settle/get-owed-invoice.ts';

/**
 * Asks for what is owed on an invoice to be written off: another person approves it, those whom a rule asks where one
 * does, and a third books it. Returns the id of the write-off. Throws `settlement.not_possible` when nothing is owed or one is under way, `approval.person_required`.
 */
export async function requestWriteOff({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; reason: string };
}): Promise<{ writeOffId: string }> {
  authorise(ctx, ISSUED_COMMANDS.request_write_off.permission);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { invoice, balanceMinor } = await getOwedInvoice(tx, ctx, 'request_write_off', input.invoiceId);
    requirePerson(ctx);
    const [open] = await tx
      .select({ id: writeOffs.id })
      .from(writeOffs)
      .where(and(eq(writeOffs.invoiceId, invoice.id), inArray(writeOffs.state, ['requested', 'approved'])));
    if (open !== undefined) {
      throw new AppError('settlement.not_possible', { detail: 'A write-off of this invoice is under way.' });
    }
    const id = ctx.deps.ids.next('writeOff');
    await tx.insert(writeOffs).values({
      organizationId: ctx.organizationId,
      id,
      invoiceId: invoice.id,
      amountMinor: balanceMinor,
      reason: input.reason,
      state: 'requested',
      requestedBy: ctx.actor,
      requestedAt: ctx.deps.clock.now(),
    });
    const amount = moneyToText(money(balanceMinor, currencyOf(invoice.currency)));
    const data = { writeOffId: id, amount, currency: invoice.currency };
    await recordAudit(tx, ctx, {
      action: 'invoice.request_write_off',
      objectKind: 'invoice',
      objectId: invoice.id,
      after: data,
      reason: input.reason,
    });
    const { reason } = input;
    await recordEvent(tx, ctx, invoice.id, 'invoice.write_off_requested', { ...data, reason });
    const ask = { command: 'write_off' as const, input: { writeOffId: id, amount, reason } };
    const routed = await routeHeld(tx, ctx, invoice, ask);
    if (routed !== undefined) await holdCommand(tx, ctx, { invoice, ask, routed });
    return { writeOffId: id };
  });
}
