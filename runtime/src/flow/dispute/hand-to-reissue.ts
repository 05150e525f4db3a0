import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { findAcceptedReissue } from './find-accepted-reissue.ts';

/**
 * Hands a voided invoice over to be issued again where a dispute was accepted so; nothing otherwise. A job of its own, since
 * who drafts locks the source before the invoice, which is locked here.
 */
export async function handToReissue(tx: Tx, ctx: Ctx, invoiceId: string): Promise<void> {
  if ((await findAcceptedReissue(tx, invoiceId)) === undefined) return;
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'reissue', key: invoiceId, payload: { organizationId, requestId, invoiceId } },
  ]);
}
