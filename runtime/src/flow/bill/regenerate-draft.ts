import type { Actor } from '../../core/actor.ts';
import type { EditedContent } from '../../core/billing/edits/edit-content.ts';
import { conflictsOf } from '../../core/billing/edits/invoice-edits.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { changeContent } from './change-content.ts';
import { writeContent } from './write-content.ts';

type RegenerateDraftInput = {
  invoice: InvoiceRow;
  customerId: string;
  /** What its sources come to now, with the edits of the invoice in. */
  edited: EditedContent;
  sourceHash: string;
  /** Who the new content is put down to, beside the author: the deal's owner may have changed with it. */
  editor: Actor;
};

/**
 * Recomputes an invoice whose sources changed. What people edited of it stays; where the source says something new of the
 * same field, both are kept until somebody chooses, and the invoice cannot be submitted before (model.md E5, row 3).
 */
export async function regenerateDraft(tx: Tx, ctx: Ctx, input: RegenerateDraftInput): Promise<void> {
  const { invoice, edited, editor } = input;
  authorise(ctx, 'edit', invoice.entityId);
  const conflicts = conflictsOf(edited.edits);
  await changeContent(tx, ctx, {
    invoice,
    event: 'regenerate',
    editor,
    data: conflicts.length === 0 ? {} : { conflicts },
    hasConflicts: conflicts.length > 0,
    write: () => writeContent(tx, ctx, input),
  });
}
