import { z } from 'zod';
import { Address, Locale } from '../invoice/document.ts';
import { SourceKey } from './texts.ts';

/** A buyer as every CRM and ledger is mapped to it; becomes the buyer of an invoice (EN 16931 BG-7). */
export const CanonicalCustomer = z.strictObject({
  externalKey: SourceKey,
  name: z.string().min(1).max(200),
  legalName: z.string().min(1).max(200).optional(),
  /** BT-48; for a Japanese buyer the registration number `T` + 13 digits. */
  taxId: z.string().min(1).max(40).optional(),
  country: Address.shape.country.optional(),
  address: Address.strict().optional(),
  email: z.email().optional(),
  locale: Locale.optional(),
});
export type CanonicalCustomer = z.infer<typeof CanonicalCustomer>;
