import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { customers } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { MappedRecord } from './mapped-record.ts';
import { type StoredCanonical, storeVersioned } from './store-versioned.ts';

/** Stores a mapped customer with its history; see `storeVersioned`. */
export function storeCustomer(tx: Tx, ctx: Ctx, mapped: MappedRecord<'customer'>): Promise<StoredCanonical> {
  const columns = { name: mapped.value.name, body: mapped.value };
  return storeVersioned(tx, ctx, mapped, {
    findForUpdate: (id) =>
      tx
        .select({ version: customers.version, bodyHash: customers.bodyHash, body: customers.body })
        .from(customers)
        .where(eq(customers.id, id))
        .for('update'),
    insert: (row) => tx.insert(customers).values({ ...row, ...columns }),
    update: (id, row) =>
      tx
        .update(customers)
        .set({ ...row, ...columns })
        .where(eq(customers.id, id)),
  });
}
