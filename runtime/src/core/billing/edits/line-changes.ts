import { z } from 'zod';
import { TaxClass, UnitText } from '../../canonical/product.ts';
import { BoundedDecimalText, PercentText, SourceKey, UnsignedDecimalText } from '../../canonical/texts.ts';

/** A line's discount: of its price, or off the whole line. Zero is none. */
const LineDiscount = z.union([
  z.strictObject({ percent: PercentText }),
  z.strictObject({ amount: UnsignedDecimalText }),
]);
export type LineDiscount = z.infer<typeof LineDiscount>;

/** What is to change of a line. Null goes back to what the deal says, or to what the line was added with. */
export const LineChanges = z.strictObject({
  position: z.int().min(1),
  /** Empty for none. */
  description: z.string().trim().max(1000).nullish(),
  quantity: BoundedDecimalText.nullish(),
  unitPrice: UnsignedDecimalText.nullish(),
  discount: LineDiscount.nullish(),
});
export type LineChanges = z.infer<typeof LineChanges>;

/** What only a line without a product says: of a product the master says it. */
const OF_NO_PRODUCT = ['name', 'unit', 'taxClass'] as const;

/**
 * A line that the deal does not have. With the SKU of a product its name, unit and tax are the master's, and its price is
 * unless one is given; without one it says them itself, and is priced by hand (R-CAT-2). One unit is a piece (`EA`).
 */
export const AddLine = z
  .strictObject({
    sku: SourceKey.optional(),
    name: z.string().trim().min(1).max(300).optional(),
    description: z.string().trim().max(1000).optional(),
    quantity: BoundedDecimalText,
    unit: UnitText.optional(),
    unitPrice: UnsignedDecimalText.optional(),
    discount: LineDiscount.optional(),
    taxClass: TaxClass.optional(),
  })
  .superRefine((line, context) => {
    const refuse = (name: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (line.sku === undefined) {
      for (const name of ['name', 'unitPrice', 'taxClass'] as const) {
        if (line[name] === undefined) refuse(name, 'is required for a line without a product');
      }
    } else {
      for (const name of OF_NO_PRODUCT) {
        if (line[name] !== undefined) refuse(name, 'is what the product master says of the product');
      }
    }
  });
export type AddLine = z.infer<typeof AddLine>;
