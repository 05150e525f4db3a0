import type { DraftContent } from '../../core/billing/deal-to-draft.ts';

/** The columns of `invoices` that hold a draft's content. */
export function contentColumns(content: DraftContent) {
  const { totals } = content;
  return {
    locale: content.locale,
    supplyDate: content.supplyDate,
    termsCode: content.termsCode,
    purchaseOrder: content.purchaseOrder,
    seller: content.seller,
    buyer: content.buyer,
    recipients: content.recipients,
    paymentInstructions: content.paymentInstructions,
    lineNetMinor: totals.lineNet.amountMinor,
    taxExclusiveMinor: totals.taxExclusive.amountMinor,
    taxMinor: totals.tax.amountMinor,
    taxInclusiveMinor: totals.taxInclusive.amountMinor,
    prepaidMinor: totals.prepaid.amountMinor,
    payableMinor: totals.payable.amountMinor,
    allowancesMinor: totals.allowances?.amountMinor ?? 0n,
    chargesMinor: totals.charges?.amountMinor ?? 0n,
    roundingMinor: totals.rounding?.amountMinor ?? 0n,
    extras: content.extras ?? {},
  };
}
