import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { toJson } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { documents, entities } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { findRendered } from '../correct/find-rendered.ts';
import { type DocumentVersion, loadVersion } from '../correct/load-version.ts';
import { requestSend } from '../deliver/request-send.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { loadTemplate } from '../load-template.ts';
import type { TemplateSource } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { findLedgers, ledgerJobs } from '../sync/ledger-jobs.ts';

/**
 * Renders an issued invoice once and stores the bytes with their hash; then hands it to delivery and to the
 * other systems. The stored bytes never change: a later call finds them and only makes sure that the rest follows.
 * A corrected one is rendered once more with the same template. Of that nothing follows by itself: other systems hold no
 * address of the document, and whether it is sent again is for people to say.
 */
export async function renderInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<void> {
  const { database, renderer } = ctx.deps;
  const pinned = await database.inOrganization(ctx.organizationId, (tx) => loadPinned(tx, input.invoiceId));
  if (pinned.isRendered) return;
  const pdf = await renderer.renderPdf({ document: pinned.document, template: pinned.template });
  const json = new TextEncoder().encode(canonicalJson(toJson(pinned.document)));
  await database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceForUpdate(tx, input.invoiceId);
    const stored = await tx
      .insert(documents)
      .values([
        { ...documentRow(ctx, pinned, pdf), kind: 'pdf', mediaType: 'application/pdf' },
        { ...documentRow(ctx, pinned, json), kind: 'json', mediaType: 'application/json', templateId: null },
      ])
      .onConflictDoNothing()
      .returning({ kind: documents.kind, sha256: documents.sha256 });
    if (stored.length === 0) return;
    const { version } = pinned;
    const hashes = {
      ...Object.fromEntries(stored.map((row) => [row.kind, row.sha256])),
      ...(version === 1 ? {} : { version }),
    };
    await recordAudit(tx, ctx, {
      action: 'invoice.render',
      objectKind: 'invoice',
      objectId: invoice.id,
      after: hashes,
    });
    await recordEvent(tx, ctx, invoice.id, 'invoice.rendered', hashes);
    if (version > 1) return;
    const payload = { organizationId: ctx.organizationId, requestId: ctx.requestId, invoiceId: invoice.id };
    await ctx.deps.jobs.enqueue(tx, ledgerJobs(ctx, invoice, await findLedgers(tx, invoice)));
    await ctx.deps.jobs.enqueue(tx, [{ stage: 'sync_crm', key: invoice.id, payload }]);
    const [entity] = await tx
      .select({ isAutoSend: entities.isAutoSend })
      .from(entities)
      .where(eq(entities.id, invoice.entityId));
    // Asked to be void meanwhile, it goes to nobody any more.
    const isSent = entity?.isAutoSend === true && invoice.documentStatus === 'issued';
    if (isSent) await requestSend(tx, ctx, invoice);
  });
}

type Pinned = DocumentVersion & { template: TemplateSource & { id: string }; isRendered: boolean };

async function loadPinned(tx: Tx, invoiceId: string): Promise<Pinned> {
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  if (invoice.templateId === null) {
    throw new AppError('invoice.transition_refused', { detail: 'Only an issued invoice has a document.' });
  }
  const newest = await loadVersion(tx, invoiceId);
  const template = await loadTemplate(tx, invoice);
  const rendered = await findRendered(tx, invoiceId, newest.version);
  return { ...newest, template, isRendered: rendered !== undefined };
}

function documentRow(ctx: Ctx, { document, version, template }: Pinned, bytes: Uint8Array) {
  return {
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('document'),
    invoiceId: document.id,
    version,
    bytes: Buffer.from(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    templateId: template.id,
    createdAt: ctx.deps.clock.now(),
  };
}
