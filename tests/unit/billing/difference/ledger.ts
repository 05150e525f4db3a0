import type { BookedCharge, Charge } from '../../../../runtime/src/core/billing/charge.ts';
import { bookDifference } from '../../../../runtime/src/core/billing/difference/book-difference.ts';
import type { DifferenceLine } from '../../../../runtime/src/core/billing/difference/difference-line.ts';
import {
  type GroupedInvoices,
  groupIntoInvoices,
} from '../../../../runtime/src/core/billing/difference/group-into-invoices.ts';
import type { CanonicalContract } from '../../../../runtime/src/core/canonical/contract.ts';
import { chargesOf, currencyOf } from '../subscription/subscription-contract.ts';

/** A charge of 100.00 for January, due on its first day. */
export const chargeOf = (charge: Partial<Charge> & Pick<Charge, 'quantity' | 'unitPrice'>): Charge => ({
  key: 'k',
  kind: 'subscription_period',
  sku: 'SEAT',
  description: null,
  fullMinor: 10_000n,
  unused: null,
  period: { from: '2026-01-01', to: '2026-01-31' },
  invoiceOn: '2026-01-01',
  evidence: [],
  ...charge,
});

/** The lines to book, in dollars. */
export const linesOf = (charges: readonly Charge[], booked: readonly BookedCharge[], asOf: string) =>
  bookDifference({ charges, booked, asOf, currency: currencyOf('USD'), rounding: 'half_up' });

/** What is booked after lines were, as live invoice lines would add up. */
export function bookLines(booked: readonly BookedCharge[], lines: readonly DifferenceLine[]): BookedCharge[] {
  const byKey = new Map(booked.map((charge) => [charge.key, charge]));
  for (const { key, kind, sku, period, invoiceOn, books, amountMinor } of lines) {
    const before = byKey.get(key) ?? {
      ...{ key, kind, sku, period, invoiceOn },
      ...{ fullMinor: 0n, differenceMinor: 0n, adjustmentMinor: 0n },
    };
    const sum = books === 'full' ? 'fullMinor' : 'differenceMinor';
    byKey.set(key, { ...before, [sum]: before[sum] + amountMinor });
  }
  return [...byKey.values()];
}

/** One run over a contract as far as it is known: what it makes, and what is booked then. */
export function runOver(
  contract: CanonicalContract,
  booked: readonly BookedCharge[],
  asOf: string,
): GroupedInvoices & { booked: BookedCharge[] } {
  const currency = currencyOf(contract.currency);
  const charges = chargesOf(contract, asOf);
  const lines = bookDifference({ charges, booked, asOf, currency, rounding: 'half_up' });
  const grouped = groupIntoInvoices(lines, { collective: false, currency });
  return {
    ...grouped,
    booked: bookLines(
      booked,
      grouped.invoices.flatMap((invoice) => invoice.lines),
    ),
  };
}

/** Amounts of lines in minor units, in order. */
export const amountsOf = (lines: readonly DifferenceLine[]): bigint[] =>
  lines.map(({ amountMinor }) => amountMinor);
