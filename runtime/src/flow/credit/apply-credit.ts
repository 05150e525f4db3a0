import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { splitCredit } from '../../core/settlement/split-credit.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { bookAllocation } from '../settle/book-allocation.ts';
import { loadSums } from '../settle/load-sums.ts';
import { makeRoom, roomOf } from '../settle/make-room.ts';
import { tellSettlement } from '../settle/tell-settlement.ts';

/**
 * Takes an issued credit note off what is still owed on its invoice, in the transaction of its issue. What exceeds that
 * was paid already and stays the customer's: it is the credit note's own balance. Throws `credit.not_possible` when the
 * invoice was made void meanwhile.
 */
export async function applyCredit(tx: Tx, ctx: Ctx, creditNote: InvoiceRow, number: string): Promise<void> {
  assert(creditNote.creditsInvoiceId !== null, 'a credit note names what it credits');
  const invoice = await getInvoiceForUpdate(tx, creditNote.creditsInvoiceId);
  if (invoice.documentStatus !== 'issued') {
    throw new AppError('credit.not_possible', {
      detail: `${invoice.number ?? invoice.id} is ${invoice.documentStatus}: there is nothing to credit.`,
    });
  }
  const currency = currencyOf(invoice.currency);
  const before = await loadSums(tx, invoice.id);
  // What was written off was never paid: credited, it is no loss any more, and nothing that the customer could claim.
  const owedMinor = roomOf(before);
  const { appliedMinor, restMinor } = splitCredit({ owedMinor, creditMinor: -creditNote.payableMinor });
  if (appliedMinor > 0n) {
    await makeRoom(tx, ctx, invoice, appliedMinor);
    await bookAllocation(tx, ctx, {
      invoiceId: invoice.id,
      creditNoteId: creditNote.id,
      amountMinor: appliedMinor,
    });
  }
  await tellSettlement(tx, ctx, {
    invoice,
    before,
    action: 'invoice.credit',
    event: 'invoice.credited',
    cause: { creditNoteId: creditNote.id, creditNote: number, rest: moneyToText(money(restMinor, currency)) },
    appliedMinor,
    reversedMinor: 0n,
  });
}
