import Big from 'big.js';
import type { Period } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { roundToMinor } from '../../money/round-to-minor.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import type { BillableEntry } from './billable-entries.ts';
import type { BilledDays } from './billed-days.ts';

/** Entries that are one line, and what they come to before any cap, in minor units; each entry's part of it in their order. */
export type EntryGroup = {
  key: string;
  period: Period;
  entries: { billable: BillableEntry; wholeMinor: bigint }[];
  quantity: Big;
};

/** An entry with the billing period that it is in. */
export type PlacedEntry = { billable: BillableEntry; period: Period };

/**
 * Puts entries together by the plan of their day: hours of one role at one rate in one period, or each by itself. What is
 * billed stays as it was billed, so that another choice later bills nothing anew. A sum of hours is rounded as it runs up:
 * its parts come to the whole, rounded once.
 */
export function groupEntries(
  placed: readonly PlacedEntry[],
  { billed, currency, rounding }: { billed: BilledDays; currency: CurrencyCode; rounding: RoundingMode },
): EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const { billable, period } of placed) {
    const key = keyOf(billable, period, billed);
    const group = groups.get(key) ?? { key, period, entries: [], quantity: new Big(0) };
    const { quantity, unitPrice } = billable.priced;
    const amountOf = (units: Big) => roundToMinor(units.times(unitPrice), currency, rounding);
    const after = group.quantity.plus(quantity);
    const wholeMinor = amountOf(after) - amountOf(group.quantity);
    groups.set(key, { ...group, quantity: after, entries: [...group.entries, { billable, wholeMinor }] });
  }
  return [...groups.values()];
}

function keyOf({ entry, revision, priced }: BillableEntry, period: Period, { byKey }: BilledDays): string {
  const { event, recordId } = entry;
  if (event.kind === 'expense') return `expense:${recordId}`;
  const own = `time:${recordId}`;
  const ofRole = `hours:${period.from}:${event.role}@${decimalToText(priced.unitPrice)}:${priced.sku}`;
  if (byKey.has(own)) return own;
  return byKey.has(ofRole) || revision.plan.detail !== 'entry' ? ofRole : own;
}
