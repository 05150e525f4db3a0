import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { deals } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { MappedRecord } from './mapped-record.ts';
import { type StoredCanonical, storeVersioned } from './store-versioned.ts';

/** Stores a mapped deal with its history; see `storeVersioned`. */
export function storeDeal(tx: Tx, ctx: Ctx, mapped: MappedRecord<'deal'>): Promise<StoredCanonical> {
  const columns = {
    title: mapped.value.title,
    isWon: mapped.value.isWon,
    currency: mapped.value.currency,
    body: mapped.value,
  };
  return storeVersioned(tx, ctx, mapped, {
    findForUpdate: (id) =>
      tx
        .select({ version: deals.version, bodyHash: deals.bodyHash, body: deals.body })
        .from(deals)
        .where(eq(deals.id, id))
        .for('update'),
    insert: (row) => tx.insert(deals).values({ ...row, ...columns }),
    update: (id, row) =>
      tx
        .update(deals)
        .set({ ...row, ...columns })
        .where(eq(deals.id, id)),
  });
}
