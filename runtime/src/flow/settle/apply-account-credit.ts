import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { smallerOf } from '../../core/money/smaller-of.ts';
import { takeInOrder } from '../../core/settlement/take-in-order.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { bookAllocation } from './book-allocation.ts';
import { type AccountCredit, findAccountCredit } from './find-account-credit.ts';
import { loadSums } from './load-sums.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';
import { makeRoom, roomOf } from './make-room.ts';
import { readAmount } from './read-amount.ts';
import { tellSettlement } from './tell-settlement.ts';

/** Which invoice takes of its customer's account, and how much; without an amount it is as much as there is and is owed. */
export type ApplyAccountCreditInput = { invoiceId: string; amount?: string };

/**
 * Pays an invoice from what its customer has on account with the same legal entity: what credit notes left, then
 * unapplied money, the oldest first. Returns how much, as decimal text. Throws `settlement.exceeds` for more than is on
 * the account or owed, and `settlement.not_possible` when there is nothing to apply or the invoice takes no money.
 */
export async function applyAccountCredit({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ApplyAccountCreditInput;
}): Promise<{ applied: string }> {
  authorise(ctx, 'record_payment');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const account = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'record_payment', account.entityId);
    const seen = await findAccountCredit(tx, account);
    const invoice = await lockAll(tx, ctx, account.id, seen);
    refuseClosed(invoice);
    const credit = await findAccountCredit(tx, invoice);
    // What came on the account meanwhile is not locked, and waits for the next time.
    const sources = credit.filter(({ id }) => seen.some((source) => source.id === id));
    const wantedMinor = await readWanted(tx, invoice, sources, input.amount);
    const appliedMinor = await take(tx, ctx, invoice, sources, wantedMinor);
    return { applied: moneyToText(money(appliedMinor, currencyOf(invoice.currency))) };
  });
}

async function lockAll(
  tx: Tx,
  ctx: Ctx,
  invoiceId: string,
  seen: readonly AccountCredit[],
): Promise<InvoiceRow> {
  const idsOf = (kind: AccountCredit['kind']) => seen.filter((one) => one.kind === kind).map(({ id }) => id);
  for (const id of idsOf('payment').sort()) await lockPayment(tx, ctx, id);
  const locked = await lockInvoices(tx, ctx, 'record_payment', [invoiceId, ...idsOf('credit_note')]);
  const invoice = locked.find(({ id }) => id === invoiceId);
  assert(invoice !== undefined, 'the invoice is among those that were locked');
  return invoice;
}

function refuseClosed({ documentStatus, type, number, id }: InvoiceRow): void {
  if (documentStatus === 'issued' && type !== 'credit_note') return;
  throw new AppError('settlement.not_possible', { detail: `${number ?? id} is not open for payments.` });
}

async function readWanted(
  tx: Tx,
  invoice: InvoiceRow,
  sources: readonly AccountCredit[],
  asked: string | undefined,
): Promise<bigint> {
  const heldMinor = sources.reduce((sum, { roomMinor }) => sum + roomMinor, 0n);
  const roomMinor = roomOf(await loadSums(tx, invoice.id));
  const mostMinor = smallerOf(heldMinor, roomMinor);
  if (mostMinor === 0n) {
    throw new AppError('settlement.not_possible', {
      detail: 'There is nothing on the account, or nothing is owed.',
    });
  }
  if (asked === undefined) return mostMinor;
  const { amountMinor } = readAmount(asked, invoice.currency);
  if (amountMinor <= mostMinor) return amountMinor;
  const most = moneyToText(money(mostMinor, currencyOf(invoice.currency)));
  throw new AppError('settlement.exceeds', { detail: `At most ${most} ${invoice.currency} can be applied.` });
}

async function take(
  tx: Tx,
  ctx: Ctx,
  invoice: InvoiceRow,
  sources: readonly AccountCredit[],
  wantedMinor: bigint,
): Promise<bigint> {
  const before = await loadSums(tx, invoice.id);
  await makeRoom(tx, ctx, invoice, wantedMinor);
  const { parts } = takeInOrder(wantedMinor, sources);
  for (const { id, amountMinor } of parts) {
    const isNote = sources.some((source) => source.id === id && source.kind === 'credit_note');
    const source = isNote ? { creditNoteId: id } : { paymentId: id };
    await bookAllocation(tx, ctx, { ...source, invoiceId: invoice.id, isByHand: true, amountMinor });
  }
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'invoice.apply_account_credit',
    cause: { sourceIds: parts.map(({ id }) => id) },
    appliedMinor: wantedMinor,
    reversedMinor: 0n,
  });
  return wantedMinor;
}
