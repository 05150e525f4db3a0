import { type JsonValue, toJson } from '../../json.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalTextOf } from '../../money/decimal-text-of.ts';
import { AddedLineBody } from './added-line.ts';
import type { EditChanges } from './change-edits.ts';
import { discountMembers } from './edit-deal.ts';
import type { EditRule, RefusedChange } from './edit-refusals.ts';
import type { InvoiceChanges } from './invoice-changes.ts';
import {
  addedLinePointer,
  documentPointer,
  LINE_FIELDS,
  linePointer,
  wholeLinePointer,
} from './invoice-edits.ts';
import type { AddLine, LineDiscount } from './line-changes.ts';

/** The lines of an invoice that changes can name; `kindOf` is undefined for a key that is of none. */
export type KnownLines = {
  keyAt: (position: number) => string | undefined;
  kindOf: (key: string) => 'deal_line' | 'added_line' | undefined;
  /** Whether lines can be edited at all; what a contract bills cannot. */
  canEdit: boolean;
};

/** Changes by the pointers of their fields, the ids of the lines that are new, and what names nothing that there is. */
export type ReadChanges = { changes: EditChanges; addedIds: string[]; refused: RefusedChange[] };

/** Reads changes for the lines that there are; `nextId` names each line that is added. */
export function readChanges(given: InvoiceChanges, known: KnownLines, nextId: () => string): ReadChanges {
  const changes = new Map<string, JsonValue | undefined>();
  put(changes, documentPointer('purchaseOrder'), given.purchaseOrder, noneIfEmpty);
  put(changes, documentPointer('terms'), given.terms, (code) => code);
  put(changes, documentPointer('recipients'), given.recipients, (list) => list.map((each) => ({ ...each })));
  put(changes, documentPointer('notes'), given.notes, (list) => [...list]);
  const unknown: EditRule = known.canEdit ? 'edit.line_unknown' : 'edit.not_here';
  const refused: RefusedChange[] = [];
  for (const [place, line] of (given.lines ?? []).entries()) {
    const key = known.keyAt(line.position);
    if (key === undefined) {
      refused.push({ pointer: `/lines/${place}`, rule: unknown });
      continue;
    }
    put(changes, linePointer(key, 'description'), line.description, noneIfEmpty);
    put(changes, linePointer(key, 'quantity'), line.quantity, decimalTextOf);
    put(changes, linePointer(key, 'unitPrice'), line.unitPrice, decimalTextOf);
    put(changes, linePointer(key, 'discount'), line.discount, discountValue);
  }
  const { addLines = [], removeLines = [], putBackLines = [] } = given;
  if (!known.canEdit) refused.push(...addLines.map((_line, at) => notHere(`/addLines/${at}`)));
  for (const [place, key] of removeLines.entries()) {
    const kind = known.kindOf(key);
    if (kind === undefined) refused.push({ pointer: `/removeLines/${place}`, rule: unknown });
    else remove(changes, key, kind);
  }
  for (const [place, key] of putBackLines.entries()) {
    const pointer = `/putBackLines/${place}`;
    if (known.kindOf(key) !== 'deal_line') refused.push({ pointer, rule: unknown });
    else if (removeLines.includes(key)) refused.push({ pointer, rule: 'edit.contradiction' });
    else changes.set(wholeLinePointer(key), undefined);
  }
  const added = addLines.map((line) => ({ id: nextId(), line }));
  for (const { id, line } of added) changes.set(addedLinePointer(id), addedBody(line));
  return { changes, addedIds: added.map(({ id }) => id), refused };
}

const notHere = (pointer: string): RefusedChange => ({ pointer, rule: 'edit.not_here' });

/** What was edited of a line goes with it, so that putting it back gives what the deal says. */
function remove(
  changes: Map<string, JsonValue | undefined>,
  key: string,
  kind: 'deal_line' | 'added_line',
): void {
  for (const field of LINE_FIELDS) changes.set(linePointer(key, field), undefined);
  if (kind === 'deal_line') changes.set(wholeLinePointer(key), null);
  else changes.set(addedLinePointer(key), undefined);
}

/** Absent changes nothing, null goes back to the source, anything else is the new value. */
function put<Value>(
  changes: Map<string, JsonValue | undefined>,
  pointer: string,
  given: Value | null | undefined,
  toValue: (value: Value) => JsonValue,
): void {
  if (given !== undefined) changes.set(pointer, given === null ? undefined : toValue(given));
}

const noneIfEmpty = (text: string): JsonValue => (text === '' ? null : text);

function discountValue(discount: LineDiscount): JsonValue {
  const [[kind = '', text = '0'] = []] = Object.entries(discount);
  return decimalOf(text).eq(0) ? null : { [kind]: decimalTextOf(text) };
}

/** One unit of what no product is sold by: a piece (UN/ECE Recommendation 20). */
const PIECE = 'EA';

/** As its edit keeps it: `AddLine` has seen to it that all is there that it needs. */
function addedBody({ sku, name, unit = PIECE, unitPrice, taxClass, ...line }: AddLine): JsonValue {
  const body = AddedLineBody.parse({
    ...(sku === undefined ? { name, unit, taxClass } : { sku }),
    ...(unitPrice === undefined ? {} : { unitPrice: decimalTextOf(unitPrice) }),
    quantity: decimalTextOf(line.quantity),
    ...(line.description === undefined || line.description === '' ? {} : { description: line.description }),
    ...discountMembers(line.discount === undefined ? null : discountValue(line.discount)),
  });
  return toJson(body);
}
