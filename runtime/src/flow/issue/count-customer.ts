import { sql } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';

type CustomerKey = { organizationId: string; entityId: string; customerId: string };

/** The number that a customer has with an entity: the next free one at first, and the same one for ever after. */
export async function takeCustomerNumber(
  tx: Tx,
  { organizationId, entityId, customerId }: CustomerKey,
): Promise<bigint> {
  // Invoices and credit notes are numbered under locks of their own, and both may meet a customer first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`customers ${entityId}`}, 0))`);
  await tx.execute(sql`
    insert into customer_numbers (organization_id, entity_id, customer_id, value)
    select ${organizationId}, ${entityId}, ${customerId}, coalesce(max(value), 0) + 1
    from customer_numbers where entity_id = ${entityId}
    on conflict (organization_id, entity_id, customer_id) do nothing`);
  const [row] = await tx.execute<{ value: string }>(sql`
    select value from customer_numbers where entity_id = ${entityId} and customer_id = ${customerId}`);
  assert(row !== undefined, 'a customer has the number that was just given');
  return BigInt(row.value);
}

/** Counts one more document of a customer in a series and period; the caller holds the lock of the series. */
export async function countCustomer(
  tx: Tx,
  input: { organizationId: string; seriesId: string; customerId: string; periodKey: string },
): Promise<bigint> {
  const [counter] = await tx.execute<{ last_value: string }>(sql`
    insert into customer_counters
      (organization_id, series_id, customer_id, period_key, first_value, last_value)
    values (${input.organizationId}, ${input.seriesId}, ${input.customerId}, ${input.periodKey}, 1, 1)
    on conflict (organization_id, series_id, customer_id, period_key)
      do update set last_value = customer_counters.last_value + 1
    returning last_value`);
  assert(counter !== undefined, 'an upsert returns its row');
  return BigInt(counter.last_value);
}
