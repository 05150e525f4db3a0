import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { validateInvoice } from '../../../runtime/src/core/validation/validate-invoice.ts';
import type { ValidationFacts } from '../../../runtime/src/core/validation/validation-facts.ts';

/** Facts under which the sample document has no finding. */
export const AMERICAN_FACTS: ValidationFacts = {
  entityCountry: 'US',
  taxRules: [{ category: 'S', ratePercent: '10', from: '2020-01-01' }],
};

/** Facts of a Japanese entity with the rates since 2019-10-01. */
export const JAPANESE_FACTS: ValidationFacts = {
  entityCountry: 'JP',
  entityTaxRegistration: 'T7000012050002',
  taxRules: [
    { category: 'S', ratePercent: '8.000000', from: '2014-04-01', to: '2019-10-01' },
    { category: 'S', ratePercent: '10.000000', from: '2019-10-01' },
    { category: 'AA', ratePercent: '8.000000', from: '2019-10-01' },
  ],
};

/** The findings as `level code pointer`. */
export const found = (document: InvoiceDocument, facts: ValidationFacts = AMERICAN_FACTS): string[] =>
  validateInvoice(document, facts).map(({ level, code, pointer }) => `${level} ${code} ${pointer}`);
