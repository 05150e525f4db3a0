import { AppError } from '../../../core/app-error.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';
import type { XeroClient } from './client.ts';
import type { CreditNoteFields } from './credit-note-fields.ts';
import { AMOUNT_DECIMALS } from './line-body.ts';
import { textToJsonNumber } from './text-to-json-number.ts';

/**
 * Sets off what is not set off yet of a credit note, dated as the note itself. Raises target.refused with Xero's
 * reasons, and target.conflict when more is set off there than ours says.
 */
export async function allocateCredit(
  client: XeroClient,
  wanted: CreditNoteFields,
  held: CreditNoteFields,
  call: { creditNoteId: string; operationKey: string },
): Promise<void> {
  for (const [index, { invoiceId, amount }] of wanted.allocations.entries()) {
    const before = held.allocations.find((allocation) => allocation.invoiceId === invoiceId)?.amount ?? '0';
    const missing = decimalOf(amount).minus(decimalOf(before));
    if (missing.lt(0)) {
      throw new AppError('target.conflict', {
        detail: `Xero has set off ${before} of ${wanted.number} against its invoice, ours is ${amount}.`,
      });
    }
    if (missing.eq(0)) continue;
    const pointer = `/allocations/${index}/amount`;
    const record = {
      Invoice: { InvoiceID: invoiceId },
      Amount: textToJsonNumber(decimalToText(missing), AMOUNT_DECIMALS, pointer),
      Date: wanted.issueDate,
    };
    await client.allocate({ ...call, record });
  }
}
