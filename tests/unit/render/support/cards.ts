import type { InvoiceCard } from '../../../../runtime/src/core/invoice/card.ts';

/** The card of the product's page: paid, in sync with both systems. */
export function makeCard(change: Partial<InvoiceCard> = {}): InvoiceCard {
  return {
    locale: 'en',
    kind: 'invoice',
    number: 'INV-2026-0042',
    customerName: 'Northwind Traders LLC',
    currency: 'USD',
    displayStatus: 'paid',
    lines: [
      { name: 'Platform License (Annual)', amount: '12000.00' },
      { name: 'Onboarding & Setup', amount: '3500.00' },
      { name: 'API Access (Premium)', amount: '2400.00' },
    ],
    tax: '0.00',
    total: '17900.00',
    balance: '0.00',
    steps: [
      { name: 'created', at: '2026-11-20T09:00:00.000Z' },
      { name: 'approved', at: '2026-11-23T09:00:00.000Z' },
      { name: 'sent', at: '2026-11-24T09:00:00.000Z' },
      { name: 'paid', at: '2026-12-18T09:00:00.000Z' },
    ],
    syncedToCrm: true,
    syncedToAccounting: true,
    ...change,
  };
}

/** A Japanese card on its way: overdue, seven lines, tax, accounting not in sync. */
export function makeJpCard(change: Partial<InvoiceCard> = {}): InvoiceCard {
  return makeCard({
    locale: 'ja',
    number: '2026-11-0108',
    customerName: '株式会社北山商店',
    currency: 'JPY',
    displayStatus: 'overdue',
    lines: [
      'プラットフォーム利用料(年額)',
      '導入支援',
      '研修',
      '保守',
      'データ移行',
      '追加環境',
      '監査対応',
    ].map((name, index) => ({ name, amount: String((index + 1) * 100_000) })),
    tax: '280000',
    total: '3080000',
    balance: '1080000',
    steps: [
      { name: 'created', at: '2026-11-20T09:00:00.000Z' },
      { name: 'approved', at: '2026-11-23T09:00:00.000Z' },
      { name: 'sent', at: '2026-11-24T09:00:00.000Z' },
      { name: 'paid', at: null },
    ],
    syncedToAccounting: false,
    ...change,
  });
}
