import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { AccountCredit } from './find-account-credit.ts';
import { lockAccount } from './lock-account.ts';
import { readAmount } from './read-amount.ts';
import { mostFromAccount, takeFromAccount } from './take-from-account.ts';

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
    const { invoice, sources } = await lockAccount(tx, ctx, input.invoiceId);
    refuseClosed(invoice);
    const wantedMinor = await readWanted(tx, invoice, sources, input.amount);
    await takeFromAccount(tx, ctx, { invoice, sources, wantedMinor });
    return { applied: moneyToText(money(wantedMinor, currencyOf(invoice.currency))) };
  });
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
  const mostMinor = await mostFromAccount(tx, invoice, sources);
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
