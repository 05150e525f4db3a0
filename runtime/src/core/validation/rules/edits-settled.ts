import { conflictsOf, keyOfWholeLine, linePrefix } from '../../billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../../invoice/document.ts';
import { isJsonObject } from '../../json.ts';
import { errorFinding, type Finding } from '../finding.ts';
import type { ValidationFacts } from '../validation-facts.ts';

/**
 * Where somebody edited a field or left a line out, and its source said something new of it afterwards, a person chooses
 * between the two before the invoice goes on (model.md E5, row 3).
 */
export function editsSettled(document: InvoiceDocument, { edits = {} }: ValidationFacts): Finding[] {
  return conflictsOf(edits).map((pointer) => {
    if (keyOfWholeLine(pointer) === undefined) return fieldConflict(placeOf(document, pointer));
    const source = edits[pointer]?.source;
    return lineConflict(isJsonObject(source) ? String(source['sku']) : '');
  });
}

const fieldConflict = (place: string): Finding =>
  errorFinding(
    'invoice.edit_conflict',
    place,
    'It was edited by hand, and its source says something new of it. Edit it again, or take what the source says.',
    '手で修正した項目について、元のデータが変わりました。もう一度修正するか、元のデータに戻してください。',
  );

/** A line that was left out stands nowhere in the document, so it is named. */
const lineConflict = (sku: string): Finding =>
  errorFinding(
    'invoice.edit_conflict',
    '/lines',
    `The line "${sku}" was left out by hand, and its source says something new of it. Leave it out again, or put it back.`,
    `手で外した明細「${sku}」について、元のデータが変わりました。外したままにするか、明細に戻してください。`,
  );

/** The place in the document: its lines go by position, while edits of them go by the key of the deal's line. */
function placeOf(document: InvoiceDocument, pointer: string): string {
  const place = document.lines.findIndex(
    ({ source }) => source !== undefined && pointer.startsWith(linePrefix(source.externalId)),
  );
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  return place === -1 ? pointer : `/lines/${place}/${field}`;
}
