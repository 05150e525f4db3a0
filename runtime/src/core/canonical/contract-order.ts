import { z } from 'zod';
import { SourceKey, UnsignedDecimalText } from './texts.ts';

/** What the buyer ordered of one thing. */
const OrderLine = z.strictObject({
  key: SourceKey,
  sku: z.string().min(1).max(200),
  quantity: UnsignedDecimalText,
  /** Without it the price of the product master on the day of the order. */
  unitPrice: UnsignedDecimalText.optional(),
});

/** An order: what was shipped is billed, a shipment at a time or together at a closing day. */
export const OrderPlan = z.strictObject({
  form: z.literal('order'),
  /** `on_order`: everything at once. `per_shipment`: each on its own. `closing_day`: collective (締め請求). */
  billing: z.discriminatedUnion('when', [
    z.strictObject({ when: z.literal('on_order') }),
    z.strictObject({ when: z.literal('per_shipment') }),
    /** Day of the month, 29 to 31 the last one where a month is shorter (末締め). */
    z.strictObject({ when: z.literal('closing_day'), day: z.int().min(1).max(31) }),
  ]),
  lines: z.array(OrderLine).min(1).max(1000),
});
export type OrderPlan = z.infer<typeof OrderPlan>;
