import { AppError } from '../core/app-error.ts';
import { ISSUED_COMMANDS, type IssuedCommandName, takesCommand } from '../core/invoice/issued-commands.ts';
import { authorise, type Ctx } from './context.ts';
import type { InvoiceRow } from './get-invoice-row.ts';

/**
 * Refuses a command on an issued document to who may not give it (`auth.*`), and on a document that does not take it (the
 * refusal of the table). The caller holds the invoice's lock.
 */
export function admitCommand(ctx: Ctx, command: IssuedCommandName, invoice: InvoiceRow): void {
  const { permission, refusal } = ISSUED_COMMANDS[command];
  authorise(ctx, permission, invoice.entityId);
  if (takesCommand(command, invoice)) return;
  throw new AppError(refusal.code, { detail: refusal.detail });
}
