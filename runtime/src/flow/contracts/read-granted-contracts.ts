import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts, entities } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/**
 * The contracts that a granted entity bills, as a condition; undefined when every entity is granted. Which entity bills a
 * contract follows from its currency, as in `findBillingEntity`.
 */
export function grantedContracts(ctx: Ctx): SQL | undefined {
  if (ctx.entityIds === null) return undefined;
  const granted = inArray(sql`e.id`, [...ctx.entityIds]);
  return sql`exists (select 1 from ${entities} e where ${granted} and (
    e.currency = contracts.currency
    or (contracts.currency = any (e.invoice_currencies)
      and not exists (select 1 from ${entities} o where o.currency = contracts.currency))))`;
}

/** Reads a contract; throws `record.not_found`, and `auth.entity_not_granted` when no granted entity bills it. */
export async function getGrantedContract(
  tx: Tx,
  ctx: Ctx,
  contractId: string,
): Promise<typeof contracts.$inferSelect> {
  const [row] = await tx.select().from(contracts).where(eq(contracts.id, contractId));
  if (row === undefined) throw new AppError('record.not_found', { detail: 'There is no such contract.' });
  const granted = grantedContracts(ctx);
  if (granted === undefined) return row;
  const seen = await tx
    .select({ id: contracts.id })
    .from(contracts)
    .where(and(eq(contracts.id, contractId), granted));
  if (seen.length === 0) throw new AppError('auth.entity_not_granted');
  return row;
}
