import type { InvoiceEdits } from '../billing/edits/invoice-edits.ts';
import type { InvoiceDocument, TaxCategory } from '../invoice/document.ts';
import type { BuyerRecord } from './buyer-record.ts';
import type { Finding, FindingLevel } from './finding.ts';

/** A tax rule of the entity as dated data, from its first day to before the day `to`; without `to` it is still in force. */
export type TaxRuleFact = { category: TaxCategory; ratePercent: string; from: string; to?: string };

/** What the validation must know beside the document. */
export type ValidationFacts = {
  /** ISO 3166-1 country of the legal entity. */
  entityCountry: string;
  /** The entity's registration for tax as it is on file. */
  entityTaxRegistration?: string;
  taxRules: readonly TaxRuleFact[];
  /** The buyer as the CRM and the ledgers have it now; nobody to compare with when absent. */
  buyerRecords?: readonly BuyerRecord[];
  /** How bad it is that one of them differs; a warning when absent. */
  buyerMismatchLevel?: FindingLevel;
  /** What people edited of it; nothing when absent. */
  edits?: InvoiceEdits;
};

/** One rule: what it finds in a document, nothing when the document keeps it. */
export type ValidationRule = (document: InvoiceDocument, facts: ValidationFacts) => Finding[];
