import { z } from 'zod';
import { TaxCategory } from '../document.ts';
import { BoundedDecimal, UnsignedDecimal } from './draft-decimal.ts';

const shape = {
  /** In the document's currency (BT-92, BT-99, BT-136, BT-141); negative where what it stands on is. */
  amount: BoundedDecimal.optional(),
  /** Instead of the amount (BT-94, BT-101, BT-138, BT-143). */
  percent: UnsignedDecimal.optional(),
  /** What the percentage is of (BT-93, BT-100, BT-137, BT-142); when absent, of what it stands on. */
  base: BoundedDecimal.optional(),
  /** BT-97, BT-104, BT-139, BT-144; required by BR-CO-21 to 24. */
  reason: z.string().min(1).max(200),
  /** UNCL 5189 for an allowance, UNCL 7161 for a charge (BT-98, BT-105, BT-140, BT-145). */
  reasonCode: z.string().min(1).max(10).optional(),
};

const isOneWay = (value: { amount?: string | undefined; percent?: string | undefined }): boolean =>
  (value.amount === undefined) !== (value.percent === undefined);
const ONE_WAY = { error: 'has either an amount or a percentage', path: ['amount'] };

const hasBaseOnlyWithPercent = (value: {
  base?: string | undefined;
  percent?: string | undefined;
}): boolean => value.base === undefined || value.percent !== undefined;
const NO_BASE = { error: 'a base goes with a percentage', path: ['base'] };

/** The agreed discount of a line: an amount, or a percentage of the line's rounded gross. */
export const DraftDiscount = z
  .strictObject({ amount: shape.amount, percent: shape.percent, reason: shape.reason })
  .refine(isOneWay, ONE_WAY);
export type DraftDiscount = z.infer<typeof DraftDiscount>;

/** A reduction of a line (BG-27) or an addition to it (BG-28). A percentage without base is of the line's rounded gross. */
export const DraftAllowanceCharge = z
  .strictObject(shape)
  .refine(isOneWay, ONE_WAY)
  .refine(hasBaseOnlyWithPercent, NO_BASE);
export type DraftAllowanceCharge = z.infer<typeof DraftAllowanceCharge>;

/**
 * A reduction of the document (BG-20) or an addition to it (BG-21). With category and rate it belongs to that group,
 * and a percentage without base is of the group's line nets; without them it is of all line nets, and spread over
 * the groups by their line nets, largest remainder.
 */
export const DraftDocumentAllowanceCharge = z
  .strictObject({
    ...shape,
    taxCategory: TaxCategory.optional(),
    taxRatePercent: UnsignedDecimal.optional(),
  })
  .refine(isOneWay, ONE_WAY)
  .refine(hasBaseOnlyWithPercent, NO_BASE)
  .refine((value) => (value.taxCategory === undefined) === (value.taxRatePercent === undefined), {
    error: 'a tax category goes with its rate',
    path: ['taxRatePercent'],
  });
export type DraftDocumentAllowanceCharge = z.infer<typeof DraftDocumentAllowanceCharge>;

/** One part of the payable amount: a share of it in percent, or an amount (of either sign, as the payable amount). */
export const DraftInstalment = z
  .strictObject({
    dueDate: z.iso.date(),
    sharePercent: UnsignedDecimal.optional(),
    amount: BoundedDecimal.optional(),
    label: z.string().max(100).optional(),
  })
  .refine((value) => (value.sharePercent === undefined) !== (value.amount === undefined), {
    error: 'has either a share or an amount',
    path: ['amount'],
  });
export type DraftInstalment = z.infer<typeof DraftInstalment>;
