import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { getInvoiceForUpdate } from '../get-invoice-row.ts';
import { inSavepoint } from '../in-savepoint.ts';
import type { HeldAsk } from './held-ask.ts';
import { holdCommand } from './hold-command.ts';
import { lockHeld } from './lock-held.ts';
import { routeHeld } from './route-held.ts';

/** What became of a command: it was done, or a rule holds it until the request is approved. */
export type Ran<Done> = ({ state: 'done' } & Done) | { state: 'held'; approvalId: string };

/**
 * Runs a command on an issued document, or where the entity's rules want an approval of it (model.md E5: "+A by rule"),
 * asks for that: it runs once the last step is approved. Its guards speak first: what cannot be done is refused at once,
 * and what was done before is answered. Throws what the command throws, and `approval.under_way`.
 */
export async function runOrHold<Done extends { isNew: boolean }>(
  tx: Tx,
  ctx: Ctx,
  { invoiceId, ask }: { invoiceId: string; ask: HeldAsk },
  run: () => Promise<Done>,
): Promise<Ran<Done>> {
  await lockHeld(tx, ctx, invoiceId, ask);
  const invoice = await getInvoiceForUpdate(tx, invoiceId);
  const routed = invoice.number === null ? undefined : await routeHeld(tx, ctx, invoice, ask);
  if (routed === undefined) return { state: 'done', ...(await run()) };
  const tried = await inSavepoint(tx, run);
  if (!tried.isNew) return { state: 'done', ...tried };
  return { state: 'held', approvalId: await holdCommand(tx, ctx, { invoice, ask, routed }) };
}
