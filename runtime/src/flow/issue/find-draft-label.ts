import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import type { Tx } from '../../db/open-database.ts';
import { findSeries } from './find-series.ts';

/** What stands for the number of a document that has none yet, such as `INV-DRAFT`; null without a series. */
export async function findDraftLabel(
  tx: Tx,
  { entityId, type }: Pick<InvoiceDocument, 'entityId' | 'type'>,
): Promise<string | null> {
  const series = await findSeries(tx, entityId, type);
  const pattern = series === undefined ? undefined : parseNumberPattern(series.pattern);
  return pattern?.ok === true ? pattern.value.draftLabel : null;
}
