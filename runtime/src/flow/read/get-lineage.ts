import { AppError } from '../../core/app-error.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { parsePointer, readValue } from '../../core/lineage/document-pointer.ts';
import { explainValue } from '../../core/lineage/explain-value.ts';
import type { Lineage } from '../../core/lineage/lineage-step.ts';
import { mappedSteps } from '../../core/lineage/mapped-steps.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import { enteredStep } from '../lineage/entered-step.ts';
import { findCorrection } from '../lineage/find-correction.ts';
import { loadBasis } from '../lineage/load-basis.ts';
import { loadTracedSource } from '../lineage/load-traced-source.ts';
import { traceRecord } from '../lineage/trace-record.ts';

/** A value's way back, and the document that it is printed on. */
export type LineageView = { document: InvoiceDocument; lineage: Lineage };

/**
 * Where a value of an invoice comes from, by its JSON pointer into the document. Nothing is stored for it: the pinned
 * mapping version runs once more. Throws `invoice.not_found`, and `lineage.no_value` for a pointer to no single value.
 */
export async function getLineage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; path: string };
}): Promise<LineageView> {
  authorise(ctx, 'read');
  const { path } = input;
  const loaded = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { document } = await loadVersion(tx, input.invoiceId);
    authorise(ctx, 'read', document.entityId);
    const place = parsePointer(path);
    if (!place.ok) throw new AppError('lineage.no_value', { detail: `The path ${place.reason}.` });
    const printed = readValue(document as JsonObject, place.value);
    if (printed === undefined) throw new AppError('lineage.no_value');
    const corrected = await findCorrection(tx, document, place.value);
    if (corrected !== undefined) return { document, printed, steps: [enteredStep(corrected)] };
    const { basis, sources } = await loadBasis(tx, document);
    const { steps, mapped } = explainValue(document, basis, place.value, printed);
    const version = mapped === undefined ? undefined : sources.get(`${mapped.record} ${mapped.id}`);
    const source = version === undefined ? undefined : await loadTracedSource(tx, version);
    return { document, printed, steps, mapped, version, source };
  });
  const { document, printed, steps, mapped, version, source } = loaded;
  const view = (more: Lineage['steps']): LineageView => ({
    document,
    lineage: { pointer: path, value: printed, steps: [...steps, ...more] },
  });
  if (mapped === undefined) return view([]);
  if (version === undefined || source === undefined) return view([{ kind: 'unknown', reason: 'not_mapped' }]);
  // Outside the transaction: a script may take its time.
  const traced = await traceRecord(ctx, source, version.createdAt);
  const value = readValue(version.body, mapped.place);
  if (traced === undefined || value === undefined) {
    return view([{ kind: 'unknown', reason: 'trace_differs' }]);
  }
  return view(mappedSteps(traced, mapped.place, value));
}
