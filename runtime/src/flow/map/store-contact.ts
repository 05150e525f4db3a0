import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { contacts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { MappedRecord } from './mapped-record.ts';
import { type StoredCanonical, storeVersioned } from './store-versioned.ts';

/** Stores a mapped contact with its history; see `storeVersioned`. */
export function storeContact(tx: Tx, ctx: Ctx, mapped: MappedRecord<'contact'>): Promise<StoredCanonical> {
  const columns = { email: mapped.value.email, body: mapped.value };
  return storeVersioned(tx, ctx, mapped, {
    findForUpdate: (id) =>
      tx
        .select({ version: contacts.version, bodyHash: contacts.bodyHash, body: contacts.body })
        .from(contacts)
        .where(eq(contacts.id, id))
        .for('update'),
    insert: (row) => tx.insert(contacts).values({ ...row, ...columns }),
    update: (id, row) =>
      tx
        .update(contacts)
        .set({ ...row, ...columns })
        .where(eq(contacts.id, id)),
  });
}
