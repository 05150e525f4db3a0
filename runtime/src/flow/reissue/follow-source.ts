import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import { isSourceCurrent } from '../bill/is-source-current.ts';
import type { Ctx } from '../context.ts';
import { billContracts } from '../contracts/bill-contracts.ts';
import { submitDrafts } from '../contracts/submit-drafts.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { ReissueSource } from './lock-source.ts';

/**
 * Brings a draft that was issued before up to what its source comes to now, as every draft is, and has it submitted where the
 * entity says so. Throws `reissue.not_possible` where the source does not bill it any more, and `billing.*` where it cannot
 * be billed as it is.
 */
export async function followSource(
  tx: Tx,
  ctx: Ctx,
  draft: InvoiceRow,
  source: ReissueSource,
): Promise<void> {
  if (source.kind === 'contracts') return followContracts(tx, ctx, draft, source.contractIds);
  if (!source.deal.isWon) throw notBilled('The deal is no longer won.');
  const dealId = source.deal.id;
  if (await isSourceCurrent(tx, draft)) return submit(tx, ctx, draft);
  // The ordinary run over the deal writes its content of today, and submits it.
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'draft', key: dealId, payload: { organizationId, requestId, dealId } },
  ]);
}

/** In this transaction: what a contract differs by has no key of its own that would keep it off a second draft. */
async function followContracts(
  tx: Tx,
  ctx: Ctx,
  draft: InvoiceRow,
  contractIds: readonly string[],
): Promise<void> {
  if (contractIds.length === 0) return submit(tx, ctx, draft);
  const { unchanged, regenerated, waiting } = await billContracts(tx, ctx, contractIds);
  // What changed is submitted by the run.
  if (regenerated.includes(draft.id)) return;
  if (!unchanged.includes(draft.id)) {
    throw notBilled('Its contract does not bill it any more, or is parked until somebody releases it.');
  }
  if (!waiting.includes(draft.id)) await submit(tx, ctx, draft);
}

async function submit(tx: Tx, ctx: Ctx, draft: InvoiceRow): Promise<void> {
  const [entity] = await tx
    .select({ isAutoSubmit: entities.isAutoSubmit })
    .from(entities)
    .where(eq(entities.id, draft.entityId));
  if (entity?.isAutoSubmit === true) await submitDrafts(tx, ctx, [draft.id]);
}

const notBilled = (detail: string): AppError => new AppError('reissue.not_possible', { detail });
