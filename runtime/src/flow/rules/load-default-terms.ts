import { eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';

/** The code of the payment terms that a legal entity has where nothing else is agreed, as they are now. */
export async function loadDefaultTerms(tx: Tx, entityId: string): Promise<string> {
  const [entity] = await tx
    .select({ defaultTerms: entities.defaultTerms })
    .from(entities)
    .where(eq(entities.id, entityId));
  assert(entity !== undefined, 'an invoice is of an entity');
  return entity.defaultTerms;
}
