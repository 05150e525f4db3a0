import { and, eq, exists, not, or } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, syncLinks } from '../../db/schema/index.ts';
import type { ConnectionRow, Ctx } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import type { Connector } from '../ports.ts';
import { loadCash } from '../settle/load-cash.ts';

type CreditedInvoice = { invoiceId: string; creditNoteId: string; externalId: string };
type Balance = { number: string; paid: string; due: string };

/**
 * Throws `target.read_back_differs` when a ledger shows another amount due on a credited invoice than ours: its total
 * less the money, less the credit notes and the losses that are in that ledger by now. Where the money itself differs a payment is on
 * its way from there to us, and nothing is compared.
 */
export async function refuseOtherBalance(
  ctx: Ctx,
  { connection, connector }: { connection: ConnectionRow; connector: Connector },
  credited: CreditedInvoice,
): Promise<void> {
  const theirs = (await connector.read('invoice_balance', credited.externalId))?.fields;
  const ours = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    loadBalanceThere(tx, connection, credited),
  );
  if (theirs !== undefined && (theirs['paid'] !== ours.paid || theirs['due'] === ours.due)) return;
  const due = theirs === undefined ? 'no amount' : String(theirs['due']);
  throw new AppError('target.read_back_differs', {
    detail: `${connection.name} shows ${due} due on ${ours.number}, ours is ${ours.due}.`,
    errors: [
      {
        pointer: '/due',
        code: 'target.read_back_differs',
        detail: `Ours is ${ours.due}, it holds ${due}.`,
      },
    ],
  });
}

async function loadBalanceThere(
  tx: Tx,
  connection: ConnectionRow,
  { invoiceId, creditNoteId }: CreditedInvoice,
): Promise<Balance> {
  const invoice = await getInvoiceRow(tx, invoiceId);
  const cashMinor = await loadCash(tx, invoiceId);
  const isBooked = (object: string, canonicalId: AnyPgColumn) =>
    exists(
      tx
        .select({ object: syncLinks.object })
        .from(syncLinks)
        .where(
          and(
            eq(syncLinks.connectionId, connection.id),
            eq(syncLinks.object, object),
            eq(syncLinks.canonicalId, canonicalId),
          ),
        ),
    );
  const isLossThere = and(
    isBooked('write_off', allocations.id),
    not(isBooked('write_off_void', allocations.id)),
  );
  const booked = await tx
    .select({ amountMinor: allocations.amountMinor })
    .from(allocations)
    .where(
      and(
        eq(allocations.invoiceId, invoiceId),
        eq(allocations.isByHand, false),
        or(
          eq(allocations.creditNoteId, creditNoteId),
          isBooked('credit_note', allocations.creditNoteId),
          isLossThere,
        ),
      ),
    );
  const creditMinor = booked.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currencyOf(invoice.currency)));
  return {
    number: invoice.number ?? invoice.id,
    paid: text(cashMinor),
    due: text(invoice.taxInclusiveMinor - cashMinor - creditMinor),
  };
}
