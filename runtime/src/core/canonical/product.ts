import { z } from 'zod';
import { DateText } from '../invoice/document.ts';
import { TieredPricing } from './contract-subscription.ts';
import { CurrencyText, PercentText, SourceKey, UnsignedDecimalText } from './texts.ts';

/** How far below its list price a line may go; the column of the product master holds six decimals. */
export const MaxDiscountPercent = PercentText.regex(/^[^.]*(\.[0-9]{1,6})?$/, 'must have at most 6 decimals');

/** What the tax rules of a legal entity are kept by. */
export const TaxClass = z.enum(['standard', 'reduced', 'exempt']);

/** A unit as a line prints it. */
export const UnitText = z.string().min(1).max(10);

/**
 * A row of a product master. A price is for one unit, or by quantity, in major units of the currency. One with a price,
 * its currency, a unit and a tax class says all that a version of our own master needs.
 */
export const CanonicalProduct = z
  .strictObject({
    sku: SourceKey,
    name: z.string().min(1).max(300),
    description: z.string().max(1000).optional(),
    listPrice: UnsignedDecimalText.optional(),
    /** In place of the list price. */
    pricing: TieredPricing.optional(),
    /** What one unit costs the seller, without tax; used by rules only, never printed, never sent to other systems. */
    unitCost: UnsignedDecimalText.optional(),
    currency: CurrencyText.optional(),
    unit: UnitText.optional(),
    taxClass: TaxClass.optional(),
    maxDiscountPercent: MaxDiscountPercent.optional(),
    /** The day that the version counts from. */
    validFrom: DateText.optional(),
  })
  .superRefine(({ listPrice, pricing, unitCost, currency }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (unitCost !== undefined && currency === undefined) refuse('currency', 'is required with a cost');
    if (pricing === undefined) return;
    if (listPrice !== undefined) refuse('pricing', 'must not stand beside a list price');
    if (currency === undefined) refuse('currency', 'is required with a price by quantity');
  });
export type CanonicalProduct = z.infer<typeof CanonicalProduct>;
