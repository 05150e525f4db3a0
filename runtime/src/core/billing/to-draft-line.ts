import type { Big } from 'big.js';
import type { CanonicalDealLine } from '../canonical/deal.ts';
import type { Locale } from '../invoice/document.ts';
import { decimalToRatio } from '../money/decimal-to-ratio.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { fail, ok, type Result } from '../result.ts';
import { beyondAllowed } from './beyond-allowed.ts';
import type { DealToDraftInput } from './deal-to-draft.ts';
import type { DraftLine } from './draft-line.ts';
import { priceDealLine } from './price-deal-line.ts';
import { listUnitPrice } from './pricing/list-price.ts';

/** Makes one line from the product master; fails with a sentence when the master cannot price or tax it. */
export function toDraftLine(
  input: DealToDraftInput,
  dealLine: CanonicalDealLine,
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
  const discount = readDiscount(input, dealLine);
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

/** A percentage is stored and printed with six decimals (numeric(9, 6)). */
const PERCENT_DECIMALS_MAX = 6;

const hasMoreDecimals = (value: Big, decimalsMax: number): boolean =>
  (decimalToText(value).split('.')[1] ?? '').length > decimalsMax;

type Discount = { discountPercent?: Big; discountAmountMinor?: bigint };

function readDiscount(input: DealToDraftInput, dealLine: CanonicalDealLine): Result<Discount> {
  const discount: Discount = {};
  if (dealLine.discountPercent !== undefined && dealLine.discountAmount !== undefined) {
    return fail('The line has a discount in percent and one as an amount; it can have one of them.');
  }
  if (dealLine.discountPercent !== undefined) {
    const percent = parseDecimal(dealLine.discountPercent);
    if (!percent.ok) return fail(`discount percent: ${percent.reason}`);
    if (hasMoreDecimals(percent.value, PERCENT_DECIMALS_MAX)) {
      return fail(
        `The discount of ${dealLine.discountPercent} % has more than ${PERCENT_DECIMALS_MAX} decimals; ` +
          'it would not be the percentage that is printed. Round it, or give the discount as an amount.',
      );
    }
    if (!percent.value.eq(0)) discount.discountPercent = percent.value;
  } else if (dealLine.discountAmount !== undefined) {
    const amount = parseMoneyText(dealLine.discountAmount, input.currency);
    if (!amount.ok) return fail(`discount: ${amount.reason}`);
    if (amount.value.amountMinor !== 0n) discount.discountAmountMinor = amount.value.amountMinor;
  }
  return ok(discount);
}

const hasDiscount = (discount: Discount): boolean => Object.keys(discount).length > 0;
