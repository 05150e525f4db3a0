import type { InvoiceRow } from '../get-invoice-row.ts';

/**
 * The instant that gives the supply date of a deal that names none: when its invoice was drafted, or for one that was issued
 * again, when the first of them was.
 */
export const suppliedAsOf = ({
  suppliedAsOf: given,
  createdAt,
}: Pick<InvoiceRow, 'suppliedAsOf' | 'createdAt'>): Date => given ?? createdAt;
