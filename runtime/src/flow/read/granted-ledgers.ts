import { inArray, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { connections } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** The connections of granted entities as a sub-select of their ids; undefined when every entity is granted. */
export function grantedLedgers(tx: Tx, ctx: Ctx): SQL | undefined {
  if (ctx.entityIds === null) return undefined;
  return tx
    .select({ id: connections.id })
    .from(connections)
    .where(inArray(connections.entityId, [...ctx.entityIds]))
    .getSQL();
}
