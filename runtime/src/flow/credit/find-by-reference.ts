import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { toJson } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { CreditInvoiceInput } from './credit-invoice.ts';

/** A credit note's name, and the hash of what was asked for under it. */
export type NamedRequest = { reference: string; hash: string };

/** The name that a request gives its credit note; undefined for one without. */
export function namedRequestOf({ reference, reason, lines }: CreditInvoiceInput): NamedRequest | undefined {
  if (reference === undefined) return undefined;
  return {
    reference,
    hash: createHash('sha256')
      .update(stableJson(toJson({ reason, lines })))
      .digest('hex'),
  };
}

/**
 * The credit note of an invoice that was drafted under a name, whatever became of it since; undefined when none was.
 * Throws `credit.reference_reused` where something else was asked for under it.
 */
export async function findByReference(
  tx: Tx,
  invoiceId: string,
  { reference, hash }: NamedRequest,
): Promise<string | undefined> {
  const [known] = await tx
    .select({ id: invoices.id, hash: invoices.creditRequestHash })
    .from(invoices)
    .where(and(eq(invoices.creditsInvoiceId, invoiceId), eq(invoices.creditReference, reference)));
  if (known !== undefined && known.hash !== hash) throw new AppError('credit.reference_reused');
  return known?.id;
}
