import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type FieldChange, fieldHistory } from '../../core/audit/field-history.ts';
import { parsePointer } from '../../core/lineage/document-pointer.ts';
import type { Place } from '../../core/mapping/path.ts';
import { auditEntries } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';

/** `path` is a JSON pointer into the invoice; `at` leaves out what came later. */
export type InvoiceHistoryInput = { invoiceId: string; path?: string; at?: Date };

/**
 * Every value of an invoice that was changed: from what to what, when, by whom and why; oldest first. So the last change of a
 * path says what stood there at a time. Throws `invoice.not_found`, and `request.invalid` for what is no JSON pointer.
 */
export async function getInvoiceHistory({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InvoiceHistoryInput;
}): Promise<FieldChange[]> {
  authorise(ctx, 'read');
  const place = input.path === undefined ? undefined : readPlace(input.path);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const invoice = await getInvoiceRow(tx, input.invoiceId);
    authorise(ctx, 'read', invoice.entityId);
    const entries = await tx
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.objectKind, 'invoice'), eq(auditEntries.objectId, invoice.id)))
      .orderBy(asc(auditEntries.id));
    const { at } = input;
    const upTo = at === undefined ? entries : entries.filter(({ occurredAt }) => occurredAt <= at);
    return fieldHistory(upTo, place);
  });
}

function readPlace(path: string): Place {
  const place = parsePointer(path);
  if (place.ok) return place.value;
  const detail = `The path ${place.reason}.`;
  throw new AppError('request.invalid', {
    errors: [{ pointer: '/query/path', code: 'request.invalid', detail }],
  });
}
