import { z } from 'zod';
import { DateText } from '../invoice/document.ts';
import { PaymentState } from '../settlement/payment-state.ts';
import { CurrencyText, SourceKey, UnsignedDecimalText } from './texts.ts';

/**
 * Money for an invoice, in major units: on its way (`processing`), in (`settled`), never arrived (`failed`), or in and gone
 * again (`returned`). Told of again under the same key it is the same payment. Until it is in, `receivedOn` is the day on
 * which it set out.
 */
export const CanonicalPayment = z.strictObject({
  externalKey: SourceKey,
  invoiceNumber: z.string().min(1).max(100),
  invoiceExternalKey: SourceKey.optional(),
  amount: UnsignedDecimalText,
  currency: CurrencyText,
  receivedOn: DateText,
  reference: z.string().min(1).max(300).optional(),
  state: PaymentState,
  /** Why it never arrived. */
  failureReason: z.string().min(1).max(1000).optional(),
});
export type CanonicalPayment = z.infer<typeof CanonicalPayment>;
