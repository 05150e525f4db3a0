import { z } from 'zod';
import { Locale, Recipient } from '../invoice/document.ts';
import { SourceKey } from './texts.ts';

/** A person who receives invoices of a customer. */
export const CanonicalContact = z.strictObject({
  customerKey: SourceKey.optional(),
  name: z.string().min(1).max(200),
  email: z.email(),
  role: Recipient.shape.role,
  locale: Locale.optional(),
});
export type CanonicalContact = z.infer<typeof CanonicalContact>;
