import { and, asc, eq, sql } from 'drizzle-orm';
import { addDays } from '../../core/civil-date.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { smallerOf } from '../../core/money/smaller-of.ts';
import { openItems } from '../../core/reminders/open-items.ts';
import type { AskableItem } from '../../core/reminders/plan-reminders.ts';
import { collectionOn } from '../../core/settlement/collection.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { boardRows, collections, disputes, invoices, payments } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';

/** Whose debts, with which legal entity. */
export type DebtorKey = { entityId: string; customerId: string };

/** What of a customer's invoices may be asked for on a day, in the order of their due dates. */
export type Debts = { items: (AskableItem & { currency: string })[]; invoices: Map<string, InvoiceRow> };

/** A debit is collected within three weeks (SEPA direct debits take 14 working days); the rest is a guess. */
const PENDING_DAYS_MAX = 30;

/**
 * Loads what may be asked for: the open invoices of a customer with a legal entity, without what is in dispute, paused or
 * promised for a day to come, and without what is on its way; of money that is so for longer than any takes, nobody knows.
 */
export async function loadDebts(tx: Tx, { entityId, customerId }: DebtorKey, today: string): Promise<Debts> {
  const disputed = sql<string>`(select coalesce(sum(d.amount_minor), 0) from ${disputes} d
    where d.organization_id = ${invoices.organizationId} and d.invoice_id = ${invoices.id} and d.state = 'open')`;
  const pending = sql<string>`(select coalesce(sum(p.pending_minor), 0) from ${payments} p
    where p.organization_id = ${invoices.organizationId} and p.pending_invoice_id = ${invoices.id}
      and p.received_on >= ${addDays(today, -PENDING_DAYS_MAX)})`;
  const rows = await tx
    .select({
      invoice: invoices,
      balanceMinor: boardRows.balanceMinor,
      collection: collections,
      disputedMinor: disputed,
      pendingMinor: pending,
    })
    .from(boardRows)
    .innerJoin(invoices, eq(invoices.id, boardRows.invoiceId))
    .leftJoin(collections, eq(collections.invoiceId, boardRows.invoiceId))
    .where(
      and(
        eq(boardRows.entityId, entityId),
        eq(boardRows.customerId, customerId),
        // Due on a day is only what is issued and owed.
        sql`${boardRows.dueDate} < 'infinity'`,
      ),
    )
    .orderBy(asc(boardRows.dueDate), asc(boardRows.invoiceId));
  const items = rows.flatMap(({ invoice, balanceMinor, collection, disputedMinor, pendingMinor }) => {
    const input = { kept: collection, isOwed: true, balanceMinor, isDisputed: false, asOf: today };
    const status = collectionOn(input);
    if (status === 'paused' || status === 'promised') return [];
    const isEscalated = status === 'escalated';
    const { currency } = invoice;
    // As money that is in, it goes to what is due first.
    const missingMinor = balanceMinor - smallerOf(balanceMinor, BigInt(pendingMinor));
    return itemsOf(invoice, missingMinor, BigInt(disputedMinor)).map((item) => ({
      ...item,
      isEscalated,
      currency,
    }));
  });
  return { items, invoices: new Map(rows.map(({ invoice }) => [invoice.id, invoice])) };
}

function itemsOf(invoice: InvoiceRow, balanceMinor: bigint, disputedMinor: bigint) {
  const instalments = (invoice.extras.instalments ?? []).flatMap(({ dueDate, amount }) => {
    const read = parseMoneyText(amount, currencyOf(invoice.currency));
    return read.ok ? [{ dueDate, amountMinor: read.value.amountMinor }] : [];
  });
  return openItems({
    invoiceId: invoice.id,
    dueDate: invoice.dueDate ?? '',
    totalMinor: invoice.payableMinor,
    balanceMinor,
    disputedMinor,
    instalments,
  });
}
