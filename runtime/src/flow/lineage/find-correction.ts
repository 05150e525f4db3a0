import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { readValue } from '../../core/lineage/document-pointer.ts';
import type { Stamp } from '../../core/lineage/lineage-step.ts';
import type { Place } from '../../core/mapping/path.ts';
import type { Tx } from '../../db/open-database.ts';
import { loadCorrections } from '../correct/load-version.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';

/** Who corrected the value at a place of a document to what it is, and when; undefined for a value as it was issued. */
export async function findCorrection(
  tx: Tx,
  document: InvoiceDocument,
  place: Place,
): Promise<Stamp | undefined> {
  if (place[0] !== 'buyer' && place[0] !== 'recipients') return undefined;
  const corrections = await loadCorrections(tx, document.id);
  const issued = await getInvoiceRow(tx, document.id);
  // The newest first: the one that differs from the version before it made the value.
  const made = corrections.find((each, at) => {
    const before = corrections[at + 1] ?? issued;
    return valueIn(each, place) !== valueIn(before, place);
  });
  return made === undefined ? undefined : { by: made.correctedBy, at: made.correctedAt.toISOString() };
}

const valueIn = ({ buyer, recipients }: Pick<InvoiceDocument, 'buyer' | 'recipients'>, place: Place) =>
  readValue({ buyer, recipients } as JsonObject, place);
