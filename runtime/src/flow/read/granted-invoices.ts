import { inArray, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** The invoices of the granted entities as a sub-select of one column; undefined when every entity is granted. */
export function grantedInvoices(tx: Tx, ctx: Ctx, column: 'id' | 'number'): SQL | undefined {
  if (ctx.entityIds === null) return undefined;
  return tx
    .select({ value: invoices[column] })
    .from(invoices)
    .where(inArray(invoices.entityId, [...ctx.entityIds]))
    .getSQL();
}
