import type { LineSource, Locale } from '../invoice/document.ts';
import { parseDecimal } from '../money/parse-decimal.ts';
import { fail, ok, type Result } from '../result.ts';
import type { DealToDraftInput } from './deal-to-draft.ts';
import type { DraftLine } from './draft-line.ts';
import type { AddedLine } from './edits/added-line.ts';
import { hasDiscount, readLineDiscount } from './read-line-discount.ts';
import { toDraftLine } from './to-draft-line.ts';

/**
 * Makes a line that was added by hand. One of a product is priced and taxed by the master like a line of the deal; any
 * other has the price that it was given and is taxed by the entity's rule for its class. Fails with a sentence when it
 * cannot be priced or taxed.
 */
export function toAddedLine(input: DealToDraftInput, added: AddedLine, locale: Locale): Result<DraftLine> {
  const made = 'sku' in added ? toDraftLine(input, added, locale) : toOwnLine(input, added);
  if (!made.ok) return made;
  const line = made.value;
  const discountReason = hasDiscount(line.amounts) ? DISCOUNT_REASONS[locale] : null;
  return ok({ ...line, discountReason, source: sourceOf(added) });
}

/** BR-CO-21 wants a reason on the document; why it was given is on record with the edit. */
const DISCOUNT_REASONS = { en: 'Agreed discount', ja: '値引き' } as const;

/** It is in no other system: the id that it was added under makes its source unique over all invoices. */
const sourceOf = ({ key }: AddedLine): LineSource => ({
  system: 'hub',
  connectionId: '',
  object: 'added_line',
  externalId: key,
  recordId: '',
  kind: 'added_line',
});

function toOwnLine(input: DealToDraftInput, added: Exclude<AddedLine, { sku: string }>): Result<DraftLine> {
  const taxRule = input.taxRules.find((rule) => rule.taxClass === added.taxClass);
  if (taxRule === undefined) {
    return fail(`No tax rule for ${added.taxClass} goods is in force on ${input.supplyDate}.`);
  }
  const quantity = parseDecimal(added.quantity);
  if (!quantity.ok) return fail(`quantity: ${quantity.reason}`);
  const unitPrice = parseDecimal(added.unitPrice);
  if (!unitPrice.ok) return fail(`unit price: ${unitPrice.reason}`);
  const discount = readLineDiscount(added, input.currency);
  if (!discount.ok) return discount;
  return ok({
    sku: '',
    name: added.name,
    description: added.description ?? null,
    unit: added.unit,
    productId: '',
    productVersionId: '',
    listPrice: null,
    discountReason: null,
    source: sourceOf(added),
    charge: null,
    units: quantity.value,
    amounts: {
      quantity: quantity.value,
      unitPrice: unitPrice.value,
      ...discount.value,
      taxCategory: taxRule.category,
      taxRatePercent: taxRule.ratePercent,
    },
  });
}
