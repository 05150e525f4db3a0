import { describe, expect, it } from 'vitest';
import { cardElement } from '../../../runtime/src/adapters/render/card/card-element.ts';
import { type CardElement, CHECK_PATH } from '../../../runtime/src/adapters/render/card/h.ts';
import type { InvoiceCard } from '../../../runtime/src/core/invoice/card.ts';
import { makeCard, makeJpCard } from './support/cards.ts';

/** The texts of an element, from top to bottom; a drawn check mark reads ✓. */
function textsOf(element: CardElement): string[] {
  if (element.props['d'] === CHECK_PATH) return ['✓'];
  const children = element.props['children'];
  if (!Array.isArray(children)) return [];
  return children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));
}

const read = (card: InvoiceCard) => textsOf(cardElement(card)).filter((text) => text !== '');

describe('cardElement', () => {
  it('says everything of the card in its order', () => {
    expect(read(makeCard())).toEqual([
      'INVOICE',
      '#INV-2026-0042',
      'Northwind Traders LLC',
      'Paid',
      'Platform License (Annual)',
      '$12,000.00',
      'Onboarding & Setup',
      '$3,500.00',
      'API Access (Premium)',
      '$2,400.00',
      'Total',
      '$17,900.00',
      ...['✓', 'Created', 'Nov 20', '✓', 'Approved', 'Nov 23', '✓', 'Sent', 'Nov 24', '✓', 'Paid', 'Dec 18'],
      ...['✓', 'Synced to CRM', '✓', 'Synced to Accounting'],
    ]);
  });

  it('speaks Japanese, shows five lines and how many more there are, the tax and the balance', () => {
    const texts = read(makeJpCard());
    expect(texts.slice(0, 4)).toEqual(['請求書', '#2026-11-0108', '株式会社北山商店', '延滞']);
    expect(texts).toContain('データ移行');
    expect(texts).not.toContain('追加環境');
    expect(texts).toContain('他2件');
    expect(texts.slice(texts.indexOf('消費税'), texts.indexOf('消費税') + 6)).toEqual([
      ...['消費税', '¥280,000', '合計', '¥3,080,000', '残高', '¥1,080,000'],
    ]);
    expect(texts.slice(-3)).toEqual(['✓', 'CRM同期済み', '会計未同期']);
  });

  it('checks only the steps that were reached', () => {
    const steps = makeCard().steps.map((step) => (step.name === 'created' ? step : { ...step, at: null }));
    const texts = read(makeCard({ steps, syncedToCrm: false, syncedToAccounting: false }));
    expect(texts.filter((text) => text === '✓')).toHaveLength(1);
    expect(texts).toContain('Not synced to CRM');
    expect(texts).toContain('Not synced to Accounting');
  });

  it('shows no balance when nothing or everything is paid', () => {
    expect(read(makeCard({ balance: '17900.00' }))).not.toContain('Balance due');
    expect(read(makeCard({ balance: '0.00' }))).not.toContain('Balance due');
    expect(read(makeCard({ balance: '900.00' }))).toContain('$900.00');
  });

  it('calls an invoice without a number a draft', () => {
    expect(read(makeCard({ number: null, displayStatus: 'draft' })).slice(1, 4)).toEqual([
      'Draft',
      'Northwind Traders LLC',
      'Draft',
    ]);
  });

  it('keeps names on one line and without emoji, controls and direction marks', () => {
    const texts = read(makeCard({ customerName: ' 🚀 North\u202ewind\n\u0007Traders ' }));
    expect(texts[2]).toBe('Northwind Traders');
  });

  it('shows a status that it does not know, and an amount that is none, as they came', () => {
    const texts = read(makeCard({ displayStatus: 'on_hold', total: 'n/a' }));
    expect(texts).toContain('on_hold');
    expect(texts).toContain('USD n/a');
  });
});
