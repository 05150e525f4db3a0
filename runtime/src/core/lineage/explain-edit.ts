import { documentPointer, type EditedOfLine, linePointer } from '../billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import { isJsonObject } from '../json.ts';
import type { Place } from '../mapping/path.ts';
import type { LineageBasis } from './lineage-basis.ts';
import type { Origin } from './origin.ts';

/** A value that somebody edited by hand, with what its source said then; undefined for one that nobody did. */
export function explainEdit(
  document: InvoiceDocument,
  { edits }: LineageBasis,
  place: Place,
): Origin | undefined {
  const pointer = pointerOf(document, place);
  const edit = pointer === undefined ? undefined : edits[pointer];
  if (edit === undefined) return undefined;
  const [member] = place.slice(3);
  // Of a discount in percent only the percentage was edited; its amount is computed from it.
  if (member !== undefined && !(isJsonObject(edit.value) && member in edit.value)) return undefined;
  const source = typeof edit.source === 'string' ? edit.source : JSON.stringify(edit.source);
  const { by, at } = edit;
  return { steps: [{ kind: 'decided', what: 'edited', stamp: { by, at }, basis: source }] };
}

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

const OF_LINES: readonly unknown[] = ['description', 'quantity', 'unitPrice', 'discount'];
const isEdited = (field: unknown): field is EditedOfLine => OF_LINES.includes(field);
