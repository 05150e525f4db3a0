import type { CanonicalDeal, CanonicalDealLine } from '../../canonical/deal.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import type { AddedLine } from './added-line.ts';
import { type EditedOfLine, type InvoiceEdits, linePointer, wholeLinePointer } from './invoice-edits.ts';

/**
 * The deal as its invoice bills it: with the edits in the place of what the deal says, without the lines that were left
 * out. A price that was edited is priced like one that was agreed in the deal, so it is marked against the product master
 * and meets the same rules.
 *
 * What is left out is billed nowhere: a deal has one living invoice, no run drafts the rest of a deal, and a voided invoice
 * that is issued again keeps its edits. Its source is free all the same, since nothing here bills it: where a CRM has one
 * line item on two deals, the invoice of the other one bills it, and putting it back here is refused from then on.
 */
export function editDeal<Deal extends Pick<CanonicalDeal, 'lines'>>(deal: Deal, edits: InvoiceEdits): Deal {
  const kept = deal.lines.filter(({ key }) => edits[wholeLinePointer(key)] === undefined);
  return { ...deal, lines: kept.map((line) => editLine(line, edits)) };
}

/** Added lines with what was edited of them since. */
export const editAdded = (lines: readonly AddedLine[], edits: InvoiceEdits): AddedLine[] =>
  lines.map((line) => editLine(line, edits));

/** The fields of a line that can be edited, beside the key that they go by. */
type EditableLine = Pick<CanonicalDealLine, 'key' | keyof Edited | Clearable>;
type Edited = Partial<Pick<CanonicalDealLine, 'quantity' | 'unitPrice' | Clearable>>;
type Clearable = 'description' | 'discountPercent' | 'discountAmount';

function editLine<Line extends EditableLine>(line: Line, edits: InvoiceEdits): Line {
  const editedOf = (field: EditedOfLine): JsonValue | undefined => edits[linePointer(line.key, field)]?.value;
  const cleared = new Set<Clearable>();
  const edited: Edited = {};
  const description = editedOf('description');
  const quantity = editedOf('quantity');
  const unitPrice = editedOf('unitPrice');
  const discount = editedOf('discount');
  if (typeof quantity === 'string') edited.quantity = quantity;
  if (typeof unitPrice === 'string') edited.unitPrice = unitPrice;
  if (description !== undefined) {
    cleared.add('description');
    if (typeof description === 'string') edited.description = description;
  }
  if (discount !== undefined) {
    cleared.add('discountPercent').add('discountAmount');
    Object.assign(edited, discountMembers(discount));
  }
  const kept = { ...line };
  for (const field of cleared) delete kept[field];
  return { ...kept, ...edited };
}

/** A discount as the members of a line; none for anything else. */
export function discountMembers(
  discount: JsonValue,
): Pick<CanonicalDealLine, 'discountPercent' | 'discountAmount'> {
  if (!isJsonObject(discount)) return {};
  const { percent, amount } = discount;
  if (typeof percent === 'string') return { discountPercent: percent };
  return typeof amount === 'string' ? { discountAmount: amount } : {};
}
