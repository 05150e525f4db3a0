import { assertNever } from '../../core/assert.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { readAmount } from '../settle/read-amount.ts';
import type { HeldAsk } from './held-ask.ts';

/** How much a command is about, in minor units of the invoice's currency; zero for one that moves none. */
export function amountOf(ask: HeldAsk, invoice: Pick<InvoiceRow, 'currency' | 'payableMinor'>): bigint {
  switch (ask.command) {
    case 'refund':
    case 'write_off':
      return readAmount(ask.input.amount, invoice.currency).amountMinor;
    case 'void':
      return invoice.payableMinor < 0n ? -invoice.payableMinor : invoice.payableMinor;
    case 'correct':
      return 0n;
    default:
      return assertNever(ask);
  }
}
