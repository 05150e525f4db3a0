import { z } from 'zod';
import { DateText, DecimalText, Locale } from '../invoice/document.ts';
import { CurrencyText, PercentText, SourceKey, UnsignedDecimalText } from './texts.ts';

/** Elements of one list of a deal, at most. A guess: HubSpot deals with more than 100 lines are known to exist. */
const ELEMENTS_MAX = 1000;

/** One thing sold. Prices and discounts in major units of the deal's currency; the discount is per line. */
export const CanonicalDealLine = z.strictObject({
  key: SourceKey,
  sku: z.string().min(1).max(200),
  productKey: SourceKey.optional(),
  name: z.string().min(1).max(300),
  description: z.string().max(1000).optional(),
  quantity: DecimalText,
  unitPrice: DecimalText.optional(),
  discountPercent: PercentText.optional(),
  discountAmount: UnsignedDecimalText.optional(),
});
export type CanonicalDealLine = z.infer<typeof CanonicalDealLine>;

/** A deal of a CRM. Its own amount is left out on purpose: the lines are what is billed. */
export const CanonicalDeal = z.strictObject({
  title: z.string().min(1).max(300),
  isWon: z.boolean(),
  currency: CurrencyText,
  customerKey: SourceKey,
  contactKeys: z.array(SourceKey).max(ELEMENTS_MAX),
  ownerKey: SourceKey.optional(),
  closedOn: DateText.optional(),
  /** Date of the taxable supply (EN 16931 BT-7). */
  supplyDate: DateText.optional(),
  /** A terms code such as `net:30`. */
  terms: z.string().min(1).max(40).optional(),
  purchaseOrder: z.string().min(1).max(100).optional(),
  locale: Locale.optional(),
  lines: z.array(CanonicalDealLine).max(ELEMENTS_MAX),
});
export type CanonicalDeal = z.infer<typeof CanonicalDeal>;
