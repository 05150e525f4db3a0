import type { CurrencyCode } from '../../money/currency.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import type { MasterProduct } from '../draft-line.ts';
import { exactListUnitPrice, type ListPriceOn } from './list-price.ts';

/** The prices of a product master, as contracts ask for them. */
export const listPricesOf =
  (
    productOn: (sku: string, day: string) => MasterProduct | undefined,
    terms: { currency: CurrencyCode; rounding: RoundingMode },
  ): ListPriceOn =>
  (sku, day, units) =>
    exactListUnitPrice(productOn(sku, day)?.prices.get(terms.currency), units, terms);
