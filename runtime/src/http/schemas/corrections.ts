import { z } from '@hono/zod-openapi';
import { Party, Recipient } from '../../core/invoice/document.ts';
import { CorrectInvoiceInput } from '../../flow/correct/make-version.ts';
import { ActorView, Instant } from './common.ts';

/** What is corrected of an issued document, and why. */
export const CorrectionBody = z.looseObject(CorrectInvoiceInput.shape).openapi('CorrectionBody', {
  description:
    'Of the buyer its address within the country, contact, telephone and mail address; all `recipients` in place of those ' +
    'that were. What is absent stays, and null takes off what may be absent. `version` is the one that was read. Any other ' +
    'member of the document, and name, tax number, identifiers, country or state of the buyer, are refused with their rule ' +
    'unless they are named as they stand.',
  example: {
    reason: 'They have moved.',
    version: 1,
    buyer: { contactName: 'Ada Moor', address: { line1: '8 Front Street', postalCode: '10005' } },
    recipients: [{ role: 'bill_to', name: 'Accounts', email: 'invoices@hudson.example', locale: 'en' }],
  },
});

/** Every version of a document, the newest first. */
export const CorrectionsSchema = z
  .object({
    items: z.array(
      z.object({
        version: z.int().openapi({ description: '1 is what was issued.' }),
        buyer: Party,
        recipients: z.array(Recipient),
        correction: z.object({ reason: z.string(), by: ActorView, at: Instant }).nullable(),
        documents: z.array(
          z.object({ kind: z.enum(['pdf', 'json', 'xml']), sha256: z.string(), createdAt: Instant }),
        ),
      }),
    ),
  })
  .openapi('Corrections');
