import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InvoiceEffect, InvoiceSide } from '../../../../runtime/src/core/mapping/runs/invoice-effect.ts';
import { countRecord, emptySummary } from '../../../../runtime/src/core/mapping/runs/run-summary.ts';

const invoice = (
  payable: string,
  currency = 'USD',
  route: 'auto_approved' | 'needs_approval' = 'auto_approved',
): InvoiceSide => ({
  outcome: 'invoice',
  currency,
  payable,
  route,
  why: { en: '', ja: '' },
  findings: [],
});
const effectOf = (before: InvoiceSide, after: InvoiceSide, number: string | null = null): InvoiceEffect => ({
  subject: { kind: 'deal', id: 'dea_1' },
  invoice: number === null ? null : { id: 'inv_1', number },
  before,
  after,
});
const cents = (text: string) => BigInt(text.replace('.', ''));

test('the totals are the exact sums of the affected invoices, and unaffected ones are not in them', () => {
  const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((minor) => {
    const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
    return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount), { maxLength: 30 }), (pairs) => {
      const summary = emptySummary();
      for (const [before, after] of pairs) {
        countRecord(summary, {
          outcome: 'changed',
          changes: [],
          effects: [effectOf(invoice(before), invoice(after))],
        });
      }
      const affected = pairs.filter(([before, after]) => before !== after);
      const sum = (at: 0 | 1) => affected.reduce((total, pair) => total + cents(pair[at]), 0n);
      expect(summary.invoices.affected).toBe(affected.length);
      const totals = summary.totals['USD'] ?? { before: '0.00', after: '0.00' };
      expect([cents(totals.before), cents(totals.after)]).toEqual([sum(0), sum(1)]);
    }),
  );
});

test('a person who is asked now, an issued invoice, and one that is refused now are each counted', () => {
  const summary = emptySummary();
  const effects = [
    effectOf(invoice('1.00'), invoice('1.00', 'USD', 'needs_approval'), 'INV-1'),
    effectOf(invoice('1', 'JPY', 'needs_approval'), invoice('1', 'JPY')),
    effectOf(invoice('5.00'), { outcome: 'refused', code: 'mapping.refused', detail: '' }),
    effectOf({ outcome: 'refused', code: 'mapping.refused', detail: '' }, invoice('7.00')),
    effectOf({ outcome: 'none' }, { outcome: 'none' }),
  ];
  countRecord(summary, {
    outcome: 'changed',
    changes: [
      { path: 'lines[0].quantity', before: '1', after: '2' },
      { path: 'lines[1].quantity', before: '1', after: '2' },
    ],
    effects,
  });
  expect(summary.invoices).toEqual({
    affected: 4,
    issued: 1,
    needApprovalNow: 1,
    approvedByRuleNow: 1,
    refusedNow: 1,
    billableNow: 1,
  });
  expect(summary.fields).toEqual({ 'lines[*].quantity': 1 });
  expect(summary.totals).toEqual({
    USD: { before: '6.00', after: '8.00' },
    JPY: { before: '1', after: '1' },
  });
});
