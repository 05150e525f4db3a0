import { assert } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { type AccountCredit, findAccountCredit } from './find-account-credit.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';

/** An invoice and what is on the account of its customer, both locked. */
export type LockedAccount = { invoice: InvoiceRow; sources: AccountCredit[] };

/**
 * Locks an invoice and all that is on the account of its customer with the same legal entity in the same currency, money
 * before documents. What comes on the account meanwhile is not among it, and waits for the next time.
 */
export async function lockAccount(tx: Tx, ctx: Ctx, invoiceId: string): Promise<LockedAccount> {
  const account = await getInvoiceRow(tx, invoiceId);
  authorise(ctx, 'record_payment', account.entityId);
  const seen = await findAccountCredit(tx, account);
  const idsOf = (kind: AccountCredit['kind']) => seen.filter((one) => one.kind === kind).map(({ id }) => id);
  for (const id of idsOf('payment').sort()) await lockPayment(tx, ctx, id);
  const locked = await lockInvoices(tx, ctx, 'record_payment', [invoiceId, ...idsOf('credit_note')]);
  const invoice = locked.find(({ id }) => id === invoiceId);
  assert(invoice !== undefined, 'the invoice is among those that were locked');
  const credit = await findAccountCredit(tx, invoice);
  return { invoice, sources: credit.filter(({ id }) => seen.some((source) => source.id === id)) };
}
