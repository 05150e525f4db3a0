import type { Actor } from '../../core/actor.ts';
import {
  addedLinePointer,
  conflictsOf,
  idOfAddedLine,
  linePrefix,
  removalsOf,
} from '../../core/billing/edits/invoice-edits.ts';
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

/** A line that is on the invoice, by its position: its key, and whether somebody added it by hand. */
export type EditableLine = { position: number; key: string; isAdded: boolean };

/** A line of the deal that was left out: what the deal said of it then, and what it says now. */
export type LeftOutLine = {
  key: string;
  name: string;
  source: JsonValue;
  now: JsonValue;
  isConflict: boolean;
  by: Actor;
  reason: string | undefined;
};

/** What can be edited of an invoice, on which revision. */
export type Editable = {
  document: InvoiceDocument;
  revision: number;
  fields: EditableField[];
  lines: EditableLine[];
  leftOut: LeftOutLine[];
  /** Whether lines can be added and left out: where a deal is billed. */
  hasLines: boolean;
};

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
  const { sources, keys, hasLines, dealLines } = await loadEditBase(tx, invoice, deal);
  const conflicts = new Set(conflictsOf(invoice.edits));
  const fields = Object.entries(sources).flatMap(([pointer, source]) => {
    const name = nameOf(pointer, keys);
    if (name === undefined) return [];
    const edit = invoice.edits[pointer];
    const value = edit === undefined ? source : edit.value;
    return [{ name, value, source, isEdited: edit !== undefined, isConflict: conflicts.has(pointer) }];
  });
  const lines = [...keys].map(([position, key]) => ({
    ...{ position, key },
    isAdded: sources[addedLinePointer(key)] !== undefined,
  }));
  const leftOut = removalsOf(invoice.edits).map(([key, edit]) => {
    const { source, conflict, by, reason } = edit;
    const isConflict = conflict !== undefined;
    const name = dealLines.get(key)?.name ?? key;
    return { key, name, source, now: isConflict ? conflict : source, isConflict, by, reason };
  });
  const document = await loadDocument(tx, invoiceId);
  return { document, revision: invoice.revision, fields, lines, leftOut, hasLines };
}

/** A line as a whole is no field. */
function nameOf(pointer: string, keys: ReadonlyMap<number, string>): string | undefined {
  if (idOfAddedLine(pointer) !== undefined) return undefined;
  if (!pointer.startsWith('/lines/')) return pointer.slice(1);
  for (const [position, key] of keys) {
    const prefix = linePrefix(key);
    if (pointer.startsWith(prefix)) return `lines.${position}.${pointer.slice(prefix.length)}`;
  }
  return undefined;
}
