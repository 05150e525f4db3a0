import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { customers, deals } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type OpenConnection, openConnection } from '../find-connection.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { loadDocument } from '../load-document.ts';
import { findUntoldRefusal } from '../void/find-untold-refusal.ts';
import { voidInLedger } from '../void/void-in-ledger.ts';
import { accountingFields } from './accounting-fields.ts';
import { bookCreditNote } from './book-credit-note.ts';
import { bookMoneyEntries } from './book-money-entries.ts';
import { enqueueWaitingEntries } from './enqueue-money-entries.ts';
import { enqueueWaitingCredits } from './enqueue-waiting-credits.ts';
import { pushRecord } from './push-record.ts';
import { recordSynced } from './record-synced.ts';

/**
 * Brings one accounting connection to what the invoice is. One that is issued is booked: the contact, then each item,
 * then the invoice, so that nothing ever points to what is not there yet, each read back before the next is written.
 * A credit note is booked and set off against its invoice; losses and refunds are a part of their own. One that is on its way to be void is voided there; in one queue and under one key, never beside its booking.
 * Throws `connection.paused`, which leaves a dead letter to replay once the connection goes on, and the refusal of a void
 * that nobody was told of yet.
 */
export async function syncToAccounting({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string; connectionId: string; part?: 'money' | undefined };
}): Promise<void> {
  const target = await openConnection(ctx.deps, ctx.organizationId, input.connectionId);
  if (target.connection.isPaused) {
    throw new AppError('connection.paused', { detail: `${target.connection.name} is paused.` });
  }
  const { documentStatus, type, refusal } = await ctx.deps.database.inOrganization(
    ctx.organizationId,
    async (tx) => {
      const invoice = await getInvoiceRow(tx, input.invoiceId);
      return { ...invoice, refusal: await findUntoldRefusal(tx, input.connectionId, invoice.id) };
    },
  );
  if (documentStatus === 'voided') return;
  if (input.part === 'money') {
    await bookMoneyEntries(ctx, target, input.invoiceId);
    return;
  }
  if (documentStatus === 'issued' && refusal !== undefined) throw refusal;
  if (documentStatus === 'voiding') await voidInLedger(ctx, target, input.invoiceId);
  else if (type === 'credit_note') await bookCreditNote(ctx, target, input.invoiceId);
  else await bookIn(ctx, target, input.invoiceId);
}

async function bookIn(ctx: Ctx, target: OpenConnection, invoiceId: string): Promise<void> {
  const loaded = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const document = await loadDocument(tx, invoiceId);
    const [customer] = await tx
      .select({ body: customers.body })
      .from(customers)
      .where(eq(customers.id, document.customerId));
    const [deal] =
      document.dealId === null
        ? []
        : await tx.select({ title: deals.title }).from(deals).where(eq(deals.id, document.dealId));
    return { document, customer: customer?.body, dealTitle: deal?.title ?? null };
  });
  const { document } = loaded;
  const fields = accountingFields(document, loaded.dealTitle);
  const { connection, connector } = target;
  const contactId = await pushRecord(ctx, {
    connection,
    connector,
    object: 'contact',
    canonicalKind: 'customer',
    canonicalId: document.customerId,
    matchKey: document.customerId,
    fields: fields.contact,
    references: { customer: document.customerId },
  });
  for (const item of fields.items) {
    await pushRecord(ctx, {
      connection,
      connector,
      object: 'item',
      canonicalKind: 'product',
      canonicalId: item.productId,
      matchKey: item.sku,
      fields: item.fields,
      references: {},
    });
  }
  const externalId = await pushRecord(ctx, {
    connection,
    connector,
    object: 'invoice',
    canonicalKind: 'invoice',
    canonicalId: invoiceId,
    matchKey: document.number ?? '',
    fields: { ...fields.invoice, contactId },
    references: { customer: contactId },
  });
  await recordSynced(ctx, connection, invoiceId, externalId, async (tx) => {
    await enqueueWaitingCredits(tx, ctx, invoiceId, connection.id);
    await enqueueWaitingEntries(tx, ctx, invoiceId, connection);
  });
}
