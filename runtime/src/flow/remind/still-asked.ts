import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { documents, reminderItems } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { EmailMessage } from '../ports.ts';
import type { ReminderRow } from './begin-reminder.ts';
import { loadDebts } from './load-debts.ts';

/** More documents than these make a mail that servers refuse: the list stands in its text anyway. */
const ATTACHED_MAX = 10;

/** Something that a reminder may ask for still, with what is owed of it now. */
export type AskedItem = { invoice: InvoiceRow; dueDate: string; owedMinor: bigint };

/** What of a reminder may be asked for still, with what is owed of it now. */
export async function stillAsked(tx: Tx, reminder: ReminderRow, today: string): Promise<AskedItem[]> {
  const requested = await tx.select().from(reminderItems).where(eq(reminderItems.reminderId, reminder.id));
  const { items, invoices } = await loadDebts(tx, reminder, today);
  return items.flatMap(({ invoiceId, dueDate, owedMinor }) => {
    const isRequested = requested.some((each) => each.invoiceId === invoiceId && each.dueDate === dueDate);
    const invoice = invoices.get(invoiceId);
    return isRequested && invoice !== undefined ? [{ invoice, dueDate, owedMinor }] : [];
  });
}

/** The issued PDF of each of the first invoices that a reminder asks for, in its newest version. */
export async function loadAttachments(
  tx: Tx,
  invoices: readonly InvoiceRow[],
): Promise<EmailMessage['attachments']> {
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const stored = await tx
    .selectDistinctOn([documents.invoiceId], { invoiceId: documents.invoiceId, bytes: documents.bytes })
    .from(documents)
    .where(
      and(inArray(documents.invoiceId, [...byId.keys()].slice(0, ATTACHED_MAX)), eq(documents.kind, 'pdf')),
    )
    .orderBy(asc(documents.invoiceId), desc(documents.version));
  return stored.map(({ invoiceId, bytes }) => ({
    filename: `${byId.get(invoiceId)?.number ?? invoiceId}.pdf`,
    mediaType: 'application/pdf',
    bytes,
  }));
}
