/** Why a payer sends less than is owed and owes no more: what came with a payment settles the invoice beside it. */
export const DEDUCTIONS = ['bank_fee', 'withholding_tax', 'early_payment_discount', 'rounding'] as const;

/** One reason of a deduction. */
export type Deduction = (typeof DEDUCTIONS)[number];
