import { eq, max } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, payments, voidTargets } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadCreditNotes } from '../credit/load-credit-notes.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { endHeld } from '../held/end-held.ts';
import { loadSums } from '../settle/load-sums.ts';
import { findLedgers, ledgerJobs } from '../sync/ledger-jobs.ts';
import { transitionInvoice } from '../transition-invoice.ts';
import { confirmVoid } from './confirm-void.ts';
import { tellCrm } from './tell-crm.ts';

/** Which document is to be void, and why. */
export type VoidInput = { invoiceId: string; reason: string };

/**
 * Asks every ledger of an issued document to void it, in a transaction of the caller; without a ledger it is voided at
 * once. Throws `invoice.payments_applied` while money is on it or on its way to it, `credit.not_possible` for what credit
 * notes hold, and `invoice.transition_refused` when it is not issued.
 */
export async function beginVoid(tx: Tx, ctx: Ctx, { invoiceId, reason }: VoidInput): Promise<void> {
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  authorise(ctx, 'void', invoice.entityId);
  // The table speaks first: of a draft it is not the money that stands in the way.
  if (invoice.documentStatus === 'issued') {
    await refusePaid(tx, invoice);
    await refusePending(tx, invoice);
    await refuseCredited(tx, invoice);
    await refuseAccountCredit(tx, invoice);
  }
  await transitionInvoice(tx, ctx, { invoice, event: 'void', reason });
  // What waits on it could not be run any more.
  await endHeld(tx, ctx, { invoiceId, reason });
  const ledgers = await findLedgers(tx, invoice);
  await askLedgers(tx, ctx, invoice, ledgers);
  if (ledgers.length === 0) await confirmVoid(tx, ctx, { ...invoice, documentStatus: 'voiding' });
  else await tellCrm(tx, ctx, invoice.id);
}

async function refusePaid(tx: Tx, invoice: InvoiceRow): Promise<void> {
  const { cashMinor, deductionMinor, lossMinor } = await loadSums(tx, invoice.id);
  if (cashMinor + deductionMinor + lossMinor === 0n) return;
  const text = (minor: bigint): string => moneyToText(money(minor, currencyOf(invoice.currency)));
  throw new AppError('invoice.payments_applied', {
    detail:
      lossMinor === 0n
        ? `Payments of ${text(cashMinor)} ${invoice.currency} are applied to ${invoice.number}.`
        : `${text(lossMinor)} ${invoice.currency} of ${invoice.number} are written off.`,
  });
}

/** Money on its way would come in for nothing, and then wait for a person. */
async function refusePending(tx: Tx, invoice: InvoiceRow): Promise<void> {
  const [pending] = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(eq(payments.pendingInvoiceId, invoice.id))
    .limit(1);
  if (pending === undefined) return;
  throw new AppError('invoice.payments_applied', {
    detail: `Money is on its way to ${invoice.number} (${pending.id}): wait until it is in or failed.`,
  });
}

/** What a credit note took off an invoice, or would, is neither voided away with the invoice nor with the note. */
async function refuseCredited(tx: Tx, invoice: InvoiceRow): Promise<void> {
  if (invoice.type === 'credit_note') {
    const [applied] = await tx
      .select({ id: allocations.id })
      .from(allocations)
      .where(eq(allocations.creditNoteId, invoice.id))
      .limit(1);
    if (applied === undefined) return;
    throw new AppError('credit.not_possible', {
      detail: `${invoice.number} is taken off its invoice already.`,
    });
  }
  const notes = await loadCreditNotes(tx, invoice.id);
  if (notes.length === 0) return;
  const named = notes.map(({ number }) => number ?? 'a draft').join(', ');
  throw new AppError('credit.not_possible', {
    detail: `${invoice.number} has credit notes (${named}): credit the rest of it instead.`,
  });
}

/** What other credit notes left to the customer would be gone with the invoice that it was put on. */
async function refuseAccountCredit(tx: Tx, invoice: InvoiceRow): Promise<void> {
  const { creditMinor } = await loadSums(tx, invoice.id);
  if (creditMinor === 0n) return;
  const amount = moneyToText(money(creditMinor, currencyOf(invoice.currency)));
  throw new AppError('invoice.payments_applied', {
    detail: `${amount} ${invoice.currency} of the customer's account are applied to ${invoice.number}.`,
  });
}

async function askLedgers(tx: Tx, ctx: Ctx, invoice: InvoiceRow, ledgers: readonly string[]): Promise<void> {
  if (ledgers.length === 0) return;
  const [before] = await tx
    .select({ attempt: max(voidTargets.attempt) })
    .from(voidTargets)
    .where(eq(voidTargets.invoiceId, invoice.id));
  const asked = {
    attempt: (before?.attempt ?? 0) + 1,
    state: 'pending' as const,
    updatedAt: ctx.deps.clock.now(),
  };
  const { organizationId } = ctx;
  await tx
    .insert(voidTargets)
    .values(
      ledgers.map((connectionId) => ({ organizationId, invoiceId: invoice.id, connectionId, ...asked })),
    )
    .onConflictDoUpdate({
      target: [voidTargets.organizationId, voidTargets.invoiceId, voidTargets.connectionId],
      set: asked,
    });
  await ctx.deps.jobs.enqueue(tx, ledgerJobs(ctx, invoice, ledgers));
}
