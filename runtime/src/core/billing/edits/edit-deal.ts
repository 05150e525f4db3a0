import type { CanonicalDeal, CanonicalDealLine } from '../../canonical/deal.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { type EditedOfLine, type InvoiceEdits, linePointer } from './invoice-edits.ts';

/**
 * The deal as its invoice bills it: with the edits in the place of what the deal says. A price that was edited is priced
 * like one that was agreed in the deal, so it is marked against the product master and meets the same rules.
 */
export function editDeal<Deal extends Pick<CanonicalDeal, 'lines'>>(deal: Deal, edits: InvoiceEdits): Deal {
  return { ...deal, lines: deal.lines.map((line) => editLine(line, edits)) };
}

function editLine(line: CanonicalDealLine, edits: InvoiceEdits): CanonicalDealLine {
  const editedOf = (field: EditedOfLine): JsonValue | undefined => edits[linePointer(line.key, field)]?.value;
  const edited = { ...line };
  const description = editedOf('description');
  const quantity = editedOf('quantity');
  const unitPrice = editedOf('unitPrice');
  const discount = editedOf('discount');
  if (typeof quantity === 'string') edited.quantity = quantity;
  if (typeof unitPrice === 'string') edited.unitPrice = unitPrice;
  if (description !== undefined) {
    delete edited.description;
    if (typeof description === 'string') edited.description = description;
  }
  if (discount !== undefined) {
    delete edited.discountPercent;
    delete edited.discountAmount;
    Object.assign(edited, discountMembers(discount));
  }
  return edited;
}

function discountMembers(discount: JsonValue): Pick<CanonicalDealLine, 'discountPercent' | 'discountAmount'> {
  if (!isJsonObject(discount)) return {};
  const { percent, amount } = discount;
  if (typeof percent === 'string') return { discountPercent: percent };
  return typeof amount === 'string' ? { discountAmount: amount } : {};
}
