import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { compareDates } from '../../core/civil-date.ts';
import { taxInCurrency } from '../../core/fx/tax-in-currency.ts';
import type { DocumentExtras } from '../../core/invoice/document-extras.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { type entities, invoiceTaxRows } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { findRate } from './find-rate.ts';

type Entity = Pick<typeof entities.$inferSelect, 'currency' | 'rateAgeDaysMax' | 'rounding'>;

/**
 * What the issue adds to an invoice in another currency than its entity's: the rate, frozen, and the tax of each rate and
 * in total in the entity's currency. The rate is that of the day of supply, or of the issue where that is earlier. A
 * credit note keeps the rate of its invoice. Writes the tax rows; returns the document's members.
 * Throws `invoice.rate_missing`.
 */
export async function freezeRate(
  tx: Tx,
  ctx: Ctx,
  { invoice, entity, issueDate }: { invoice: InvoiceRow; entity: Entity; issueDate: string },
): Promise<DocumentExtras> {
  const { extras } = invoice;
  if (invoice.currency === entity.currency) return extras;
  // A credit note takes back what its invoice states, the last one the rest of it.
  if (extras.exchangeRate !== undefined && extras.taxInTaxCurrency !== undefined) return extras;
  const exchangeRate = extras.exchangeRate ?? (await takeRate(tx, ctx, { invoice, entity, issueDate }));
  const { taxCurrency } = extras;
  if (taxCurrency === undefined) return { ...extras, exchangeRate };
  const rows = await tx.select().from(invoiceTaxRows).where(eq(invoiceTaxRows.invoiceId, invoice.id));
  const taxed = taxInCurrency(
    rows.map(({ taxMinor }) => taxMinor),
    {
      from: currencyOf(invoice.currency),
      to: currencyOf(taxCurrency),
      rate: exchangeRate.rate,
      rounding: extras.rounding?.mode ?? entity.rounding,
    },
  );
  for (const [index, { category, ratePercent, extras: ofRow }] of rows.entries()) {
    const taxInTaxCurrency = taxed.rows[index];
    if (taxInTaxCurrency === undefined) continue;
    await tx
      .update(invoiceTaxRows)
      .set({ extras: { ...ofRow, taxInTaxCurrency } })
      .where(
        and(
          eq(invoiceTaxRows.invoiceId, invoice.id),
          eq(invoiceTaxRows.category, category),
          eq(invoiceTaxRows.ratePercent, ratePercent),
        ),
      );
  }
  return { ...extras, exchangeRate, taxInTaxCurrency: taxed.total };
}

async function takeRate(
  tx: Tx,
  ctx: Ctx,
  { invoice, entity, issueDate }: { invoice: InvoiceRow; entity: Entity; issueDate: string },
): Promise<NonNullable<DocumentExtras['exchangeRate']>> {
  const on = rateDay(invoice.supplyDate, issueDate);
  const question = { from: invoice.currency, to: entity.currency, on, ageDaysMax: entity.rateAgeDaysMax };
  const chosen = await findRate(tx, question);
  if (chosen === null) {
    const { from, to, ageDaysMax } = question;
    throw new AppError('invoice.rate_missing', {
      detail: `There is no exchange rate from ${from} to ${to} for ${on} or the ${ageDaysMax} days before it.`,
    });
  }
  const { rate, source, date } = chosen;
  return { rate: decimalToText(rate), source, date, frozenAt: ctx.deps.clock.now().toISOString() };
}

/** The tax falls due on the day of supply (Directive 2006/112/EC art. 91); a rate of a later day than the issue is none. */
export const rateDay = (supplyDate: string, issueDate: string): string =>
  compareDates(supplyDate, issueDate) < 0 ? supplyDate : issueDate;
