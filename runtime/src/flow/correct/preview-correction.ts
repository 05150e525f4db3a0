import type { JsonDifference } from '../../core/json-differences.ts';
import { authorise, type Ctx } from '../context.ts';
import { correctOrRefuse } from './correct-or-refuse.ts';
import { loadVersion } from './load-version.ts';
import type { CorrectInvoiceInput } from './make-version.ts';

/** What a correction would change of the newest version; writes nothing. Throws as `correctInvoice` does for its fields. */
export async function previewCorrection({
  ctx,
  input: { invoiceId, reason: _reason, version: _version, ...asked },
}: {
  ctx: Ctx;
  input: CorrectInvoiceInput & { invoiceId: string };
}): Promise<JsonDifference[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { document } = await loadVersion(tx, invoiceId);
    authorise(ctx, 'read', document.entityId);
    return correctOrRefuse(document, asked).differences;
  });
}
