import { assertNever } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { lockOpenSend } from '../correct/end-waiting-send.ts';
import { lockRefund } from '../settle/lock-refund.ts';
import type { HeldAsk } from './held-ask.ts';

/** Locks what a command locks before the invoice itself, so that whoever decides it waits for others and no two deadlock. */
export async function lockHeld(tx: Tx, ctx: Ctx, invoiceId: string, ask: HeldAsk): Promise<void> {
  switch (ask.command) {
    case 'refund':
      await lockRefund(tx, ctx, { ...ask.input, invoiceId });
      return;
    case 'correct':
      await lockOpenSend(tx, invoiceId);
      return;
    case 'void':
    case 'write_off':
      return;
    default:
      assertNever(ask);
  }
}
