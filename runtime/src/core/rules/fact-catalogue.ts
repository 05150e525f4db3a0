import { DOCUMENT_TYPES, TAX_CATEGORIES } from '../invoice/document.ts';
import { OPERATORS, type Operator } from './form/condition-form.ts';
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
  /** The fact of the same scope that says whether it is there, where one does. */
  knownBy?: 'isMarginKnown';
  /** A comparison that somebody may want, its value as it is typed into the form; empty for yes or no. */
  example: { operator: Operator; value: string };
};

/** How a fact of a unit can be compared. */
export function operatorsOf({ unit }: Pick<Fact, 'unit'>): readonly Operator[] {
  if (unit === 'yes_no') return OPERATORS.yes_no;
  return unit === 'text' ? OPERATORS.text : OPERATORS.number;
}

/** The name of a fact of the whole invoice. */
export type InvoiceFact = Exclude<keyof typeof FACT_TYPES, 'lines'>;

/** The name of a fact of a line. Both have some names in common, for what is the same of either. */
export type LineFact = keyof typeof LINE_FACT_TYPES;

/** What a condition on the whole invoice may compare, in the order in which it is offered. */
export const INVOICE_FACTS: Readonly<Record<InvoiceFact, Fact>> = {
  totalMinor: { unit: 'money', example: { operator: '>', value: '10000' } },
  taxExclusiveMinor: { unit: 'money', example: { operator: '>', value: '10000' } },
  totalBaseMinor: { unit: 'money', mayBeAbsent: true, example: { operator: '>', value: '10000' } },
  maxDiscountPpm: { unit: 'rate', example: { operator: '>', value: '10' } },
  discountMinor: { unit: 'money', example: { operator: '>', value: '500' } },
  allowancesMinor: { unit: 'money', example: { operator: '>', value: '0' } },
  hasManualPrice: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  exceedsAllowedDiscount: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  marginPpm: {
    unit: 'rate',
    mayBeAbsent: true,
    knownBy: 'isMarginKnown',
    example: { operator: '<', value: '20' },
  },
  isMarginKnown: { unit: 'yes_no', example: { operator: 'is_not', value: '' } },
  isNewCustomer: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  hasBuyerMismatch: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  hasOtherTerms: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  termsDaysMax: { unit: 'days', mayBeAbsent: true, example: { operator: '>', value: '60' } },
  termsDays: { unit: 'days', mayBeAbsent: true, example: { operator: '>', value: '30' } },
  documentKind: { unit: 'text', values: DOCUMENT_TYPES, example: { operator: '==', value: 'credit_note' } },
  creditMinor: { unit: 'money', example: { operator: '>', value: '1000' } },
  creditReason: { unit: 'text', example: { operator: 'contains', value: 'goodwill' } },
  commandMinor: { unit: 'money', example: { operator: '>', value: '1000' } },
  commandTotalMinor: { unit: 'money', example: { operator: '>', value: '1000' } },
  commandReason: { unit: 'text', example: { operator: 'contains', value: 'duplicate' } },
  hasContract: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  hasPurchaseOrder: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  lineCount: { unit: 'count', example: { operator: '>', value: '20' } },
  buyerCountry: { unit: 'text', mayBeAbsent: true, example: { operator: 'not_in', value: 'JP, US' } },
  customerId: { unit: 'text', example: { operator: '==', value: 'cus_0199f3a1' } },
  locale: { unit: 'text', values: ['en', 'ja'], example: { operator: '==', value: 'ja' } },
  currency: { unit: 'text', example: { operator: 'not_in', value: 'JPY, USD' } },
  baseCurrency: { unit: 'text', mayBeAbsent: true, example: { operator: '==', value: 'JPY' } },
  entityId: { unit: 'text', example: { operator: '==', value: 'ent_0199f3a1' } },
  now: { unit: 'text', example: { operator: 'startsWith', value: '2026-12' } },
};

/** What a condition on a line may compare. */
export const LINE_FACTS: Readonly<Record<LineFact, Fact>> = {
  discountPpm: { unit: 'rate', example: { operator: '>', value: '10' } },
  netMinor: { unit: 'money', example: { operator: '<', value: '0' } },
  hasManualPrice: { unit: 'yes_no', example: { operator: 'is', value: '' } },
  overAllowedDiscountPpm: { unit: 'rate', example: { operator: '>', value: '5' } },
  marginPpm: {
    unit: 'rate',
    mayBeAbsent: true,
    knownBy: 'isMarginKnown',
    example: { operator: '<', value: '20' },
  },
  isMarginKnown: { unit: 'yes_no', example: { operator: 'is_not', value: '' } },
  sku: { unit: 'text', example: { operator: 'startsWith', value: 'CUSTOM-' } },
  taxCategory: { unit: 'text', values: TAX_CATEGORIES, example: { operator: '==', value: 'AE' } },
};

/** Where a comparison looks: at the invoice, at whether some line is so, or at whether all are. */
export type FactScope = 'invoice' | 'any_line' | 'every_line';

/** The fact of a name; undefined when there is none. */
export function findFact(scope: FactScope, name: string): Fact | undefined {
  const facts: Readonly<Record<string, Fact>> = scope === 'invoice' ? INVOICE_FACTS : LINE_FACTS;
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}
