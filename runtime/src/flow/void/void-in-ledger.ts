import { and, eq, ne } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { syncLinks, voidTargets } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { OpenConnection } from '../find-connection.ts';
import { getInvoiceForUpdate, getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { pushRecord } from '../sync/push-record.ts';
import { confirmVoid } from './confirm-void.ts';
import { markVoidedElsewhere } from './mark-voided-elsewhere.ts';
import { refuseVoid } from './refuse-void.ts';
import { VOID_REFUSALS } from './void-refusals.ts';

/**
 * Voids an invoice or a credit note in one ledger and reads it back; with the last of them it is voided. A ledger that never
 * held it has nothing to void. A ledger that refuses takes the invoice back to issued, and the refusal is thrown.
 */
export async function voidInLedger(ctx: Ctx, target: OpenConnection, invoiceId: string): Promise<void> {
  const asked = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    loadAsked(tx, target.connection.id, invoiceId),
  );
  if (asked === undefined) return;
  try {
    await writeVoid(ctx, target, asked);
  } catch (cause) {
    if (!(cause instanceof AppError) || !VOID_REFUSALS.has(cause.code)) throw cause;
    await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
      const invoice = await getInvoiceForUpdate(tx, invoiceId);
      const still = await loadAsked(tx, target.connection.id, invoiceId);
      if (invoice.documentStatus === 'voiding' && still?.attempt === asked.attempt)
        await refuseVoid(tx, ctx, { invoice, attempt: asked.attempt, connection: target.connection }, cause);
    });
    throw cause;
  }
  await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    confirmTarget(tx, ctx, target.connection.id, asked),
  );
}

type Asked = { invoice: InvoiceRow; attempt: number; externalId: string | undefined };

/** What is asked of this ledger; undefined when nothing is, or nothing any more. */
async function loadAsked(tx: Tx, connectionId: string, invoiceId: string): Promise<Asked | undefined> {
  const [target] = await tx
    .select({ attempt: voidTargets.attempt })
    .from(voidTargets)
    .where(
      and(
        eq(voidTargets.invoiceId, invoiceId),
        eq(voidTargets.connectionId, connectionId),
        eq(voidTargets.state, 'pending'),
      ),
    );
  if (target === undefined) return undefined;
  const invoice = await getInvoiceRow(tx, invoiceId);
  const [link] = await tx
    .select({ externalId: syncLinks.externalId })
    .from(syncLinks)
    .where(
      and(
        eq(syncLinks.connectionId, connectionId),
        eq(syncLinks.object, objectOf(invoice)),
        eq(syncLinks.canonicalId, invoiceId),
      ),
    );
  return { invoice, ...target, externalId: link?.externalId };
}

/** What the document is in a ledger. */
const objectOf = ({ type }: InvoiceRow) => (type === 'credit_note' ? 'credit_note' : 'invoice');

async function writeVoid(ctx: Ctx, { connection, connector }: OpenConnection, asked: Asked): Promise<void> {
  const { invoice, attempt } = asked;
  const number = invoice.number ?? '';
  const object = objectOf(invoice);
  // Booked without our knowing when the hub died right after the call: it is searched by its number then.
  const externalId = asked.externalId ?? (await connector.find(object, number))?.externalId;
  if (externalId === undefined) return;
  await pushRecord(ctx, {
    connection,
    connector,
    object: `${object}_void`,
    canonicalKind: 'invoice',
    canonicalId: invoice.id,
    matchKey: number,
    externalId,
    fields: { status: 'voided' },
    // Part of the operation key: a ledger that remembers its no would answer a second request with the first one's.
    references: { attempt: String(attempt) },
  });
}

async function confirmTarget(tx: Tx, ctx: Ctx, connectionId: string, asked: Asked): Promise<void> {
  const invoice = await getInvoiceForUpdate(tx, asked.invoice.id);
  if (invoice.documentStatus === 'issued') {
    // Another ledger refused while this one was writing.
    await markVoidedElsewhere(tx, ctx, invoice.id, [connectionId]);
    return;
  }
  if (invoice.documentStatus !== 'voiding') return;
  const isAsked = and(eq(voidTargets.invoiceId, invoice.id), eq(voidTargets.attempt, asked.attempt));
  const confirmed = await tx
    .update(voidTargets)
    .set({ state: 'confirmed', updatedAt: ctx.deps.clock.now() })
    .where(and(isAsked, eq(voidTargets.connectionId, connectionId)))
    .returning({ connectionId: voidTargets.connectionId });
  // Asked anew meanwhile: another ledger refused, and the answer to the earlier question settles nothing.
  if (confirmed.length === 0) return;
  await recordAudit(tx, ctx, {
    action: 'invoice.void_confirmed',
    objectKind: 'invoice',
    objectId: invoice.id,
    after: { connectionId },
  });
  const open = await tx
    .select({ connectionId: voidTargets.connectionId })
    .from(voidTargets)
    .where(and(isAsked, ne(voidTargets.state, 'confirmed')));
  if (open.length === 0) await confirmVoid(tx, ctx, invoice);
}
