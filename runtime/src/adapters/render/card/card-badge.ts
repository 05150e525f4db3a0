import { CARD_COLORS } from './card-colors.ts';
import { type CardElement, CHECK_PATH, h, icon } from './h.ts';

/** Whether a system holds what we hold: a green check, or grey words. */
export function cardBadge(isSynced: boolean, texts: { synced: string; notSynced: string }): CardElement {
  const style = {
    alignItems: 'center',
    margin: '0 5px',
    padding: '6px 13px 7px',
    borderRadius: 15,
    fontSize: 12,
  };
  if (!isSynced)
    return h({ ...style, background: CARD_COLORS.idleWash, color: CARD_COLORS.faint }, texts.notSynced);
  return h(
    { ...style, background: CARD_COLORS.reachedWash, color: CARD_COLORS.reached, fontWeight: 700 },
    h({ marginRight: 6 }, icon(CHECK_PATH, CARD_COLORS.reached, 12)),
    texts.synced,
  );
}
