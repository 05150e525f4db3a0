import type { Big } from 'big.js';
import type { Locale } from '../invoice/document.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import type { RoundingMode } from '../money/rounding.ts';
import { type ListPrice, priceByList, pricingOf } from './pricing/list-price.ts';
import { describeSteps } from './usage/describe-usage.ts';
import { printPrice } from './usage/print-price.ts';

/** Quantity and unit price as printed, and what says how the price came about where they do not. */
export type PricedDealLine = { quantity: Big; unitPrice: Big; steps: string | null };

type Terms = { currency: CurrencyCode; rounding: RoundingMode; locale: Locale };

/**
 * A line of a deal at its list price. One that is made of several tiers, or has a flat fee, is one piece at what all units
 * come to, with the steps beneath; its units keep their sign.
 */
export function priceDealLine(list: ListPrice, quantity: Big, terms: Terms): PricedDealLine {
  if (list.tiers === null || quantity.eq(0)) return { quantity, unitPrice: list.unitPrice, steps: null };
  const units = decimalToRatio(quantity.abs());
  const priced = priceByList(list, units, terms);
  const printed = printPrice(priced, list.tiers.model, terms.currency);
  const isPerUnit = printed.quantity.eq(quantity.abs());
  return {
    quantity: quantity.lt(0) ? printed.quantity.times(-1) : printed.quantity,
    unitPrice: printed.unitPrice,
    steps: isPerUnit ? null : (describeSteps(pricingOf(list), priced.parts, 0)?.[terms.locale] ?? null),
  };
}
