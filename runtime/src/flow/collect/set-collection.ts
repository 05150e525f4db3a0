import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { todayIn } from '../../core/civil-date.ts';
import { DateText } from '../../core/invoice/document.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { collections, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { getOwedInvoice } from '../settle/get-owed-invoice.ts';
import { invalidInput, readAmount } from '../settle/read-amount.ts';

const Reason = z.string().trim().min(1).max(1000);

/** What is to become of collecting an invoice; `normal` resumes it. */
export const SetCollectionInput = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('paused'), until: DateText, reason: Reason }),
  /** Money that the customer promised, and the day by which. */
  z.strictObject({
    status: z.literal('promised'),
    until: DateText,
    amount: z.string().max(40),
    reason: Reason.optional(),
  }),
  z.strictObject({ status: z.literal('escalated'), reason: Reason }),
  z.strictObject({ status: z.literal('normal'), reason: Reason.optional() }),
]);
export type SetCollectionInput = z.infer<typeof SetCollectionInput>;

/**
 * Pauses, escalates or resumes collecting an invoice, or notes a promise (model.md E5, row 28). What has a last day ends
 * by itself after it. Throws `settlement.not_possible` when nothing is owed, and `request.invalid` for a day that is past
 * or a promise of more than is owed.
 */
export async function setCollection({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; collection: SetCollectionInput };
}): Promise<void> {
  authorise(ctx, ISSUED_COMMANDS.set_collection.permission);
  const { collection } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { invoice, balanceMinor } = await getOwedInvoice(tx, ctx, 'set_collection', input.invoiceId);
    const until = 'until' in collection ? collection.until : null;
    if (until !== null) await refusePast(tx, ctx, invoice, until);
    const promisedMinor =
      collection.status === 'promised' ? readPromise(collection.amount, invoice, balanceMinor) : null;
    const row = {
      status: collection.status,
      reason: collection.reason ?? null,
      until,
      promisedMinor,
      owedMinor: promisedMinor === null ? null : balanceMinor,
      changedBy: ctx.actor,
      changedAt: ctx.deps.clock.now(),
    };
    const [before] = await tx.select().from(collections).where(eq(collections.invoiceId, invoice.id));
    await tx
      .insert(collections)
      .values({ organizationId: ctx.organizationId, invoiceId: invoice.id, ...row })
      .onConflictDoUpdate({ target: [collections.organizationId, collections.invoiceId], set: row });
    const promised =
      promisedMinor === null
        ? {}
        : { promised: moneyToText(money(promisedMinor, currencyOf(invoice.currency))) };
    const data = { collection: row.status, until, ...promised };
    const reason = row.reason === null ? {} : { reason: row.reason };
    await recordAudit(tx, ctx, {
      action: 'invoice.set_collection',
      objectKind: 'invoice',
      objectId: invoice.id,
      before: { collection: before?.status ?? 'normal' },
      after: data,
      ...reason,
    });
    await recordEvent(tx, ctx, invoice.id, 'invoice.collection_changed', { ...data, ...reason });
  });
}

async function refusePast(tx: Tx, ctx: Ctx, invoice: InvoiceRow, until: string): Promise<void> {
  const [entity] = await tx
    .select({ timeZone: entities.timeZone })
    .from(entities)
    .where(eq(entities.id, invoice.entityId));
  if (entity === undefined) throw new AppError('request.internal');
  if (until < todayIn(entity.timeZone, ctx.deps.clock.now())) throw invalidInput('/until', 'is past');
}

function readPromise(amount: string, invoice: InvoiceRow, balanceMinor: bigint): bigint {
  const { amountMinor } = readAmount(amount, invoice.currency);
  if (amountMinor > balanceMinor) throw invalidInput('/amount', 'is more than is owed');
  return amountMinor;
}
