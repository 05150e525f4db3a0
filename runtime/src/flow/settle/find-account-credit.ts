import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoices, payments } from '../../db/schema/index.ts';

/** Whose account, with which legal entity, in which currency. */
export type AccountKey = { customerId: string; entityId: string; currency: string };

/** Something on a customer's account that no invoice has taken: what a credit note left, or unapplied money. */
export type AccountCredit = {
  kind: 'credit_note' | 'payment';
  id: string;
  /** The credit note's number, or the payment's reference. */
  name: string | null;
  date: string | null;
  roomMinor: bigint;
  /** A person took it off an invoice: no rule puts it on one. */
  isHeld: boolean;
};

/** More of them are nobody's account. */
const SOURCES_MAX = 500;

// The tables are named by hand: in the columns of a select from one table the builder leaves their names out, and the
// inner table would take the columns for its own.
const LEFT_OF_NOTE = sql<string>`(-invoices.payable_minor - (select coalesce(sum(a.amount_minor), 0) from allocations a
  where a.organization_id = invoices.organization_id and a.credit_note_id = invoices.id))::bigint`;
const LEFT_OF_PAYMENT = sql<string>`(payments.amount_minor - (select coalesce(sum(a.amount_minor), 0) from allocations a
  where a.organization_id = payments.organization_id and a.payment_id = payments.id))::bigint`;

/** What is on an account, credit notes before money, the oldest first. */
export async function findAccountCredit(tx: Tx, account: AccountKey): Promise<AccountCredit[]> {
  const notes = await tx
    .select({ id: invoices.id, name: invoices.number, date: invoices.issueDate, room: LEFT_OF_NOTE })
    .from(invoices)
    .where(
      and(
        eq(invoices.customerId, account.customerId),
        eq(invoices.entityId, account.entityId),
        eq(invoices.currency, account.currency),
        eq(invoices.type, 'credit_note'),
        eq(invoices.documentStatus, 'issued'),
        gt(LEFT_OF_NOTE, sql`0`),
      ),
    )
    .orderBy(asc(invoices.id))
    .limit(SOURCES_MAX);
  const money = await tx
    .select({
      id: payments.id,
      name: payments.reference,
      date: payments.receivedOn,
      isHeld: payments.isHeld,
      room: LEFT_OF_PAYMENT,
    })
    .from(payments)
    .where(
      and(
        eq(payments.customerId, account.customerId),
        eq(payments.entityId, account.entityId),
        eq(payments.currency, account.currency),
        eq(payments.state, 'settled'),
        gt(LEFT_OF_PAYMENT, sql`0`),
      ),
    )
    .orderBy(asc(payments.id))
    .limit(SOURCES_MAX);
  return [
    ...notes.map(({ room, ...note }) => ({
      kind: 'credit_note' as const,
      ...note,
      isHeld: false,
      roomMinor: BigInt(room),
    })),
    ...money.map(({ room, ...part }) => ({ kind: 'payment' as const, ...part, roomMinor: BigInt(room) })),
  ];
}
