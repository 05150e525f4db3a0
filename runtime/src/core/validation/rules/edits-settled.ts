import { conflictsOf, linePrefix } from '../../billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../../invoice/document.ts';
import { errorFinding, type Finding } from '../finding.ts';
import type { ValidationFacts } from '../validation-facts.ts';

/**
 * Where somebody edited a field and its source said something new of it afterwards, a person chooses between the two before
 * the invoice goes on (model.md E5, row 3).
 */
export function editsSettled(document: InvoiceDocument, { edits = {} }: ValidationFacts): Finding[] {
  return conflictsOf(edits).map((pointer) =>
    errorFinding(
      'invoice.edit_conflict',
      placeOf(document, pointer),
      'It was edited by hand, and its source says something new of it. Edit it again, or take what the source says.',
      '手で修正した項目について、元のデータが変わりました。もう一度修正するか、元のデータに戻してください。',
    ),
  );
}

/** The place in the document: its lines go by position, while edits of them go by the key of the deal's line. */
function placeOf(document: InvoiceDocument, pointer: string): string {
  const place = document.lines.findIndex(
    ({ source }) => source !== undefined && pointer.startsWith(linePrefix(source.externalId)),
  );
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  return place === -1 ? pointer : `/lines/${place}/${field}`;
}
