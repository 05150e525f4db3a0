import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { asksOf } from '../../core/approvals/asked-step.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import { type JsonObject, toJson } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests } from '../../db/schema/index.ts';
import { openRequest } from '../approve/open-request.ts';
import { resolveSteps } from '../approve/resolve-steps.ts';
import type { Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { recordAudit } from '../record-audit.ts';
import { recordEvent } from '../record-event.ts';
import type { HeldAsk } from './held-ask.ts';
import type { RoutedCommand } from './route-held.ts';

/**
 * Opens the approval request of a command, bound to the document's content and to what is asked. The same asked again by
 * the same is the same request. Throws `approval.under_way` while another one of the invoice waits.
 */
export async function holdCommand(
  tx: Tx,
  ctx: Ctx,
  { invoice, ask, routed }: { invoice: InvoiceRow; ask: HeldAsk; routed: RoutedCommand },
): Promise<string> {
  const waiting = await findWaiting(tx, ctx, invoice.id, ask);
  if (waiting !== undefined) return waiting;
  const { why, matched, doubt, steps } = routed.route;
  const request = await openRequest(
    tx,
    ctx,
    invoice,
    {
      invoiceId: invoice.id,
      contentHash: contentHash((await loadVersion(tx, invoice.id)).document),
      ruleSetId: routed.ruleSetId,
      facts: routed.facts,
      explanation: { why, matched, ...(doubt === null ? {} : { doubt }) } as JsonObject,
      requestedBy: ctx.actor,
      command: ask.command,
      commandInput: toJson(ask.input) as JsonObject,
    },
    await resolveSteps(tx, ctx.actor, steps),
  );
  const { reason, ...asked } = ask.input;
  const told = { requestId: request.id, command: ask.command, asks: asksOf(request.now), why };
  await recordAudit(tx, ctx, {
    action: 'invoice.hold_command',
    objectKind: 'invoice',
    objectId: invoice.id,
    after: { ...told, asked },
    reason,
  });
  await recordEvent(tx, ctx, invoice.id, 'invoice.command_requested', { ...told, reason });
  return request.id;
}

async function findWaiting(tx: Tx, ctx: Ctx, invoiceId: string, ask: HeldAsk): Promise<string | undefined> {
  const [open] = await tx
    .select()
    .from(approvalRequests)
    .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open')));
  if (open === undefined) return undefined;
  const asText = (input: object | null): string => stableJson(toJson(input ?? {}));
  const isSame = open.command === ask.command && asText(open.commandInput) === asText(ask.input);
  if (isSame && open.requestedBy.id === ctx.actor.id) return open.id;
  throw new AppError('approval.under_way', {
    detail: `The request ${open.id} of this invoice waits: decide it, or let ${open.requestedBy.name} take it back.`,
  });
}
