import type { JsonValue } from '../../json.ts';
import type { Edit, InvoiceEdits, SourceValues } from './invoice-edits.ts';
import { isSame } from './settle-edits.ts';

/** New values by pointer; undefined goes back to what the source says. */
export type EditChanges = ReadonlyMap<string, JsonValue | undefined>;

/**
 * The edits with changes on top. A changed field is measured against what the source says now, so a conflict about it is
 * over; a value that the source says anyway is no edit. Fields that the source does not have are left out.
 */
export function changeEdits(
  edits: InvoiceEdits,
  sources: SourceValues,
  { changes, ...stamp }: { changes: EditChanges } & Pick<Edit, 'by' | 'at' | 'reason'>,
): InvoiceEdits {
  const changed = new Map<string, Edit>(Object.entries(edits));
  for (const [pointer, value] of changes) {
    const source = sources[pointer];
    if (source === undefined || value === undefined || isSame(source, value)) changed.delete(pointer);
    else changed.set(pointer, { source, value, ...stamp });
  }
  return Object.fromEntries([...changed].sort(([left], [right]) => (left < right ? -1 : 1)));
}
