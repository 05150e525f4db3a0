import { z } from 'zod';
import { DateText, DecimalText, Locale } from '../invoice/document.ts';
import { CurrencyText, PercentText, SourceKey, UnsignedDecimalText } from './texts.ts';

/** Elements of one list of a deal, at most. A guess: HubSpot deals with more than 100 lines are known to exist. */
const ELEMENTS_MAX = 1000;

/** One thing sold. Prices and discounts are in major units of the deal's currency. */
export const CanonicalDealLine = z.strictObject({
  key: SourceKey,
  sku: z.string().min(1).max(200),
  productKey: SourceKey.optional(),
  name: z.string().min(1).max(300),
  description: z.string().max(1000).optional(),
  quantity: DecimalText,
  /** Never negative (EN 16931 BR-27); what is given back has a negative quantity. */
  unitPrice: UnsignedDecimalText.optional(),
  discountPercent: PercentText.optional(),
  /** For the whole line (BG-27), whatever the quantity. */
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
  /** When the deal was won. An instant: which day that was depends on the zone of the entity that invoices. */
  closedAt: z.iso.datetime({ offset: true }).optional(),
  /** Date of the taxable supply (EN 16931 BT-7). */
  supplyDate: DateText.optional(),
  /** A terms code such as `net:30`. */
  terms: z.string().min(1).max(40).optional(),
  purchaseOrder: z.string().min(1).max(100).optional(),
  locale: Locale.optional(),
  lines: z.array(CanonicalDealLine).max(ELEMENTS_MAX),
});
export type CanonicalDeal = z.infer<typeof CanonicalDeal>;
