import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { contentColumns } from './content-columns.ts';
import type { BillingInputs } from './load-billing-inputs.ts';
import { replaceLines } from './replace-lines.ts';
import { sealContent } from './seal-content.ts';

type CreateDraftInput = { inputs: BillingInputs; content: DraftContent; sourceHash: string; dealId: string };

/** Stores a new draft with its lines, tax rows, audit entry and event. Returns its id. */
export async function createDraft(tx: Tx, ctx: Ctx, input: CreateDraftInput): Promise<string> {
  const { inputs, content } = input;
  const id = ctx.deps.ids.next('invoice');
  await tx.insert(invoices).values({
    organizationId: ctx.organizationId,
    id,
    entityId: inputs.entity.id,
    customerId: inputs.customerId,
    dealId: input.dealId,
    type: 'invoice',
    documentStatus: 'draft',
    currency: inputs.input.currency,
    ...contentColumns(content),
    contentHash: '',
    sourceHash: input.sourceHash,
    createdBy: ctx.actor,
    lastEditedBy: ctx.actor,
    createdAt: ctx.deps.clock.now(),
  });
  await replaceLines(tx, ctx, id, content);
  await sealContent(tx, id);
  const total = content.totals.payable;
  const data = { totalMinor: String(total.amountMinor), currency: total.currency, dealId: input.dealId };
  await recordAudit(tx, ctx, { action: 'invoice.create', objectKind: 'invoice', objectId: id, after: data });
  await recordEvent(tx, ctx, id, 'invoice.created', data);
  return id;
}
