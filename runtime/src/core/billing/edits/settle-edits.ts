import type { JsonValue } from '../../json.ts';
import { stableJson } from '../../stable-json.ts';
import type { Edit, InvoiceEdits, SourceValues } from './invoice-edits.ts';

/**
 * The edits as they stand against what the source says now. One that the source agrees with by now, or whose line is
 * gone, is no edit any more; where the source says something new, the edit holds and the conflict is kept beside it.
 */
export function settleEdits(edits: InvoiceEdits, sources: SourceValues): InvoiceEdits {
  return Object.fromEntries(
    Object.entries(edits).flatMap(([pointer, edit]) => {
      const settled = settleEdit(edit, sources[pointer]);
      return settled === undefined ? [] : [[pointer, settled]];
    }),
  );
}

function settleEdit({ conflict: _before, ...edit }: Edit, now: JsonValue | undefined): Edit | undefined {
  if (now === undefined || isSame(now, edit.value)) return undefined;
  return isSame(now, edit.source) ? edit : { ...edit, conflict: now };
}

/** Whether two values of a field are one. */
export const isSame = (left: JsonValue, right: JsonValue): boolean => stableJson(left) === stableJson(right);
