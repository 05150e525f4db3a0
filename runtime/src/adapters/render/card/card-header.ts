import type { InvoiceCard } from '../../../core/invoice/card.ts';
import { CARD_COLORS, pillColors } from './card-colors.ts';
import { CARD_TEXTS, statusText } from './card-texts.ts';
import { type CardElement, h, ONE_LINE } from './h.ts';
import { oneLineText } from './one-line-text.ts';

/** Title, number and customer on the left, the status on the right. */
export function cardHeader(card: InvoiceCard): CardElement {
  const texts = CARD_TEXTS[card.locale];
  const number = card.number === null ? texts.draft : `#${oneLineText(card.number)}`;
  return h(
    { justifyContent: 'space-between', alignItems: 'flex-start' },
    h(
      { flexDirection: 'column', flex: 1, minWidth: 0 },
      h(
        { fontSize: 11, fontWeight: 700, letterSpacing: 2, color: CARD_COLORS.faint },
        texts.titles[card.kind],
      ),
      h({ ...ONE_LINE, marginTop: 4, fontSize: 23, fontWeight: 700 }, number),
      h(
        { ...ONE_LINE, marginTop: 3, fontSize: 14, color: CARD_COLORS.muted },
        oneLineText(card.customerName),
      ),
    ),
    statusPill(card),
  );
}

function statusPill(card: InvoiceCard): CardElement {
  const colors = pillColors(card.displayStatus);
  return h(
    {
      flexShrink: 0,
      alignItems: 'center',
      marginLeft: 20,
      marginTop: 2,
      padding: '5px 13px 6px',
      borderRadius: 16,
      background: colors.fill,
      color: colors.text,
      fontSize: 13,
      fontWeight: 700,
    },
    h({ width: 7, height: 7, marginRight: 7, borderRadius: 4, background: colors.dot }),
    statusText(card),
  );
}
