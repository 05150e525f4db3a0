import { decimalOf } from '../../core/money/decimal-of.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { SyncFields } from '../ports.ts';

/** Outside the scope of tax (UNCL5305): a loss by itself takes no tax back. */
const TAX_TYPE = 'O:0';

type Loss = {
  entryId: string;
  bookedOn: string;
  invoiceNumber: string;
  currency: string;
  /** Above zero, in major units. */
  amount: string;
  /** The ids in the ledger of the customer and of the invoice. */
  external: { contactId: string; invoiceId: string };
};

/**
 * What a ledger is to hold of a loss, in the fields of a credit note: one line for all of it, set off against the invoice.
 * The number is the entry's id, by which it is found again.
 */
export function writeOffFields(loss: Loss): SyncFields {
  const { amount, currency, external } = loss;
  const noTax = moneyToText(money(0n, currencyOf(currency)));
  const text = `Write-off of ${loss.invoiceNumber}`;
  return {
    number: loss.entryId,
    contactId: external.contactId,
    issueDate: loss.bookedOn,
    currency,
    reference: text,
    lines: [
      {
        sku: '',
        description: text,
        quantity: '1',
        unitPrice: decimalToText(decimalOf(amount)),
        netAmount: amount,
        taxType: TAX_TYPE,
      },
    ],
    net: amount,
    taxes: [{ taxType: TAX_TYPE, tax: noTax }],
    tax: noTax,
    total: amount,
    allocations: [{ invoiceId: external.invoiceId, amount }],
  };
}
