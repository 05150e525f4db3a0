import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import type { ApprovalRequestRow } from '../approve/go-to-next-step.ts';
import type { Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import { settleWriteOff } from '../write-off/settle-write-off.ts';
import type { HeldAsk } from './held-ask.ts';
import { runHeld } from './run-held.ts';

/** The decision that closes the request of a held command. */
export type HeldDecision = {
  invoice: InvoiceRow;
  request: ApprovalRequestRow;
  ask: HeldAsk;
  decision: 'approved' | 'rejected' | 'returned';
  /** Who was decided for, and what else is told of the decision. */
  data: JsonObject;
  reason: string | undefined;
};

const ACTIONS = {
  approved: 'invoice.approve_command',
  rejected: 'invoice.reject_command',
  returned: 'invoice.return_command',
} as const;

/** Tells how a held command was decided, and runs it where that was its last approval. Throws what the command throws. */
export async function finishHeld(tx: Tx, ctx: Ctx, held: HeldDecision): Promise<void> {
  const { invoice, request, ask, decision, reason } = held;
  const told = { ...held.data, command: ask.command };
  const why = reason === undefined ? {} : { reason };
  await recordAudit(tx, ctx, {
    action: ACTIONS[decision],
    objectKind: 'invoice',
    objectId: invoice.id,
    after: told,
    ...why,
  });
  await recordEvent(tx, ctx, invoice.id, 'invoice.command_decided', { ...told, decision, ...why });
  if (decision === 'approved') await runHeld(tx, ctx, { invoice, ask, requestedBy: request.requestedBy });
  else if (ask.command === 'write_off')
    await settleWriteOff(tx, ctx, { invoiceId: invoice.id, decision: 'rejected', ...why });
}
