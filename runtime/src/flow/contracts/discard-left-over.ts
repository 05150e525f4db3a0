import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import { discardDraft } from '../bill/discard-draft.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** Drafts that no contract asks for any more, and the contracts that are billed now. */
export type LeftOver = { drafts: readonly InvoiceRow[]; billedNow: readonly string[]; reason: string };

/**
 * Discards drafts that bill nothing any more. A contract that has left a group takes the group's draft with it: the
 * others that stood there are handed over to be billed anew.
 */
export async function discardLeftOver(
  tx: Tx,
  ctx: Ctx,
  { drafts, billedNow, reason }: LeftOver,
): Promise<void> {
  if (drafts.length === 0) return;
  const ids = drafts.map(({ id }) => id);
  const standing = await tx
    .selectDistinct({ contractId: invoiceLines.contractId })
    .from(invoiceLines)
    .where(isAnyOf(invoiceLines.invoiceId, ids));
  for (const draft of drafts) await discardDraft(tx, ctx, draft, reason);
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(
    tx,
    standing.flatMap(({ contractId }) =>
      contractId === null || billedNow.includes(contractId)
        ? []
        : [{ stage: 'bill', key: contractId, payload: { organizationId, requestId, contractId } }],
    ),
  );
}
