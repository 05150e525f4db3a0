import type { InvoiceCard } from '../../../core/invoice/card.ts';
import { CARD_COLORS } from './card-colors.ts';
import { cardMoney, isZeroAmount } from './card-money.ts';
import { CARD_TEXTS } from './card-texts.ts';
import { type CardElement, h, ONE_LINE } from './h.ts';
import { oneLineText } from './one-line-text.ts';

const LINES_MAX = 5;

/** The first five lines with their net amounts, how many more there are, and the tax when there is one. */
export function cardLines(card: InvoiceCard): CardElement[] {
  const texts = CARD_TEXTS[card.locale];
  const rest = card.lines.length - LINES_MAX;
  return [
    ...card.lines
      .slice(0, LINES_MAX)
      .map((line) => row(line.name, cardMoney(card, line.amount), CARD_COLORS.text)),
    ...(rest > 0
      ? [h({ paddingTop: 8, fontSize: 13, color: CARD_COLORS.faint }, texts.more(String(rest)))]
      : []),
    ...(isZeroAmount(card.tax) ? [] : [row(texts.tax, cardMoney(card, card.tax), CARD_COLORS.muted)]),
  ];
}

function row(name: string, amount: string, color: string): CardElement {
  return h(
    { justifyContent: 'space-between', paddingTop: 9, fontSize: 15, color },
    h({ ...ONE_LINE, flex: 1, minWidth: 0 }, oneLineText(name)),
    h({ flexShrink: 0, marginLeft: 24 }, amount),
  );
}
