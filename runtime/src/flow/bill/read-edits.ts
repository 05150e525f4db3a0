import { changeEdits } from '../../core/billing/edits/change-edits.ts';
import type { RefusedChange } from '../../core/billing/edits/edit-refusals.ts';
import type { InvoiceChanges } from '../../core/billing/edits/invoice-changes.ts';
import {
  addedLinePointer,
  type InvoiceEdits,
  idOfAddedLine,
  wholeLinePointer,
} from '../../core/billing/edits/invoice-edits.ts';
import { isAnyLineLeft } from '../../core/billing/edits/is-any-line-left.ts';
import { type KnownLines, readChanges } from '../../core/billing/edits/read-changes.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { EditBase } from './load-edit-base.ts';
import { refuseChanges } from './refuse-edit.ts';

/** A guess: more than that is a deal of its own. */
const ADDED_LINES_MAX = 100;

/** The edits after a change, the ids of the lines that it adds, and the pointers of the fields that it names. */
export type ReadEdits = { edits: InvoiceEdits; addedIds: string[]; fields: string[] };

/** The edits of an invoice with changes on top; throws `invoice.edit_refused` with each place and the rule that it breaks. */
export function readEdits(
  ctx: Ctx,
  invoice: InvoiceRow,
  base: EditBase,
  { changes: given, reason }: { changes: InvoiceChanges; reason: string },
): ReadEdits {
  const { changes, addedIds, refused } = readChanges(given, linesOf(base), () =>
    ctx.deps.ids.next('addedLine'),
  );
  const sources = {
    ...base.sources,
    ...Object.fromEntries(addedIds.map((id) => [addedLinePointer(id), null])),
  };
  const missing = [...changes.keys()].filter((pointer) => sources[pointer] === undefined);
  refuseChanges([...refused, ...missing.map((pointer) => ({ pointer, rule: 'edit.not_here' as const }))]);
  const at = ctx.deps.clock.now().toISOString();
  const edits = changeEdits(invoice.edits, sources, { changes, by: ctx.actor, at, reason });
  refuseChanges(boundsBroken(base, given, edits));
  return { edits, addedIds, fields: [...changes.keys()] };
}

const linesOf = ({ keys, sources, hasLines }: EditBase): KnownLines => ({
  keyAt: (position) => keys.get(position),
  kindOf: (key) => {
    if (sources[addedLinePointer(key)] !== undefined) return 'added_line';
    return sources[wholeLinePointer(key)] === undefined ? undefined : 'deal_line';
  },
  canEdit: hasLines,
});

function boundsBroken(
  { sources }: EditBase,
  { addLines = [], removeLines = [] }: InvoiceChanges,
  edits: InvoiceEdits,
): RefusedChange[] {
  const added = Object.keys(edits).filter((pointer) => idOfAddedLine(pointer) !== undefined);
  if (addLines.length > 0 && added.length > ADDED_LINES_MAX)
    return [{ pointer: `/addLines/${addLines.length - 1}`, rule: 'edit.too_many_lines' }];
  // A deal that says nothing any more is found by the validation; here only whoever leaves the last line out is told.
  return removeLines.length === 0 || isAnyLineLeft(sources, edits)
    ? []
    : [{ pointer: `/removeLines/${removeLines.length - 1}`, rule: 'edit.last_line' }];
}
