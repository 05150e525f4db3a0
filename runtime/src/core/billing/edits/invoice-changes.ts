import { z } from 'zod';
import { SourceKey } from '../../canonical/texts.ts';
import { Recipient } from '../../invoice/document.ts';
import { parseTerms } from '../../invoice/terms.ts';
import { AddLine, LineChanges } from './line-changes.ts';

const LIST_MAX = 100;
const LINES_MAX = 1000;

/** What is to change of an invoice that is not issued; what is absent stays. Null goes back to what the source says. */
export const InvoiceChanges = z.strictObject({
  /** Empty for none. */
  purchaseOrder: z.string().trim().max(100).nullish(),
  terms: z
    .string()
    .refine((code) => parseTerms(code).ok, 'must be terms such as net:30 or eom+1:day31')
    .nullish(),
  recipients: z.array(Recipient.strict()).max(LIST_MAX).nullish(),
  notes: z.array(z.string().trim().min(1).max(1000)).max(LIST_MAX).nullish(),
  lines: z.array(LineChanges).max(LINES_MAX).optional(),
  /** Lines that the deal does not have; they stand beneath the others, in their order. */
  addLines: z.array(AddLine).max(LIST_MAX).optional(),
  /** Lines to leave out, by the `source.externalId` that the document shows of them. */
  removeLines: z.array(SourceKey).max(LINES_MAX).optional(),
  /** Lines of the deal that were left out and are billed again, by the same. */
  putBackLines: z.array(SourceKey).max(LINES_MAX).optional(),
});
/** What `InvoiceChanges` reads. */
export type InvoiceChanges = z.infer<typeof InvoiceChanges>;
