import type { InvoiceCard } from '../../../core/invoice/card.ts';
import { CARD_COLORS } from './card-colors.ts';
import { cardMoney, isZeroAmount } from './card-money.ts';
import { CARD_TEXTS } from './card-texts.ts';
import { type CardElement, h } from './h.ts';

/** The total, and the balance when a part of it is settled. */
export function cardTotals(card: InvoiceCard): CardElement[] {
  const texts = CARD_TEXTS[card.locale];
  const total = h(
    { justifyContent: 'space-between', alignItems: 'center' },
    h({ fontSize: 15, fontWeight: 700 }, texts.total),
    h({ fontSize: 25, fontWeight: 700 }, cardMoney(card, card.total)),
  );
  if (isZeroAmount(card.balance) || card.balance === card.total) return [total];
  const balance = h(
    { justifyContent: 'space-between', paddingTop: 4, fontSize: 14, color: CARD_COLORS.muted },
    h({}, texts.balance),
    h({}, cardMoney(card, card.balance)),
  );
  return [total, balance];
}
