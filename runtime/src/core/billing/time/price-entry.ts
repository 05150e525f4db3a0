import Big from 'big.js';
import { compareDates } from '../../civil-date.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import { type FactOf, factPointer } from '../billing-fact.ts';
import type { PlanOf } from '../plan-revisions.ts';

/** An approved entry of hours or an expense. */
export type Entry = FactOf<'time_entry' | 'expense'>;

/** An entry with its price: hours by rate, or one expense with its markup. */
export type PricedEntry = { sku: string; quantity: Big; unitPrice: Big };

/** Prices an entry by the plan of its day. Without a rate there is a finding, never a price of zero. */
export function priceEntry(
  { recordId, event }: Entry,
  plan: PlanOf<'time_and_materials'>,
): { priced: PricedEntry } | { finding: Finding } {
  if (event.kind === 'time_entry') {
    const rate = plan.rates
      .filter(({ role, from }) => role === event.role && compareDates(from, event.on) <= 0)
      .toSorted((one, other) => compareDates(one.from, other.from))
      .at(-1);
    if (rate === undefined) return { finding: noRate(recordId, event.role, event.on) };
    return {
      priced: { sku: rate.sku, quantity: decimalOf(event.hours), unitPrice: decimalOf(rate.hourlyRate) },
    };
  }
  if (plan.expenses === undefined) return { finding: notAgreed(recordId) };
  const { sku, markupPercent = '0' } = plan.expenses;
  const markedUp = decimalOf(markupPercent).plus(100).times('0.01');
  return { priced: { sku, quantity: new Big(1), unitPrice: decimalOf(event.amount).times(markedUp) } };
}

const noRate = (recordId: string, role: string, on: string): Finding =>
  errorFinding(
    'time.rate_missing',
    factPointer(recordId, '/role'),
    `The role "${role}" has no rate on ${on}; the hours are not billed.`,
    `役割「${role}」の${on}時点の単価がありません。この時間は請求されません。`,
  );

const notAgreed = (recordId: string): Finding =>
  errorFinding(
    'expense.not_agreed',
    factPointer(recordId),
    'The contract bills no expenses.',
    '契約では経費を請求できません。',
  );
