import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { customers, entities, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { invalidInput } from './read-amount.ts';

/** How a payer is named: by an invoice, by its id or its number, or by customer and legal entity. */
export type NamedPayer = {
  invoiceId?: string | undefined;
  invoiceNumber?: string | undefined;
  customerId?: string | undefined;
  entityId?: string | undefined;
  deduction?: object | undefined;
};

/** Whose money it is, and the invoice that it names, if it does. */
export type Payer = {
  customerId: string;
  entityId: string;
  invoice: (InvoiceRow & { number: string }) | null;
};

/** The payer by the invoice that is named, or by name; throws `request.invalid` when neither or both are given. */
export async function findPayer(tx: Tx, ctx: Ctx, input: NamedPayer): Promise<Payer> {
  const { customerId, entityId, invoiceId, invoiceNumber, deduction } = input;
  if (customerId === undefined && entityId === undefined) {
    const invoice = await getNamedInvoice(tx, ctx, input);
    return { customerId: invoice.customerId, entityId: invoice.entityId, invoice };
  }
  if (invoiceId !== undefined || invoiceNumber !== undefined) {
    throw invalidInput('/customerId', 'is not given beside an invoice');
  }
  if (customerId === undefined || entityId === undefined) {
    throw invalidInput(customerId === undefined ? '/customerId' : '/entityId', 'is needed');
  }
  if (deduction !== undefined) throw invalidInput('/deduction', 'needs the invoice that it is of');
  authorise(ctx, 'record_payment', entityId);
  const [[customer], [entity]] = await Promise.all([
    tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)),
    tx.select({ id: entities.id }).from(entities).where(eq(entities.id, entityId)),
  ]);
  if (customer === undefined) throw invalidInput('/customerId', 'is no customer here');
  if (entity === undefined) throw invalidInput('/entityId', 'is no legal entity here');
  return { customerId, entityId, invoice: null };
}

async function getNamedInvoice(
  tx: Tx,
  ctx: Ctx,
  input: NamedPayer,
): Promise<InvoiceRow & { number: string }> {
  const { invoiceId, invoiceNumber } = input;
  const named = invoiceId === undefined ? invoiceNumber : invoiceId;
  if (named === undefined || (invoiceId !== undefined && invoiceNumber !== undefined)) {
    throw invalidInput('/invoiceId', 'is needed, or invoiceNumber in its place; not both');
  }
  const column = invoiceId === undefined ? invoices.number : invoices.id;
  const [invoice] = await tx.select().from(invoices).where(eq(column, named));
  if (invoice !== undefined) authorise(ctx, 'record_payment', invoice.entityId);
  if (invoice === undefined || invoice.number === null) {
    throw new AppError('settlement.invoice_unknown', { detail: `No issued invoice here is ${named}.` });
  }
  return { ...invoice, number: invoice.number };
}
