import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { assertNever } from '../../core/assert.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { Tx } from '../../db/open-database.ts';
import { accounts, billingEvents, ledgerEntries } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { grantedEvents } from '../contracts/list-billing-events.ts';
import { getGrantedContract } from '../contracts/read-granted-contracts.ts';
import { grantedAccounts } from '../read/list-accounts.ts';
import { loadPayment } from '../read/list-payments.ts';
import { grantedLedgerEntries } from '../read/read-ledger-entries.ts';

/**
 * Holds a record to the entities of whoever asks, as the lists of its kind do. Throws `record.not_found`, and for a
 * contract of another entity `auth.entity_not_granted`. Kinds that are every entity's are not looked up.
 */
export async function requireGranted(
  tx: Tx,
  ctx: Ctx,
  { kind, id }: { kind: CanonicalKind; id: string },
): Promise<void> {
  switch (kind) {
    case 'contract':
      await getGrantedContract(tx, ctx, id);
      return;
    case 'payment':
      await loadPayment(tx, ctx, id);
      return;
    case 'billing_event':
      return requireOne(
        await tx
          .select({ id: billingEvents.id })
          .from(billingEvents)
          .where(and(eq(billingEvents.id, id), grantedEvents(tx, ctx))),
      );
    case 'ledger_entry':
      return requireOne(
        await tx
          .select({ id: ledgerEntries.id })
          .from(ledgerEntries)
          .where(and(eq(ledgerEntries.id, id), grantedLedgerEntries(tx, ctx))),
      );
    case 'account':
      return requireOne(
        await tx
          .select({ id: accounts.id })
          .from(accounts)
          .where(and(eq(accounts.id, id), grantedAccounts(tx, ctx))),
      );
    case 'customer':
    case 'contact':
    case 'product':
    case 'deal':
      return;
    default:
      return assertNever(kind);
  }
}

function requireOne(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new AppError('record.not_found');
}
