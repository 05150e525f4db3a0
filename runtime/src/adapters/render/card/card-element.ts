import type { InvoiceCard } from '../../../core/invoice/card.ts';
import { cardBadge } from './card-badge.ts';
import { CARD_COLORS } from './card-colors.ts';
import { cardDate } from './card-date.ts';
import { cardHeader } from './card-header.ts';
import { cardLines } from './card-lines.ts';
import { cardSteps } from './card-steps.ts';
import { CARD_TEXTS } from './card-texts.ts';
import { cardTotals } from './card-totals.ts';
import { type CardElement, h, rule } from './h.ts';

/** The card's width in CSS pixels; its height follows from its content. */
export const CARD_WIDTH_PX = 640;

const RADIUS_PX = 18;

/** The invoice card: number, status, the first five lines, total, steps and what is in sync. */
export function cardElement(card: InvoiceCard): CardElement {
  const texts = CARD_TEXTS[card.locale];
  const page = { width: '100%', padding: 28, background: CARD_COLORS.page };
  return h(
    { ...page, fontFamily: 'Noto Sans JP', color: CARD_COLORS.ink },
    // A box in a box: a border would cost a clip and a mask.
    h(
      { width: '100%', padding: 1, borderRadius: RADIUS_PX + 1, background: CARD_COLORS.border },
      h(
        {
          width: '100%',
          flexDirection: 'column',
          padding: '30px 34px 28px',
          borderRadius: RADIUS_PX,
          background: CARD_COLORS.paper,
        },
        cardHeader(card),
        gap(22),
        rule(CARD_COLORS.hairline),
        gap(8),
        ...cardLines(card),
        gap(17),
        rule(CARD_COLORS.border),
        gap(14),
        ...cardTotals(card),
        gap(24),
        rule(CARD_COLORS.hairline),
        gap(26),
        cardSteps(card.steps, texts.steps, (at) => cardDate(at, card.locale)),
        gap(20),
        h(
          { justifyContent: 'center' },
          cardBadge(card.syncedToCrm, texts.crm),
          cardBadge(card.syncedToAccounting, texts.accounting),
        ),
      ),
    ),
  );
}

const gap = (height: number): CardElement => h({ height });
