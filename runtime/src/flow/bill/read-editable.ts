import { conflictsOf, linePrefix } from '../../core/billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { findTransition } from '../../core/invoice/transitions.ts';
import type { JsonValue } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { loadEditBase } from './load-edit-base.ts';
import { lockDeal } from './lock-deal.ts';
import { refuseEdit } from './refuse-edit.ts';

/** A field that can be edited: `purchaseOrder`, or `lines.1.quantity` of the line at position 1. */
export type EditableField = {
  name: string;
  /** What the invoice says; null is nothing, and of a price the list price. */
  value: JsonValue;
  /** What the source says now. */
  source: JsonValue;
  isEdited: boolean;
  /** The source says something new since it was edited, and nobody has chosen yet. */
  isConflict: boolean;
};

/** What can be edited of an invoice, on which revision. */
export type Editable = { document: InvoiceDocument; revision: number; fields: EditableField[] };

/**
 * Reads what can be edited of an invoice; throws `invoice.not_found`, `invoice.transition_refused` for one that is issued,
 * and `invoice.revision_conflict` or `billing.*` while its deal is not what it was made from.
 */
export async function readEditable({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<Editable> {
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) => read(tx, ctx, input.invoiceId));
}

async function read(tx: Tx, ctx: Ctx, invoiceId: string): Promise<Editable> {
  authorise(ctx, 'edit');
  const invoice = await getInvoiceRow(tx, invoiceId);
  authorise(ctx, 'edit', invoice.entityId);
  if (findTransition('edit', invoice.documentStatus) === undefined) throw refuseEdit(invoice.documentStatus);
  const deal = invoice.dealId === null ? undefined : await lockDeal(tx, invoice.dealId);
  const { sources, keys } = await loadEditBase(tx, invoice, deal);
  const conflicts = new Set(conflictsOf(invoice.edits));
  const fields = Object.entries(sources).flatMap(([pointer, source]) => {
    const name = nameOf(pointer, keys);
    if (name === undefined) return [];
    const edit = invoice.edits[pointer];
    const value = edit === undefined ? source : edit.value;
    return [{ name, value, source, isEdited: edit !== undefined, isConflict: conflicts.has(pointer) }];
  });
  return { document: await loadDocument(tx, invoiceId), revision: invoice.revision, fields };
}

function nameOf(pointer: string, keys: ReadonlyMap<number, string>): string | undefined {
  if (!pointer.startsWith('/lines/')) return pointer.slice(1);
  for (const [position, key] of keys) {
    const prefix = linePrefix(key);
    if (pointer.startsWith(prefix)) return `lines.${position}.${pointer.slice(prefix.length)}`;
  }
  return undefined;
}
