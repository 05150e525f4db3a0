import type { InvoiceDocument } from './document.ts';
import type { DocumentExtras } from './document-extras.ts';

/** A voided invoice in whose place another document stands. */
export type ReplacedInvoice = Pick<InvoiceDocument, 'number' | 'issueDate' | 'entityId' | 'customerId'>;

/**
 * What only some documents have, with the voided invoice that this one replaces (BG-3). It is named to the customer whom it
 * was for, by the same legal entity: to anybody else it is no earlier invoice of theirs. Unchanged without one.
 */
export function nameReplaced(
  extras: DocumentExtras,
  replaced: ReplacedInvoice | undefined,
  home: Pick<InvoiceDocument, 'entityId' | 'customerId'>,
): DocumentExtras {
  if (replaced === undefined || replaced.number === null) return extras;
  if (replaced.entityId !== home.entityId || replaced.customerId !== home.customerId) return extras;
  const { number, issueDate } = replaced;
  const reference = { number, ...(issueDate === null ? {} : { issueDate }), isReplaced: true as const };
  return { ...extras, precedingInvoices: [...(extras.precedingInvoices ?? []), reference] };
}
