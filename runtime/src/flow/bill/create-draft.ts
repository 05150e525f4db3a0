import { assert } from '../../core/assert.ts';
import type { DraftContent } from '../../core/billing/deal-to-draft.ts';
import { nameReplaced } from '../../core/invoice/name-replaced.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { NamedRequest } from '../credit/find-by-reference.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { contentColumns } from './content-columns.ts';
import { toDraftParts } from './draft-parts.ts';
import { storeDrafts } from './store-drafts.ts';

/** A computed draft with what it bills: a deal, or what fell due by a contract on a day. */
export type CreateDraftInput = {
  entityId: string;
  customerId: string;
  currency: string;
  content: DraftContent;
  sourceHash: string;
  dealId: string | null;
  contractId: string | null;
  /** Names the contracts that are billed together on it; none when absent. */
  collectiveKey?: string | null;
  billedOn: string | null;
  /** The invoice that it credits, for a credit note; any other is an invoice of the content's type. */
  creditsInvoiceId?: string;
  /** The name that a credit note was asked for under. */
  creditRequest?: NamedRequest | undefined;
  /** The voided invoice in whose place it stands, locked; none when absent. */
  replaces?: InvoiceRow | undefined;
  /** Printed beneath the lines; none when absent. */
  notes?: string[];
};

/** Stores a new draft with its lines, tax rows, audit entry and event. Returns its id. */
export async function createDraft(tx: Tx, ctx: Ctx, input: CreateDraftInput): Promise<string> {
  const [id] = await createDrafts(tx, ctx, [input]);
  assert(id !== undefined, 'one draft has one id');
  return id;
}

/** Stores new drafts as `createDraft` does, any number of them in as many statements as one. Returns their ids in order. */
export async function createDrafts(tx: Tx, ctx: Ctx, inputs: readonly CreateDraftInput[]): Promise<string[]> {
  const drafts = inputs.map((input) => {
    const id = ctx.deps.ids.next('invoice');
    const parts = toDraftParts(ctx.organizationId, id, input.content);
    return { row: draftRow(ctx, id, input), parts, data: changeOf(input) };
  });
  await storeDrafts(tx, ctx, drafts);
  return drafts.map(({ row }) => row.id);
}

const draftRow = (ctx: Ctx, id: string, input: CreateDraftInput) => ({
  organizationId: ctx.organizationId,
  id,
  entityId: input.entityId,
  customerId: input.customerId,
  dealId: input.dealId,
  contractId: input.contractId,
  collectiveKey: input.collectiveKey ?? null,
  billedOn: input.billedOn,
  type:
    input.creditsInvoiceId === undefined
      ? (input.content.type ?? ('invoice' as const))
      : ('credit_note' as const),
  creditsInvoiceId: input.creditsInvoiceId ?? null,
  creditReference: input.creditRequest?.reference ?? null,
  creditRequestHash: input.creditRequest?.hash ?? null,
  notes: input.notes ?? [],
  documentStatus: 'draft' as const,
  number: null,
  issueDate: null,
  dueDate: null,
  currency: input.currency,
  ...contentColumns(input.content),
  extras: nameReplaced(input.content.extras ?? {}, input.replaces, input),
  replacesInvoiceId: input.replaces?.id ?? null,
  suppliedAsOf: null,
  sourceHash: input.sourceHash,
  createdBy: ctx.actor,
  lastEditedBy: ctx.actor,
  createdAt: ctx.deps.clock.now(),
});

function changeOf(input: CreateDraftInput): JsonObject {
  const { amountMinor, currency } = input.content.totals.payable;
  return { totalMinor: String(amountMinor), currency, ...originOf(input) };
}

/** What it bills, as its audit entry and its first event say. */
function originOf({
  content,
  dealId,
  contractId,
  collectiveKey,
  creditsInvoiceId,
  creditRequest,
}: CreateDraftInput): JsonObject {
  if (creditsInvoiceId !== undefined) {
    const named = creditRequest === undefined ? {} : { reference: creditRequest.reference };
    return { creditsInvoiceId, ...named };
  }
  if (contractId !== null) return { contractId };
  if ((collectiveKey ?? null) === null) return { dealId };
  return { contractIds: [...new Set(content.lines.flatMap(({ line }) => line.charge?.contractId ?? []))] };
}
