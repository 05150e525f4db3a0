import { eq, inArray, or } from 'drizzle-orm';
import type { Recipient } from '../../core/invoice/document.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import type { Tx } from '../../db/open-database.ts';
import { reminderItems, reminders, sendAttempts } from '../../db/schema/index.ts';
import { admitCommand } from '../admit-command.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { lockInvoices } from '../settle/lock-invoices.ts';

/** A mail that can be reported of, with the documents that it is about, locked. */
export type ReportedMail = {
  /** A document was sent with it, or its customer reminded. */
  kind: 'document' | 'reminder';
  id: string;
  messageId: string;
  recipients: Recipient[];
  /** What became of handing it to the mail server. */
  state: string;
  queuedAt: Date;
  invoices: InvoiceRow[];
};

type Found = Omit<ReportedMail, 'invoices'> & { invoiceId: string | null };

/**
 * The first mail that one of the names is of: the id of a send or a reminder, or a Message-ID with its brackets or without.
 * Undefined where none is. Mail before documents, as whoever sends locks them. Throws `auth.*`.
 */
export async function lockMail(
  tx: Tx,
  ctx: Ctx,
  names: readonly string[],
): Promise<ReportedMail | undefined> {
  const { permission } = ISSUED_COMMANDS.report_delivery;
  authorise(ctx, permission);
  const spelled = names.map((name) => (name.includes('@') ? `<${name.replace(/^<|>$/g, '')}>` : name));
  const found = [...(await findSends(tx, spelled)), ...(await findReminders(tx, spelled))];
  const [mail] = spelled.flatMap(
    (name) => found.find(({ id, messageId }) => name === id || name === messageId) ?? [],
  );
  if (mail === undefined) return undefined;
  const { invoiceId, ...rest } = mail;
  const ids = invoiceId === null ? await invoicesOfReminder(tx, mail.id) : [invoiceId];
  const invoices = await lockInvoices(tx, ctx, permission, ids);
  for (const invoice of invoices) admitCommand(ctx, 'report_delivery', invoice);
  return { ...rest, invoices };
}

async function findSends(tx: Tx, names: string[]): Promise<Found[]> {
  const { id, messageId, recipients, state, queuedAt, invoiceId } = sendAttempts;
  const rows = await tx
    .select({ id, messageId, recipients, state, queuedAt, invoiceId })
    .from(sendAttempts)
    .where(or(inArray(id, names), inArray(messageId, names)))
    .for('key share');
  return rows.map((row) => ({ kind: 'document', ...row }));
}

async function findReminders(tx: Tx, names: string[]): Promise<Found[]> {
  const { id, messageId, recipients, state, queuedAt } = reminders;
  const rows = await tx
    .select({ id, messageId, recipients, state, queuedAt })
    .from(reminders)
    .where(or(inArray(id, names), inArray(messageId, names)))
    .for('key share');
  return rows.map((row) => ({ kind: 'reminder', ...row, invoiceId: null }));
}

async function invoicesOfReminder(tx: Tx, reminderId: string): Promise<string[]> {
  const items = await tx
    .select({ id: reminderItems.invoiceId })
    .from(reminderItems)
    .where(eq(reminderItems.reminderId, reminderId));
  return items.map(({ id }) => id);
}
