import { addMoney } from '../../money/add-money.ts';
import { parseCurrencyCode } from '../../money/currency.ts';
import { type Money, money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { parseMoneyText } from '../../money/parse-money-text.ts';
import type { ValueChange } from './diff-records.ts';
import { type InvoiceEffect, type InvoiceSide, isAffected } from './invoice-effect.ts';

/**
 * What became of one record: `refused` and `accepted` are new with this version, `refused_still` is as before;
 * `invoiced` would change and is billed already, so that a backfill leaves it; `passed_over` is not in the filter.
 */
export type RecordOutcome =
  | 'unchanged'
  | 'changed'
  | 'refused'
  | 'accepted'
  | 'refused_still'
  | 'invoiced'
  | 'passed_over';

/** One record of a run. */
export type RecordResult = {
  outcome: RecordOutcome;
  changes: readonly ValueChange[];
  effects: readonly InvoiceEffect[];
};

/** Everything that a run counts; amounts are decimal texts in major units. */
export type RunSummary = {
  outcomes: Record<RecordOutcome, number>;
  /** How many records differ in a field, list positions as `[*]`. */
  fields: Record<string, number>;
  invoices: {
    /** Invoices that would be others. */
    affected: number;
    /** Of these, issued ones, which stay as they are. */
    issued: number;
    needApprovalNow: number;
    approvedByRuleNow: number;
    refusedNow: number;
    billableNow: number;
  };
  /** Sums over the affected invoices. */
  totals: Record<string, { before: string; after: string }>;
  /** Changed records of which the invoices were not computed, since there are more than a run computes. */
  unpricedCount: number;
};

/** A run that has not begun. */
export const emptySummary = (): RunSummary => ({
  outcomes: {
    unchanged: 0,
    changed: 0,
    refused: 0,
    accepted: 0,
    refused_still: 0,
    invoiced: 0,
    passed_over: 0,
  },
  fields: {},
  invoices: {
    affected: 0,
    issued: 0,
    needApprovalNow: 0,
    approvedByRuleNow: 0,
    refusedNow: 0,
    billableNow: 0,
  },
  totals: {},
  unpricedCount: 0,
});

/** Counts one more record in. */
export function countRecord(summary: RunSummary, { outcome, changes, effects }: RecordResult): void {
  summary.outcomes[outcome] += 1;
  for (const path of new Set(changes.map((change) => change.path.replaceAll(/\[\d+\]/g, '[*]')))) {
    summary.fields[path] = (summary.fields[path] ?? 0) + 1;
  }
  for (const effect of effects.filter(isAffected)) countEffect(summary, effect);
}

function countEffect(summary: RunSummary, { invoice, before, after }: InvoiceEffect): void {
  const { invoices } = summary;
  invoices.affected += 1;
  if (invoice !== null && invoice.number !== null) invoices.issued += 1;
  if (after.outcome === 'refused' && before.outcome !== 'refused') invoices.refusedNow += 1;
  if (after.outcome === 'invoice' && before.outcome === 'refused') invoices.billableNow += 1;
  const routes = [before, after].map((side) => (side.outcome === 'invoice' ? side.route : undefined));
  if (routes[0] !== 'needs_approval' && routes[1] === 'needs_approval') invoices.needApprovalNow += 1;
  if (routes[0] === 'needs_approval' && routes[1] === 'auto_approved') invoices.approvedByRuleNow += 1;
  addSide(summary, 'before', before);
  addSide(summary, 'after', after);
}

function addSide(summary: RunSummary, which: 'before' | 'after', side: InvoiceSide): void {
  if (side.outcome !== 'invoice' && side.outcome !== 'contract') return;
  const currency = parseCurrencyCode(side.currency);
  const amount = currency.ok ? parseMoneyText(side.payable, currency.value) : currency;
  if (!currency.ok || !amount.ok) return;
  const zero = moneyToText(money(0n, currency.value));
  const total = summary.totals[side.currency] ?? { before: zero, after: zero };
  total[which] = moneyToText(addMoney(readTotal(total[which], amount.value), amount.value));
  summary.totals[side.currency] = total;
}

function readTotal(text: string, { currency }: Money): Money {
  const read = parseMoneyText(text, currency);
  // Sums of amounts that were read have the same form; one that grew beyond it would be an error of ours.
  if (!read.ok) throw new RangeError(`the total ${text} ${currency} ${read.reason}`);
  return read.value;
}
