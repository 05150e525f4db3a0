import type { Big } from 'big.js';
import type { XeroStore } from './create-xero-store.ts';
import { sumOfDecimals } from './xero-decimal.ts';
import type { StoredCreditNote } from './xero-types.ts';

/** The totals of a credit note as Xero shows them. */
export type CreditNoteTotals = { subTotal: Big; totalTax: Big; total: Big; remaining: Big };

/** Adds up the lines, and takes off what is allocated or went back. */
export function creditNoteTotals(store: XeroStore, creditNote: StoredCreditNote): CreditNoteTotals {
  const subTotal = sumOfDecimals(creditNote.lines.map((line) => line.lineAmount));
  const totalTax = sumOfDecimals(creditNote.lines.map((line) => line.taxAmount));
  const total = subTotal.plus(totalTax);
  const given = store.allocations().filter(({ creditNoteId }) => creditNoteId === creditNote.creditNoteId);
  const refunds = store.refunds().filter(({ creditNoteId }) => creditNoteId === creditNote.creditNoteId);
  return {
    subTotal,
    totalTax,
    total,
    remaining: total.minus(sumOfDecimals([...given, ...refunds].map(({ amount }) => amount))),
  };
}
