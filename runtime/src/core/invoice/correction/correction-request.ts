import { z } from 'zod';
import { Address, Party, Recipient } from '../document.ts';

const RECIPIENTS_MAX = 20;

/** Of the address: what is absent stays, and null takes it off. */
const CorrectedAddress = z.strictObject({
  ...Address.pick({ line1: true, city: true, country: true }).partial().shape,
  line2: Address.shape.line2.nullable(),
  region: Address.shape.region.nullable(),
  postalCode: Address.shape.postalCode.nullable(),
});

/** Of the buyer: what is absent stays, and null takes it off. What is fixed at issue may be named, as it stands. */
const CorrectedBuyer = z.strictObject({
  ...Party.pick({ name: true, taxId: true, legalId: true, electronicAddress: true }).partial().shape,
  address: CorrectedAddress.optional(),
  contactName: Party.shape.contactName.nullable(),
  phone: Party.shape.phone.nullable(),
  email: Party.shape.email.nullable(),
});

/**
 * What is to be corrected of an issued document. Any other member of a document is taken as well, so that the answer can
 * say by which rule it is refused.
 */
export const CorrectionRequest = z.looseObject({
  buyer: CorrectedBuyer.optional(),
  /** All of them, in place of those that were. */
  recipients: z.array(Recipient.strict()).min(1).max(RECIPIENTS_MAX).optional(),
});
export type CorrectionRequest = z.infer<typeof CorrectionRequest>;
