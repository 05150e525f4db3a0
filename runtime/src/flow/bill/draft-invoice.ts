import { and, desc, eq, ne } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { type ComputedDraft, computeDraft } from './compute-draft.ts';
import { createDraft } from './create-draft.ts';
import { discardDraft } from './discard-draft.ts';
import { isSourceCurrent } from './is-source-current.ts';
import { type DealSource, loadDealSource } from './load-deal-source.ts';
import { type DealRow, lockDeal } from './lock-deal.ts';
import { regenerateDraft } from './regenerate-draft.ts';
import { resolveAuthor } from './resolve-author.ts';
import { withdrawDraft } from './withdraw-draft.ts';

/** What became of the invoice of a deal; a deal that is not won and was not invoiced has none. */
export type DraftedInvoice =
  | {
      invoiceId: string;
      outcome: 'created' | 'regenerated' | 'unchanged' | 'discarded' | 'issued_already';
    }
  | { outcome: 'not_won' };

/**
 * Brings the invoice of a deal up to date: drafts it, recomputes it, discards it when the deal is no longer won, or
 * leaves it. Running it twice makes nothing twice. An issued invoice is never touched; the change is put on record.
 * A deal that cannot be billed takes its unissued invoice back to draft, and then the failure (`billing.*`) is thrown.
 */
export async function draftInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { dealId: string };
}): Promise<DraftedInvoice> {
  // The failure leaves the transaction as a value: thrown inside, it would undo the withdrawal.
  const drafted = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    draft(tx, ctx, input.dealId),
  );
  if (!drafted.ok) throw drafted.error;
  return drafted.value;
}

type Drafted = { ok: true; value: DraftedInvoice } | { ok: false; error: AppError };

const done = (invoiceId: string, outcome: Exclude<DraftedInvoice['outcome'], 'not_won'>): Drafted => ({
  ok: true,
  value: { invoiceId, outcome },
});

async function draft(tx: Tx, ctx: Ctx, dealId: string): Promise<Drafted> {
  authorise(ctx, 'create');
  // In this order on the way, so that what is read stands while the deal's lock is held.
  const [deal, { existing, voided }, source] = await Promise.all([
    lockDeal(tx, dealId),
    findInvoicesOfDeal(tx, dealId),
    loadDealSource(tx, dealId),
  ]);
  if (deal === undefined) throw new AppError('record.not_found', { detail: 'There is no such deal.' });
  if (existing !== undefined && existing.number !== null) return keepIssued(tx, ctx, deal, existing);
  if (!deal.isWon) return discardUnwon(tx, ctx, existing);
  const computed = await tryCompute(
    tx,
    deal,
    source,
    existing ?? { createdAt: ctx.deps.clock.now(), edits: {}, notes: [] },
  );
  if (!computed.ok) {
    if (existing !== undefined) await withdrawDraft(tx, ctx, existing, computed.error);
    return computed;
  }
  const { inputs, sourceHash } = computed.value;
  authorise(ctx, 'create', inputs.entity.id);
  if (existing === undefined) {
    // A deal whose invoice was voided is billed again on somebody's word only: an echo of its CRM must not undo a void.
    return voided !== undefined && ctx.actor.kind === 'system'
      ? done(voided.id, 'unchanged')
      : create(tx, ctx, deal, source, computed.value);
  }
  if (existing.sourceHash === sourceHash) {
    // Its issue may have been refused while a newer version of the deal was not mapped yet.
    if (existing.documentStatus === 'approved' && inputs.entity.isAutoIssue) {
      await handOver(tx, ctx, 'issue', existing.id);
    }
    return done(existing.id, 'unchanged');
  }
  if (existing.entityId !== inputs.entity.id || existing.currency !== inputs.input.currency) {
    const reason = `The deal is invoiced in ${inputs.input.currency} by ${inputs.entity.legalName} now.`;
    await discardDraft(tx, ctx, existing, reason);
    return create(tx, ctx, deal, source, await computeDraft(tx, deal, source, ctx.deps.clock.now()));
  }
  const editor = await resolveAuthor(tx, ctx, deal.body, source);
  await regenerateDraft(tx, ctx, {
    invoice: existing,
    edited: computed.value,
    sourceHash,
    customerId: inputs.customerId,
    editor,
  });
  if (inputs.entity.isAutoSubmit) await handOver(tx, ctx, 'submit', existing.id);
  return done(existing.id, 'regenerated');
}

async function tryCompute(
  tx: Tx,
  deal: DealRow,
  source: DealSource,
  drafted: Pick<InvoiceRow, 'createdAt' | 'edits' | 'notes'>,
): Promise<{ ok: true; value: ComputedDraft } | { ok: false; error: AppError }> {
  try {
    return { ok: true, value: await computeDraft(tx, deal, source, drafted.createdAt, drafted) };
  } catch (cause) {
    if (cause instanceof AppError) return { ok: false, error: cause };
    throw cause;
  }
}

async function create(
  tx: Tx,
  ctx: Ctx,
  deal: DealRow,
  source: DealSource,
  computed: ComputedDraft,
): Promise<Drafted> {
  const author = await resolveAuthor(tx, ctx, deal.body, source);
  const { inputs, content, sourceHash } = computed;
  const invoiceId = await createDraft(
    tx,
    { ...ctx, actor: author },
    {
      entityId: inputs.entity.id,
      customerId: inputs.customerId,
      currency: inputs.input.currency,
      content,
      sourceHash,
      dealId: deal.id,
      contractId: null,
      billedOn: null,
    },
  );
  if (inputs.entity.isAutoSubmit) await handOver(tx, ctx, 'submit', invoiceId);
  return done(invoiceId, 'created');
}

async function discardUnwon(tx: Tx, ctx: Ctx, existing: InvoiceRow | undefined): Promise<Drafted> {
  if (existing === undefined) return { ok: true, value: { outcome: 'not_won' } };
  await discardDraft(tx, ctx, existing, 'The deal is no longer won.');
  return done(existing.id, 'discarded');
}

async function keepIssued(tx: Tx, ctx: Ctx, deal: DealRow, issued: InvoiceRow): Promise<Drafted> {
  if (await isSourceCurrent(tx, issued)) return done(issued.id, 'unchanged');
  await recordAudit(tx, ctx, {
    action: 'deal.changed_after_issue',
    objectKind: 'invoice',
    objectId: issued.id,
    after: { dealId: deal.id, dealVersion: deal.version, isWon: deal.isWon },
  });
  return done(issued.id, 'issued_already');
}

/** The deal's living invoice and the last that was voided, locked. */
async function findInvoicesOfDeal(
  tx: Tx,
  dealId: string,
): Promise<{ existing: InvoiceRow | undefined; voided: InvoiceRow | undefined }> {
  const rows = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.dealId, dealId), ne(invoices.documentStatus, 'discarded')))
    .orderBy(desc(invoices.id))
    .for('update');
  return {
    existing: rows.find((row) => row.documentStatus !== 'voided'),
    voided: rows.find((row) => row.documentStatus === 'voided'),
  };
}

async function handOver(tx: Tx, ctx: Ctx, stage: 'submit' | 'issue', invoiceId: string): Promise<void> {
  const payload = { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId };
  await ctx.deps.jobs.enqueue(tx, [{ stage, key: invoiceId, payload }]);
}
