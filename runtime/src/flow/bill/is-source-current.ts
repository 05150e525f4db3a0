import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { deadLetters, deals } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordKeyOf } from '../subject-key.ts';
import { computeDraft } from './compute-draft.ts';
import { type DealSource, loadDealSource } from './load-deal-source.ts';
import { suppliedAsOf } from './supplied-as-of.ts';

/**
 * Whether an invoice is what its deal comes to now: the deal is still won, no newer version of it was refused by the
 * mapping, and drafting again would write the same. An invoice without a deal has no source to differ from.
 */
export async function isSourceCurrent(
  tx: Tx,
  invoice: Pick<InvoiceRow, 'dealId' | 'sourceHash' | 'createdAt' | 'suppliedAsOf'>,
): Promise<boolean> {
  if (invoice.dealId === null) return true;
  const [deal] = await tx.select().from(deals).where(eq(deals.id, invoice.dealId));
  if (deal === undefined || !deal.isWon) return false;
  const source = await loadDealSource(tx, deal.id);
  if (await isNewerVersionRefused(tx, source)) return false;
  try {
    const { sourceHash } = await computeDraft(tx, deal, source, suppliedAsOf(invoice));
    return sourceHash === invoice.sourceHash;
  } catch (cause) {
    if (cause instanceof AppError) return false;
    throw cause;
  }
}

async function isNewerVersionRefused(tx: Tx, source: DealSource): Promise<boolean> {
  const letters = await tx
    .select({ id: deadLetters.id })
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.queue, 'map'),
        eq(deadLetters.subjectKey, recordKeyOf(source)),
        eq(deadLetters.state, 'dead'),
      ),
    )
    .limit(1);
  return letters.length > 0;
}
