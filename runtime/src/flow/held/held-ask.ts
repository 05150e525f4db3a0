import { z } from 'zod';
import type { HeldCommand } from '../../core/invoice/held-commands.ts';
import { CorrectInvoiceInput } from '../correct/make-version.ts';
import { RefundInvoiceInput } from '../settle/apply-refund.ts';

/** A command on an issued document as it was asked, and as it is run once it is approved. */
export const HeldAsk = z.discriminatedUnion('command', [
  z.object({
    command: z.literal('refund'),
    /** Of the invoice, or of a payment that was on it. */
    input: RefundInvoiceInput.extend({ paymentId: z.string().optional() }),
  }),
  z.object({ command: z.literal('void'), input: z.strictObject({ reason: z.string() }) }),
  z.object({ command: z.literal('correct'), input: CorrectInvoiceInput }),
  z.object({
    command: z.literal('write_off'),
    /** The write-off that was asked for; the amount in major units is what was owed then. */
    input: z.strictObject({ writeOffId: z.string(), amount: z.string(), reason: z.string() }),
  }),
]) satisfies z.ZodType<{ command: HeldCommand; input: object }>;
export type HeldAsk = z.infer<typeof HeldAsk>;

/** The command that an approval request holds; undefined for the request of a submission. */
export function readHeldAsk(request: {
  command: HeldCommand | null;
  commandInput: object | null;
}): HeldAsk | undefined {
  if (request.command === null) return undefined;
  return HeldAsk.parse({ command: request.command, input: request.commandInput });
}
