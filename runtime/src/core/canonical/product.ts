import { z } from 'zod';
import { CurrencyText, SourceKey, UnsignedDecimalText } from './texts.ts';

/** A row of a product master. The list price is per unit, in major units of the currency. */
export const CanonicalProduct = z.strictObject({
  sku: SourceKey,
  name: z.string().min(1).max(300),
  description: z.string().max(1000).optional(),
  listPrice: UnsignedDecimalText.optional(),
  currency: CurrencyText.optional(),
});
export type CanonicalProduct = z.infer<typeof CanonicalProduct>;
