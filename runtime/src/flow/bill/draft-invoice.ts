import { createHash } from 'node:crypto';
import { and, eq, notInArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type DraftContent, dealToDraft } from '../../core/billing/deal-to-draft.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { JsonObject } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { deals, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { createDraft } from './create-draft.ts';
import { type BillingInputs, loadBillingInputs, loadDealSource } from './load-billing-inputs.ts';
import { regenerateDraft } from './regenerate-draft.ts';
import { resolveAuthor } from './resolve-author.ts';

/** The invoice that a deal has now. */
export type DraftedInvoice = {
  invoiceId: string;
  outcome: 'created' | 'regenerated' | 'unchanged' | 'issued_already';
};

/**
 * Brings the draft of a won deal up to date: makes it, recomputes it when its sources changed, or leaves it.
 * Running it twice makes nothing twice. An issued invoice is never touched; the change is put on record.
 */
export async function draftInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { dealId: string };
}): Promise<DraftedInvoice> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [deal] = await tx.select().from(deals).where(eq(deals.id, input.dealId)).for('update');
    if (deal === undefined) throw new AppError('record.not_found', { detail: 'There is no such deal.' });
    if (!deal.isWon) throw new AppError('billing.deal_not_won', { detail: `"${deal.title}" is not won.` });
    const source = await loadDealSource(tx, deal.id);
    const inputs = await loadBillingInputs(tx, deal.body, source, (zone) =>
      todayIn(zone, ctx.deps.clock.now()),
    );
    authorise(ctx, 'create', inputs.entity.id);
    const content = compute(inputs);
    const sourceHash = hashOfSources(inputs);
    const existing = await findInvoiceOfDeal(tx, deal.id);
    if (existing === undefined) {
      const author = await resolveAuthor(tx, ctx, deal.body, source);
      const invoiceId = await createDraft(
        tx,
        { ...ctx, actor: author },
        { inputs, content, sourceHash, dealId: deal.id },
      );
      await handOver(tx, ctx, inputs, invoiceId);
      return { invoiceId, outcome: 'created' };
    }
    if (existing.sourceHash === sourceHash) return { invoiceId: existing.id, outcome: 'unchanged' };
    if (existing.number !== null) {
      await recordAudit(tx, ctx, {
        action: 'deal.changed_after_issue',
        objectKind: 'invoice',
        objectId: existing.id,
        after: { dealId: deal.id, dealVersion: deal.version },
      });
      return { invoiceId: existing.id, outcome: 'issued_already' };
    }
    await regenerateDraft(tx, ctx, { invoice: existing, inputs, content, sourceHash });
    await handOver(tx, ctx, inputs, existing.id);
    return { invoiceId: existing.id, outcome: 'regenerated' };
  });
}

function compute(inputs: BillingInputs): DraftContent {
  const result = dealToDraft(inputs.input);
  if (result.ok) return result.draft;
  const errors = result.refusals.map(({ lineKey, code, reason }) => ({
    pointer: `/lines/${lineKey}`,
    code,
    detail: reason,
  }));
  throw new AppError('billing.product_unknown', {
    detail: errors.map((error) => error.detail).join(' '),
    errors,
  });
}

function hashOfSources(inputs: BillingInputs): string {
  const { deal, customer, contacts, entity, products, supplyDate } = inputs.input;
  const versions = [...products.values()].map((product) => product.versionId).sort();
  const sources = { deal, customer, contacts, seller: entity.legalName, versions, supplyDate } as JsonObject;
  return createHash('sha256').update(stableJson(sources)).digest('hex');
}

async function findInvoiceOfDeal(tx: Tx, dealId: string) {
  const [row] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.dealId, dealId), notInArray(invoices.documentStatus, ['discarded', 'voided'])))
    .for('update');
  return row;
}

async function handOver(tx: Tx, ctx: Ctx, inputs: BillingInputs, invoiceId: string): Promise<void> {
  if (!inputs.entity.isAutoSubmit) return;
  await ctx.deps.jobs.enqueue(tx, [
    {
      stage: 'submit',
      key: invoiceId,
      payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId },
    },
  ]);
}
