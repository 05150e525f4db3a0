import type { CanonicalContract } from '../../canonical/contract.ts';
import type { Locale } from '../../invoice/document.ts';

/** What a line of a collective invoice names its contract by: the title, and the buyer's own number where there is one. */
export function referenceText(
  { title, purchaseOrder }: Pick<CanonicalContract, 'title' | 'purchaseOrder'>,
  locale: Locale,
): string {
  if (purchaseOrder === undefined) return title;
  return locale === 'ja'
    ? `${title}（貴社注文番号 ${purchaseOrder}）`
    : `${title} (your order ${purchaseOrder})`;
}
