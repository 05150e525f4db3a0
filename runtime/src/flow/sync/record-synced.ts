import type { Tx } from '../../db/open-database.ts';
import type { ConnectionRow, Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { recordEvent } from '../record-event.ts';

/** Tells that a document is in the books of a connection, and hands over what follows in the same transaction. */
export async function recordSynced(
  ctx: Ctx,
  connection: ConnectionRow,
  invoiceId: string,
  externalId: string,
  follow: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await getInvoiceForUpdate(tx, invoiceId);
    await recordEvent(tx, ctx, invoiceId, 'invoice.synced', {
      connection: connection.name,
      system: connection.system,
      externalId,
    });
    await follow(tx);
  });
}
