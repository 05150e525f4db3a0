import {
  addedLinePointer,
  documentPointer,
  type Edit,
  type EditedOfLine,
  LINE_FIELDS,
  linePointer,
} from '../billing/edits/invoice-edits.ts';
import type { DocumentLine, InvoiceDocument } from '../invoice/document.ts';
import { isJsonObject } from '../json.ts';
import type { Place } from '../mapping/path.ts';
import type { LineageBasis } from './lineage-basis.ts';
import type { DecidedWhat } from './lineage-step.ts';
import type { Origin } from './origin.ts';

/**
 * A value that somebody edited by hand, with what its source said then, or that a line was added with, with why; undefined
 * for one that nobody did.
 */
export function explainEdit(
  document: InvoiceDocument,
  basis: LineageBasis,
  place: Place,
): Origin | undefined {
  const pointer = pointerOf(document, place);
  const edit = pointer === undefined ? undefined : basis.edits[pointer];
  if (edit === undefined) return explainAdded(document, basis, place);
  const [member] = place.slice(3);
  // Of a discount in percent only the percentage was edited; its amount is computed from it.
  if (member !== undefined && !(isJsonObject(edit.value) && member in edit.value)) return undefined;
  const source = typeof edit.source === 'string' ? edit.source : JSON.stringify(edit.source);
  return { steps: [decidedBy('edited', edit, source)] };
}

/** Who decided what of an edit, and when. */
export const decidedBy = (
  what: DecidedWhat,
  { by, at }: Edit,
  basis: string | null,
): Origin['steps'][number] => ({
  kind: 'decided',
  what,
  stamp: { by, at },
  basis,
});

/** What a line was added with. What its product says of it, and what is computed, goes on there. */
function explainAdded({ lines }: InvoiceDocument, { edits }: LineageBasis, place: Place): Origin | undefined {
  const [room, at, field, member] = place;
  const line = room === 'lines' ? lines[Number(at)] : undefined;
  const edit = addedEditOf(line, edits);
  if (edit === undefined || !isJsonObject(edit.value)) return undefined;
  const given = field === 'discount' ? DISCOUNT_MEMBERS.get(member) : field;
  // With tiers it is printed as one piece, which is how the product is priced.
  if (given === 'quantity' && edit.value['quantity'] !== line?.quantity) return undefined;
  const isGiven = field === 'source' || field === 'position' || (given !== undefined && given in edit.value);
  return isGiven ? { steps: [decidedBy('line_added', edit, edit.reason ?? null)] } : undefined;
}

/** The edit that added a line; undefined for a line of the deal. */
export const addedEditOf = (
  line: Pick<DocumentLine, 'source'> | undefined,
  edits: LineageBasis['edits'],
): Edit | undefined =>
  line?.source?.kind === 'added_line' ? edits[addedLinePointer(line.source.externalId)] : undefined;

/** What an added line calls the members of its discount. */
const DISCOUNT_MEMBERS: ReadonlyMap<unknown, string> = new Map([
  ['percent', 'discountPercent'],
  ['amount', 'discountAmount'],
]);

function pointerOf({ lines }: InvoiceDocument, [room, at, field]: Place): string | undefined {
  switch (room) {
    case 'purchaseOrder':
    case 'terms':
    case 'recipients':
    case 'notes':
      return room === 'terms' && at !== 'code' ? undefined : documentPointer(room);
    case 'lines': {
      const key = lines[Number(at)]?.source?.externalId;
      return key === undefined || !isEdited(field) ? undefined : linePointer(key, field);
    }
    default:
      return undefined;
  }
}

const OF_LINES: readonly unknown[] = LINE_FIELDS;
const isEdited = (field: unknown): field is EditedOfLine => OF_LINES.includes(field);
