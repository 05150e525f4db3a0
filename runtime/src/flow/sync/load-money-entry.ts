import { and, eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, refunds, syncLinks } from '../../db/schema/index.ts';
import type { ConnectionRow } from '../context.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import type { MoneyEntry } from './find-money-entries.ts';
import type { PushRecordInput } from './push-record.ts';
import { writeOffFields } from './write-off-fields.ts';

/** What of an entry is written: how it is found again, its fields, and what they point to. */
export type LoadedEntry = Pick<PushRecordInput, 'matchKey' | 'fields' | 'references'>;

/** Reads what a ledger is to hold of a loss or a refund; what it points to is there already. */
export async function loadMoneyEntry(
  tx: Tx,
  connection: ConnectionRow,
  invoiceId: string,
  entry: MoneyEntry,
): Promise<LoadedEntry> {
  const invoice = await getInvoiceRow(tx, invoiceId);
  const { currency } = invoice;
  const amount = moneyToText(money(entry.amountMinor, currencyOf(currency)));
  const idOf = (object: string, canonicalId: string) => loadExternalId(tx, connection, object, canonicalId);
  if (entry.object === 'refund') {
    const [refund] = await tx
      .select({ id: refunds.id, refundedOn: refunds.refundedOn })
      .from(refunds)
      .where(eq(refunds.id, entry.refundId ?? ''));
    assert(refund !== undefined, 'an entry of a refund has its refund');
    const creditNoteId = await idOf('credit_note', entry.creditNoteId ?? '');
    return {
      matchKey: refund.id,
      fields: { reference: refund.id, creditNoteId, refundedOn: refund.refundedOn, currency, amount },
      references: { creditNote: creditNoteId },
    };
  }
  const [entity] = await tx
    .select({ timeZone: entities.timeZone })
    .from(entities)
    .where(eq(entities.id, invoice.entityId));
  const contactId = await idOf('contact', invoice.customerId);
  const external = { contactId, invoiceId: await idOf('invoice', invoiceId) };
  return {
    matchKey: entry.id,
    fields: writeOffFields({
      entryId: entry.id,
      bookedOn: todayIn(entity?.timeZone ?? 'UTC', entry.createdAt),
      invoiceNumber: invoice.number ?? invoiceId,
      currency,
      amount,
      external,
    }),
    references: { customer: contactId, invoice: external.invoiceId },
  };
}

async function loadExternalId(
  tx: Tx,
  connection: ConnectionRow,
  object: string,
  canonicalId: string,
): Promise<string> {
  const [link] = await tx
    .select({ externalId: syncLinks.externalId })
    .from(syncLinks)
    .where(
      and(
        eq(syncLinks.connectionId, connection.id),
        eq(syncLinks.object, object),
        eq(syncLinks.canonicalId, canonicalId),
      ),
    );
  assert(link !== undefined, `the ${object} is in a ledger before what points to it`);
  return link.externalId;
}
