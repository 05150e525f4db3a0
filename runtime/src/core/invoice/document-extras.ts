import type { DocumentLine, InvoiceDocument, TaxRow, Totals } from './document.ts';

/** The members of a document that only some have: stored as they stand at the boundary, absent where they are absent. */
export type DocumentExtras = Pick<
  InvoiceDocument,
  | 'references'
  | 'precedingInvoices'
  | 'closingDate'
  | 'period'
  | 'delivery'
  | 'payee'
  | 'taxRepresentative'
  | 'priceBasis'
  | 'taxCurrency'
  | 'exchangeRate'
  | 'rounding'
  | 'allowances'
  | 'charges'
  | 'instalments'
  | 'withholding'
> &
  Pick<Totals, 'taxInTaxCurrency'>;

/** The same of a line. */
export type LineExtras = Pick<
  DocumentLine,
  | 'baseQuantity'
  | 'allowances'
  | 'charges'
  | 'preciseNet'
  | 'grossAmount'
  | 'isCredit'
  | 'credits'
  | 'period'
  | 'orderLine'
  | 'buyerAccount'
  | 'section'
  | 'allowedDiscountPercent'
>;

/** The same of a row of the tax breakdown. */
export type TaxRowExtras = Pick<TaxRow, 'exemptionReason' | 'exemptionCode' | 'taxInTaxCurrency'>;
