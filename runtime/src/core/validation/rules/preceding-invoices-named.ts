import type { DocumentType } from '../../invoice/document.ts';
import { errorFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Documents that change or settle what other documents billed. */
const FOLLOWING: ReadonlySet<DocumentType> = new Set(['credit_note', 'corrected', 'final']);

/** A credit note, a corrected and a final invoice name the invoices before them (BG-3). */
export const precedingInvoicesNamed: ValidationRule = ({ type, precedingInvoices = [] }) =>
  !FOLLOWING.has(type) ||
  precedingInvoices.some(({ isReplaced = false }) => !isReplaced || type === 'corrected')
    ? []
    : [
        errorFinding(
          'preceding_invoice.missing',
          '/precedingInvoices',
          'The document does not name the invoice that it corrects or settles (BG-3).',
          '訂正・精算の対象となる元の請求書が指定されていません(BG-3)。',
        ),
      ];
