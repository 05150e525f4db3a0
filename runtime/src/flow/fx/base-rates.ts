import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { todayIn } from '../../core/civil-date.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { findRate } from './find-rate.ts';
import { rateDay } from './freeze-rate.ts';

/** An entity's currency, and its units for one of an invoice's; null where no rate is known. */
export type BaseRate = { currency: string; rate: string | null };

type RatedInvoice = Pick<InvoiceRow, 'currency' | 'supplyDate'>;

/**
 * Finds, for invoices of one legal entity, the rate to its currency as an issue at an instant would take it. Each day
 * and currency is looked up once.
 */
export async function openBaseRates(
  tx: Tx,
  entityId: string,
): Promise<(invoice: RatedInvoice, at: Date) => Promise<BaseRate>> {
  const [entity] = await tx.select().from(entities).where(eq(entities.id, entityId));
  if (entity === undefined)
    throw new AppError('request.not_found', { detail: 'There is no such legal entity.' });
  const known = new Map<string, BaseRate>();
  return async ({ currency, supplyDate }, at) => {
    if (currency === entity.currency) return { currency, rate: '1' };
    const on = rateDay(supplyDate, todayIn(entity.timeZone, at));
    const key = `${currency} ${on}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const question = { from: currency, to: entity.currency, on, ageDaysMax: entity.rateAgeDaysMax };
    const chosen = await findRate(tx, question);
    const base = { currency: entity.currency, rate: chosen === null ? null : decimalToText(chosen.rate) };
    known.set(key, base);
    return base;
  };
}
