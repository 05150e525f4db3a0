import { DOCUMENT_TYPES, TAX_CATEGORIES } from '../invoice/document.ts';
import type { FACT_TYPES, LINE_FACT_TYPES } from './rule-facts.ts';

/** What a fact is measured in: `money` in minor units of the set's currency, `rate` in parts per million. */
export type FactUnit = 'money' | 'rate' | 'days' | 'count' | 'text' | 'yes_no';

/** A fact as a person is asked for it. */
export type Fact = {
  unit: FactUnit;
  /** Every value that there is, where there are few. */
  values?: readonly string[];
  /** Some invoices lack it: a rule that asks for it cannot be evaluated on them, and a person decides. */
  mayBeAbsent?: true;
  /** The fact that says whether it is there, where one does. */
  knownBy?: InvoiceFact;
};

type InvoiceFact = Exclude<keyof typeof FACT_TYPES, 'lines'>;

/** What a condition on the whole invoice may compare, in the order in which it is offered. */
export const INVOICE_FACTS: Readonly<Record<InvoiceFact, Fact>> = {
  totalMinor: { unit: 'money' },
  taxExclusiveMinor: { unit: 'money' },
  totalBaseMinor: { unit: 'money', mayBeAbsent: true },
  maxDiscountPpm: { unit: 'rate' },
  discountMinor: { unit: 'money' },
  allowancesMinor: { unit: 'money' },
  hasManualPrice: { unit: 'yes_no' },
  exceedsAllowedDiscount: { unit: 'yes_no' },
  marginPpm: { unit: 'rate', mayBeAbsent: true, knownBy: 'isMarginKnown' },
  isMarginKnown: { unit: 'yes_no' },
  isNewCustomer: { unit: 'yes_no' },
  hasBuyerMismatch: { unit: 'yes_no' },
  hasOtherTerms: { unit: 'yes_no' },
  termsDaysMax: { unit: 'days', mayBeAbsent: true },
  termsDays: { unit: 'days', mayBeAbsent: true },
  documentKind: { unit: 'text', values: DOCUMENT_TYPES },
  creditMinor: { unit: 'money' },
  creditReason: { unit: 'text' },
  hasContract: { unit: 'yes_no' },
  hasPurchaseOrder: { unit: 'yes_no' },
  lineCount: { unit: 'count' },
  buyerCountry: { unit: 'text', mayBeAbsent: true },
  customerId: { unit: 'text' },
  locale: { unit: 'text', values: ['en', 'ja'] },
  currency: { unit: 'text' },
  baseCurrency: { unit: 'text', mayBeAbsent: true },
  entityId: { unit: 'text' },
  now: { unit: 'text' },
};

/** What a condition on a line may compare. */
export const LINE_FACTS: Readonly<Record<keyof typeof LINE_FACT_TYPES, Fact>> = {
  discountPpm: { unit: 'rate' },
  netMinor: { unit: 'money' },
  hasManualPrice: { unit: 'yes_no' },
  overAllowedDiscountPpm: { unit: 'rate' },
  sku: { unit: 'text' },
  taxCategory: { unit: 'text', values: TAX_CATEGORIES },
};

/** Where a comparison looks: at the invoice, at whether some line is so, or at whether all are. */
export type FactScope = 'invoice' | 'any_line' | 'every_line';

/** The fact of a name; undefined when there is none. */
export function findFact(scope: FactScope, name: string): Fact | undefined {
  const facts: Readonly<Record<string, Fact>> = scope === 'invoice' ? INVOICE_FACTS : LINE_FACTS;
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}
