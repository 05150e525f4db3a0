import { and, eq } from 'drizzle-orm';
import type { JsonValue } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, invoices, ourWrites, syncLinks } from '../../db/schema/index.ts';
import type { ConnectionRow, Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import type { Connector } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { fieldHashes } from './field-hashes.ts';

/**
 * Tells the echo of our own write from somebody's edit in the target: every field is compared with the ledger of what
 * we wrote. An edit marks the link as drift with an event; nothing is taken over from it.
 */
export async function checkForForeignEdit(
  ctx: Ctx,
  connection: ConnectionRow,
  connector: Connector,
  object: string,
  externalId: string,
): Promise<void> {
  // A loss is a credit note to the ledger, which tells of both by one name.
  const objects = object === 'credit_note' ? [object, 'write_off'] : [object];
  for (const one of objects) await checkOne(ctx, connection, connector, one, externalId);
}

async function checkOne(
  ctx: Ctx,
  connection: ConnectionRow,
  connector: Connector,
  object: string,
  externalId: string,
): Promise<void> {
  const known = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ field: ourWrites.field, valueHash: ourWrites.valueHash })
      .from(ourWrites)
      .where(
        and(
          eq(ourWrites.connectionId, connection.id),
          eq(ourWrites.object, object),
          eq(ourWrites.externalId, externalId),
        ),
      ),
  );
  if (known.length === 0) return;
  const current = await connector.read(object, externalId);
  const hashes = current === undefined ? {} : fieldHashes(current.fields);
  const edited = known
    .filter(({ field, valueHash }) => hashes[field] !== valueHash)
    .map(({ field }) => field);
  if (edited.length === 0) return;
  const theirs = Object.fromEntries(
    edited.map((field): [string, JsonValue] => [field, current?.fields[field] ?? null]),
  );
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if (await isVoidHere(tx, connection, object, externalId)) return;
    const [link] = await tx
      .update(syncLinks)
      .set({ state: 'drift', readBack: current?.fields ?? null })
      .where(
        and(
          eq(syncLinks.connectionId, connection.id),
          eq(syncLinks.object, object),
          eq(syncLinks.externalId, externalId),
          eq(syncLinks.state, 'in_sync'),
        ),
      )
      .returning({ canonicalId: syncLinks.canonicalId, canonicalKind: syncLinks.canonicalKind });
    if (link === undefined) return;
    const data = { connection: connection.name, object, externalId, theirs };
    await recordAudit(tx, ctx, {
      action: 'sync.drift',
      objectKind: link.canonicalKind,
      objectId: link.canonicalId,
      after: data,
    });
    const invoiceId = await findInvoiceOf(tx, link);
    if (invoiceId === null) return;
    await getInvoiceForUpdate(tx, invoiceId);
    await recordEvent(tx, ctx, invoiceId, 'invoice.drift_detected', data);
  });
}

async function findInvoiceOf(
  tx: Tx,
  { canonicalKind, canonicalId }: { canonicalKind: string; canonicalId: string },
): Promise<string | null> {
  if (canonicalKind === 'invoice') return canonicalId;
  if (canonicalKind !== 'allocation') return null;
  const [entry] = await tx
    .select({ invoiceId: allocations.invoiceId })
    .from(allocations)
    .where(eq(allocations.id, canonicalId));
  return entry?.invoiceId ?? null;
}

/** That an invoice or a credit note is gone from the books is no edit of somebody's where it is, or is to be, void here; nor is a loss that was reversed. */
async function isVoidHere(
  tx: Tx,
  connection: ConnectionRow,
  object: string,
  externalId: string,
): Promise<boolean> {
  if (object === 'write_off') return isReversedHere(tx, connection, externalId);
  const [row] = await tx
    .select({ documentStatus: invoices.documentStatus })
    .from(syncLinks)
    .innerJoin(invoices, eq(invoices.id, syncLinks.canonicalId))
    .where(
      and(
        eq(syncLinks.connectionId, connection.id),
        eq(syncLinks.object, object),
        eq(syncLinks.canonicalKind, 'invoice'),
        eq(syncLinks.externalId, externalId),
      ),
    );
  return row?.documentStatus === 'voiding' || row?.documentStatus === 'voided';
}

async function isReversedHere(tx: Tx, connection: ConnectionRow, externalId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: allocations.id })
    .from(syncLinks)
    .innerJoin(allocations, eq(allocations.reversesId, syncLinks.canonicalId))
    .where(
      and(
        eq(syncLinks.connectionId, connection.id),
        eq(syncLinks.object, 'write_off'),
        eq(syncLinks.externalId, externalId),
      ),
    );
  return rows.length > 0;
}
