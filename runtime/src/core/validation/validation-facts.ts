import type { InvoiceDocument, TaxCategory } from '../invoice/document.ts';
import type { Finding } from './finding.ts';

/** A tax rule of the entity as dated data, from its first day to before the day `to`; without `to` it is still in force. */
export type TaxRuleFact = { category: TaxCategory; ratePercent: string; from: string; to?: string };

/** What the validation must know beside the document. */
export type ValidationFacts = {
  /** ISO 3166-1 country of the legal entity. */
  entityCountry: string;
  /** The entity's registration for tax as it is on file. */
  entityTaxRegistration?: string;
  taxRules: readonly TaxRuleFact[];
};

/** One rule: what it finds in a document, nothing when the document keeps it. */
export type ValidationRule = (document: InvoiceDocument, facts: ValidationFacts) => Finding[];
