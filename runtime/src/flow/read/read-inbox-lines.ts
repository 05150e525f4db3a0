import { and, eq } from 'drizzle-orm';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';

/** A line as the inbox shows it; amounts are decimals in major units of the invoice's currency. */
export type InboxLine = {
  name: string;
  quantity: string;
  unitPrice: string;
  taxRatePercent: string;
  /** Null without a discount; the percentage is null where an amount was agreed. */
  discount: { amount: string; percent: string | null } | null;
  netAmount: string;
};

/** Reads the lines of several invoices at once, by the ids of the invoices. */
export async function readInboxLines(
  tx: Tx,
  ofInvoices: readonly { id: string; currency: string }[],
): Promise<Map<string, InboxLine[]>> {
  const currencies = new Map(ofInvoices.map(({ id, currency }) => [id, currency]));
  const rows = await tx
    .select()
    .from(invoiceLines)
    .where(and(isAnyOf(invoiceLines.invoiceId, currencies.keys()), eq(invoiceLines.isLive, true)))
    .orderBy(invoiceLines.invoiceId, invoiceLines.position);
  const lines = new Map<string, InboxLine[]>();
  for (const row of rows) {
    const amount = (minor: bigint) =>
      moneyToText(money(minor, currencyOf(currencies.get(row.invoiceId) ?? '')));
    const { discountMinor, discountPercent } = row;
    const percent = discountPercent === null ? null : decimalTextOf(discountPercent);
    const line = {
      name: row.name,
      quantity: decimalTextOf(row.quantity),
      unitPrice: decimalTextOf(row.unitPrice),
      taxRatePercent: decimalTextOf(row.taxRatePercent),
      discount: discountMinor === 0n ? null : { amount: amount(discountMinor), percent },
      netAmount: amount(row.netMinor),
    };
    lines.set(row.invoiceId, [...(lines.get(row.invoiceId) ?? []), line]);
  }
  return lines;
}
