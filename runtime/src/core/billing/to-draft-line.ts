import type { CanonicalDealLine } from '../canonical/deal.ts';
import type { Locale } from '../invoice/document.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { fail, ok, type Result } from '../result.ts';
import { beyondAllowed } from './beyond-allowed.ts';
import type { DealToDraftInput } from './deal-to-draft.ts';
import type { DraftLine } from './draft-line.ts';
import { priceDealLine } from './price-deal-line.ts';
import { listUnitPrice } from './pricing/list-price.ts';
import { hasDiscount, readLineDiscount } from './read-line-discount.ts';

/** A line of a product: what the master says of it is taken from there. */
export type ProductLine = Omit<CanonicalDealLine, 'name' | 'productKey'>;

/** Makes one line from the product master; fails with a sentence when the master cannot price or tax it. */
export function toDraftLine(
  input: DealToDraftInput,
  dealLine: ProductLine,
  locale: Locale,
): Result<DraftLine> {
  const product = input.products.get(dealLine.sku);
  if (product === undefined) {
    return fail(`The product master holds no version of "${dealLine.sku}" for ${input.supplyDate}.`);
  }
  const list = product.prices.get(input.currency);
  if (list === undefined) return fail(`"${dealLine.sku}" has no price in ${input.currency}.`);
  const taxRule = input.taxRules.find((rule) => rule.taxClass === product.taxClass);
  if (taxRule === undefined) {
    return fail(`No tax rule for ${product.taxClass} goods is in force on ${input.supplyDate}.`);
  }
  const quantity = parseDecimal(dealLine.quantity);
  if (!quantity.ok) return fail(`quantity: ${quantity.reason}`);
  const terms = { currency: input.currency, rounding: input.entity.rounding, locale };
  const agreed = dealLine.unitPrice === undefined ? null : parseDecimal(dealLine.unitPrice);
  if (agreed?.ok === false) return fail(`unit price: ${agreed.reason}`);
  const discount = readLineDiscount(dealLine, input.currency);
  if (!discount.ok) return discount;
  const priced =
    agreed === null
      ? priceDealLine(list, quantity.value, terms)
      : { quantity: quantity.value, unitPrice: agreed.value, steps: null };
  const listPrice =
    agreed === null ? priced.unitPrice : listUnitPrice(list, decimalToRatio(quantity.value.abs()), terms);
  const { steps, ...price } = priced;
  const amounts = { ...price, ...discount.value };
  const allowed = beyondAllowed(
    { amounts, listUnitPrice: listPrice, currency: input.currency },
    product.maxDiscountPercent,
  );
  return ok({
    sku: product.sku,
    name: product.names[locale],
    description: withSteps(dealLine.description, steps),
    unit: product.unit,
    productId: product.productId,
    productVersionId: product.versionId,
    listPrice: price.unitPrice.eq(listPrice) ? null : listPrice,
    discountReason: hasDiscount(discount.value) ? 'Agreed in the deal' : null,
    source: { ...input.source, object: 'line_item', externalId: dealLine.key, kind: 'deal_line' },
    charge: null,
    // Tiers may make it one piece on paper.
    units: quantity.value,
    ...(allowed === null ? {} : { extras: { allowedDiscountPercent: decimalToText(allowed) } }),
    amounts: { ...amounts, taxCategory: taxRule.category, taxRatePercent: taxRule.ratePercent },
  });
}

/** A line's description has room for 1,000 characters; what the deal says of it comes first. */
const DESCRIPTION_LENGTH_MAX = 1000;

function withSteps(description: string | undefined, steps: string | null): string | null {
  const parts = [description, steps].filter((part) => typeof part === 'string' && part !== '');
  const text = parts.join('\n');
  return text.length > DESCRIPTION_LENGTH_MAX ? (description ?? null) : text === '' ? null : text;
}
