import { z } from 'zod';
import { LineSection, LineSource, Period, TaxCategory } from '../document.ts';
import { DraftAllowanceCharge, DraftDiscount } from './draft-allowance-charge.ts';
import { BoundedDecimal, UnsignedDecimal } from './draft-decimal.ts';

const ALLOWANCES_MAX = 100;

/** One line (BG-25) before it is computed. */
export const DraftDocumentLine = z.strictObject({
  /** BT-126; the place in the list when absent. */
  position: z.int().min(1).max(1_000_000).optional(),
  /** BT-155. */
  sku: z.string().max(100).default(''),
  /** BT-153. */
  name: z.string().min(1).max(300),
  /** BT-154. */
  description: z.string().max(1000).optional(),
  /** BT-129; negative on a credit note and on a line that is a credit. */
  quantity: BoundedDecimal,
  /** BT-130, a code of UN/ECE recommendation 20; C62 (one) when absent. */
  unit: z.string().min(1).max(10).default('C62'),
  /** BT-146. */
  unitPrice: BoundedDecimal,
  /** BT-149; 1 when absent. */
  baseQuantity: UnsignedDecimal.refine((text) => /[1-9]/.test(text), 'must be above zero').optional(),
  /** The agreed discount, which approval rules measure: an allowance (BG-27) like the others. */
  discount: DraftDiscount.optional(),
  allowances: z.array(DraftAllowanceCharge).max(ALLOWANCES_MAX).default([]),
  charges: z.array(DraftAllowanceCharge).max(ALLOWANCES_MAX).default([]),
  /** BT-151. */
  taxCategory: TaxCategory,
  /** BT-152; 0 where the category knows no rate (O). */
  taxRatePercent: UnsignedDecimal,
  /** Why nothing is due (BT-120), and its code of the VATEX list (BT-121); one for all lines of a category and rate. */
  exemptionReason: z.string().min(1).max(200).optional(),
  exemptionCode: z.string().min(1).max(40).optional(),
  /** The line gives something back, so its quantity may be negative on an invoice. */
  isCredit: z.literal(true).optional(),
  /** BG-26. */
  period: Period.strict().optional(),
  /** BT-132. */
  orderLine: z.string().max(100).optional(),
  /** BT-133. */
  buyerAccount: z.string().max(100).optional(),
  /** The contract or order that the line stands under on a collective invoice. */
  section: LineSection.strict().optional(),
  /** The price of the product master's version, when the line departs from it. */
  listPrice: BoundedDecimal.optional(),
  /** The discount that the product master allows, when the line goes beyond it. */
  allowedDiscountPercent: UnsignedDecimal.optional(),
  productId: z.string().max(100).default(''),
  productVersionId: z.string().max(100).default(''),
  source: LineSource.strict().optional(),
});
export type DraftDocumentLine = z.infer<typeof DraftDocumentLine>;
