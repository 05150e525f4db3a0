import { z } from 'zod';
import { DateText } from '../invoice/document.ts';
import { CurrencyText, SourceKey, UnsignedDecimalText } from './texts.ts';

/** Money received for an invoice, in major units. `returned` takes back an earlier `settled` of the same key. */
export const CanonicalPayment = z.strictObject({
  externalKey: SourceKey,
  invoiceNumber: z.string().min(1).max(100),
  invoiceExternalKey: SourceKey.optional(),
  amount: UnsignedDecimalText,
  currency: CurrencyText,
  receivedOn: DateText,
  reference: z.string().min(1).max(300).optional(),
  state: z.enum(['settled', 'returned']),
});
export type CanonicalPayment = z.infer<typeof CanonicalPayment>;
