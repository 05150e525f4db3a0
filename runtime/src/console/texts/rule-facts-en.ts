import type { InvoiceFact, LineFact } from '../../core/rules/fact-catalogue.ts';

const invoice: Record<InvoiceFact, string> = {
  totalMinor: 'What the invoice comes to with tax, in its own currency. Below zero on a credit note.',
  taxExclusiveMinor: 'What the invoice comes to before tax, after discounts.',
  totalBaseMinor:
    'The total with tax at the exchange rate of the day, rounded up, for comparing invoices in several currencies.',
  maxDiscountPpm: 'The highest discount among the lines, as a share of price times quantity.',
  discountMinor: 'What the discounts of all lines come to.',
  allowancesMinor: 'Reductions of the document or of its lines that are no discount, such as a bonus.',
  hasManualPrice:
    'Some line has a price that is not the one of the product master, whether it is higher or lower.',
  exceedsAllowedDiscount:
    'Some line goes below its list price by more than its product allows, by price or by discount.',
  marginPpm:
    'What is left of the net after discounts when the cost of each product is taken off, as a share of that net; below zero at a loss.',
  isMarginKnown:
    'Every line is of a product with a known cost in the currency of the invoice. Without it there is no margin, as on a credit note.',
  isNewCustomer: 'No invoice of this customer was issued before.',
  hasBuyerMismatch:
    'The CRM or a ledger has another name, address or tax number of the buyer by now. Not known for past invoices, which go to a person in a trial.',
  hasOtherTerms: 'It is to be paid on other terms than those of the legal entity.',
  termsDaysMax: 'The most days that the terms can leave until it is due: 60 for the end of next month.',
  termsDays: 'Days until it is due, where the terms are a plain number of days, such as 30 days net.',
  documentKind: 'Whether it is an invoice, a credit note or another kind of document.',
  creditMinor: 'What a credit note gives back, above zero. Zero on every other document.',
  commandMinor:
    'How much a command on an issued document is about: what is to be refunded or written off, or the total that is to be void. Zero for a correction, and where a document is submitted.',
  commandTotalMinor:
    'The amount of the command with all that was refunded of the invoice before: in parts it is no smaller than at once.',
  commandReason: 'Why the command is asked for, as it was typed. Empty where a document is submitted.',
  creditReason: 'Why the credit note was made, as it was typed. Empty on every other document.',
  hasContract: 'It bills a contract.',
  hasPurchaseOrder: 'It names the order number of the buyer.',
  lineCount: 'How many lines it has.',
  buyerCountry: 'The country of the buyer’s address, as its code of two letters.',
  customerId: 'The id of the customer in the hub; it stands in the address of the customer’s page.',
  locale: 'The language in which the document is issued.',
  currency: 'The currency of the invoice, as its code of three letters.',
  baseCurrency: 'The currency of the legal entity, as its code of three letters.',
  entityId:
    'The id of the legal entity that issues it. Each entity has rules of its own, so it is rarely asked.',
  now: 'When it was submitted, such as 2026-12-01T09:00:00.000Z, in UTC.',
};

const line: Record<LineFact, string> = {
  discountPpm: 'The discount of the line, as a share of price times quantity.',
  netMinor:
    'What the line comes to before tax, after its discount. Below zero where it gives something back.',
  overAllowedDiscountPpm:
    'By how much the line goes below its list price beyond what its product allows; zero where it does not.',
  sku: 'The product code of the line.',
  taxCategory: 'How the line is taxed, by the categories of EN 16931.',
  hasManualPrice: 'The price is not the one of the product master, whether it is higher or lower.',
  marginPpm:
    'What is left of the net of the line, after its discount and allowances, when the cost of its product is taken off, as a share of that net; below zero at a loss. An allowance of the whole document is in no line.',
  isMarginKnown:
    'The product of the line has a known cost in the currency of the invoice, and the line is charged for. Without it there is no margin, as on a credit note.',
};

/** What each fact of the rule builder is. One without a text does not compile. */
export const ruleFactsEn = { invoice, line };
