import type { InvoiceCard } from '../../../core/invoice/card.ts';
import { printableText } from '../printable-text.ts';
import { CARD_COLORS, pillColors } from './card-colors.ts';
import { cardDate } from './card-date.ts';
import { cardMoney, isZeroAmount } from './card-money.ts';
import { CHECK_PATH, cardSteps } from './card-steps.ts';
import { CARD_TEXTS } from './card-texts.ts';
import { type CardElement, h, icon } from './h.ts';

const LINES_MAX = 5;

/** The card's width in CSS pixels; its height follows from its content. */
export const CARD_WIDTH_PX = 640;

/** The invoice card: number, status, the first five lines, total, steps and what is in sync. */
export function cardElement(card: InvoiceCard): CardElement {
  const texts = CARD_TEXTS[card.locale];
  const rest = card.lines.length - LINES_MAX;
  return h(
    {
      width: '100%',
      padding: 28,
      background: CARD_COLORS.page,
      fontFamily: 'Noto Sans JP',
      color: CARD_COLORS.ink,
    },
    h(
      {
        width: '100%',
        flexDirection: 'column',
        padding: '30px 34px 28px',
        background: CARD_COLORS.paper,
        border: `1px solid ${CARD_COLORS.border}`,
        borderRadius: 18,
      },
      header(card),
      h(
        {
          flexDirection: 'column',
          marginTop: 22,
          paddingTop: 8,
          borderTop: `1px solid ${CARD_COLORS.hairline}`,
        },
        ...card.lines.slice(0, LINES_MAX).map((line) => row(line.name, cardMoney(card, line.amount))),
        rest > 0
          ? h({ paddingTop: 7, fontSize: 13, color: CARD_COLORS.faint }, texts.more(String(rest)))
          : undefined,
        isZeroAmount(card.tax) ? undefined : row(texts.tax, cardMoney(card, card.tax), CARD_COLORS.muted),
      ),
      totals(card),
      h(
        { marginTop: 26, paddingTop: 26, borderTop: `1px solid ${CARD_COLORS.hairline}` },
        cardSteps(card.steps, texts.steps, (at) => cardDate(at, card.locale)),
      ),
      h(
        { marginTop: 20, justifyContent: 'center' },
        badge(card.syncedToCrm, texts.crm),
        badge(card.syncedToAccounting, texts.accounting),
      ),
    ),
  );
}

function header(card: InvoiceCard): CardElement {
  const texts = CARD_TEXTS[card.locale];
  const pill = pillColors(card.displayStatus);
  return h(
    { justifyContent: 'space-between', alignItems: 'flex-start' },
    h(
      { flexDirection: 'column', flex: 1, minWidth: 0 },
      h({ fontSize: 11, fontWeight: 700, letterSpacing: 2, color: CARD_COLORS.faint }, texts.title),
      h(
        { ...oneLine, marginTop: 4, fontSize: 23, fontWeight: 700 },
        card.number === null ? texts.draft : `#${printableText(card.number)}`,
      ),
      h({ ...oneLine, marginTop: 3, fontSize: 14, color: CARD_COLORS.muted }, flat(card.customerName)),
    ),
    h(
      {
        flexShrink: 0,
        alignItems: 'center',
        marginLeft: 20,
        marginTop: 2,
        padding: '5px 13px 6px',
        borderRadius: 16,
        background: pill.fill,
        color: pill.text,
        fontSize: 13,
        fontWeight: 700,
      },
      h({ width: 7, height: 7, marginRight: 7, borderRadius: 4, background: pill.dot }),
      texts.statuses[card.displayStatus] ?? flat(card.displayStatus),
    ),
  );
}

/** Cut with an ellipsis. A clamp, since `overflow: hidden` would cost a mask for every line of the picture. */
const oneLine = { display: 'block', lineClamp: 1, wordBreak: 'break-word' };

const flat = (text: string): string => printableText(text).replaceAll(/\s+/g, ' ').trim();

function row(name: string, amount: string, color: string = CARD_COLORS.text): CardElement {
  return h(
    { justifyContent: 'space-between', paddingTop: 9, fontSize: 15, color },
    h({ ...oneLine, flex: 1, minWidth: 0 }, flat(name)),
    h({ flexShrink: 0, marginLeft: 24 }, amount),
  );
}

function totals(card: InvoiceCard): CardElement {
  const texts = CARD_TEXTS[card.locale];
  const hasBalance = !isZeroAmount(card.balance) && card.balance !== card.total;
  return h(
    { flexDirection: 'column', marginTop: 16, paddingTop: 14, borderTop: `1px solid ${CARD_COLORS.border}` },
    h(
      { justifyContent: 'space-between', alignItems: 'center' },
      h({ fontSize: 15, fontWeight: 700 }, texts.total),
      h({ fontSize: 25, fontWeight: 700 }, cardMoney(card, card.total)),
    ),
    hasBalance
      ? h(
          { justifyContent: 'space-between', paddingTop: 4, fontSize: 14, color: CARD_COLORS.muted },
          h({}, texts.balance),
          h({}, cardMoney(card, card.balance)),
        )
      : undefined,
  );
}

function badge(isSynced: boolean, texts: { synced: string; notSynced: string }): CardElement {
  const color = isSynced ? CARD_COLORS.reached : CARD_COLORS.faint;
  return h(
    {
      alignItems: 'center',
      margin: '0 5px',
      padding: '5px 12px 6px',
      borderRadius: 14,
      border: `1px solid ${isSynced ? '#cfeadf' : CARD_COLORS.border}`,
      background: isSynced ? '#f3fbf7' : CARD_COLORS.paper,
      color,
      fontSize: 12,
      fontWeight: isSynced ? 700 : 400,
    },
    isSynced ? h({ marginRight: 6 }, icon(CHECK_PATH, color, 12)) : undefined,
    isSynced ? texts.synced : texts.notSynced,
  );
}
