import type { DocumentType } from '../invoice/document.ts';

/** What a rule may ask of a line: money in minor units of the invoice's currency, rates in parts per million. */
export type RuleLineFacts = {
  readonly sku: string;
  readonly netMinor: bigint;
  readonly discountPpm: bigint;
  readonly hasManualPrice: boolean;
  /** By how much the line goes beyond the discount that the product master allows; 0 where it does not. */
  readonly overAllowedDiscountPpm: bigint;
  /** Whether `marginPpm` is there. */
  readonly isMarginKnown: boolean;
  /** What is left of the net of the line after its cost; absent where that cost is not known. */
  readonly marginPpm?: bigint;
  readonly taxCategory: string;
};

/** The amounts of an invoice: money in minor units of its currency, rates in parts per million. */
export type RuleAmountFacts = {
  readonly totalMinor: bigint;
  readonly taxExclusiveMinor: bigint;
  readonly discountMinor: bigint;
  /** Allowances of the document and of its lines beside their discounts. */
  readonly allowancesMinor: bigint;
  /** How much a credit note gives back; zero on every other document. */
  readonly creditMinor: bigint;
  readonly maxDiscountPpm: bigint;
  readonly hasManualPrice: boolean;
  readonly exceedsAllowedDiscount: boolean;
  readonly lines: readonly RuleLineFacts[];
};

/**
 * What a rule may ask of an invoice; 10 % is 100000 parts per million, `now` an ISO instant. A fact that is
 * absent makes each rule that needs it an error, so that a person decides.
 */
export type RuleFacts = Partial<RuleAmountFacts> & {
  readonly documentKind: DocumentType;
  readonly currency: string;
  readonly entityId: string;
  readonly customerId: string;
  readonly locale: string;
  readonly lineCount: bigint;
  readonly hasPurchaseOrder: boolean;
  readonly hasContract: boolean;
  readonly isNewCustomer: boolean;
  /** Whether the CRM or a ledger has another name, tax number or address of the buyer by now; absent for past invoices. */
  readonly hasBuyerMismatch?: boolean;
  /** Whether `marginPpm` is there. */
  readonly isMarginKnown: boolean;
  /** What is left of the net after the cost of the products; absent as soon as the cost of one line is not known. */
  readonly marginPpm?: bigint;
  /** Why a credit note was made; empty on every other document. */
  readonly creditReason: string;
  /** How much a command on an issued document is about, and why it is asked; zero and empty where one is submitted. */
  readonly commandMinor: bigint;
  /** The same with what was sent back of the invoice before: a refund in parts is no smaller than one at once. */
  readonly commandTotalMinor: bigint;
  readonly commandReason: string;
  readonly now: string;
  /** Absent when the terms are no plain number of days, such as 月末締め翌月末払い. */
  readonly termsDays?: bigint;
  /** The most days that the terms can leave to pay; absent for terms that cannot be read. */
  readonly termsDaysMax?: bigint;
  /** Whether it is to be paid on other terms than its legal entity's own; absent where those are not known. */
  readonly hasOtherTerms?: boolean;
  /** Absent when the buyer has no address. */
  readonly buyerCountry?: string;
  /** The entity's own currency, and the total in its minor units; the total is absent where no exchange rate is known. */
  readonly baseCurrency?: string;
  readonly totalBaseMinor?: bigint;
  /** Why the amounts are absent. No rule sees it; an invoice that has it goes to a person. */
  readonly unreadable?: string;
};

type CelType = 'string' | 'int' | 'bool';

/** CEL type of each fact of a line. */
export const LINE_FACT_TYPES: { readonly [Name in keyof RuleLineFacts]-?: CelType } = {
  sku: 'string',
  netMinor: 'int',
  discountPpm: 'int',
  hasManualPrice: 'bool',
  overAllowedDiscountPpm: 'int',
  isMarginKnown: 'bool',
  marginPpm: 'int',
  taxCategory: 'string',
};

/** CEL type of each fact of an invoice; conditions that name another are refused when they are saved. */
export const FACT_TYPES: {
  readonly [Name in Exclude<keyof RuleFacts, 'unreadable'>]-?: CelType | 'list<Line>';
} = {
  documentKind: 'string',
  currency: 'string',
  entityId: 'string',
  customerId: 'string',
  locale: 'string',
  totalMinor: 'int',
  taxExclusiveMinor: 'int',
  discountMinor: 'int',
  allowancesMinor: 'int',
  creditMinor: 'int',
  maxDiscountPpm: 'int',
  lineCount: 'int',
  hasManualPrice: 'bool',
  exceedsAllowedDiscount: 'bool',
  hasPurchaseOrder: 'bool',
  hasContract: 'bool',
  isNewCustomer: 'bool',
  hasBuyerMismatch: 'bool',
  isMarginKnown: 'bool',
  marginPpm: 'int',
  creditReason: 'string',
  commandMinor: 'int',
  commandTotalMinor: 'int',
  commandReason: 'string',
  now: 'string',
  lines: 'list<Line>',
  termsDays: 'int',
  termsDaysMax: 'int',
  hasOtherTerms: 'bool',
  buyerCountry: 'string',
  baseCurrency: 'string',
  totalBaseMinor: 'int',
};
