import { and, eq, isNull, ne } from 'drizzle-orm';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { Tx } from '../../db/open-database.ts';
import { billingEvents } from '../../db/schema/index.ts';
import type { ContractSource } from './load-contract.ts';

/** The facts of a contract but for its usage, which is added up in the database. */
export async function loadFacts(tx: Tx, source: ContractSource): Promise<BillingFact[]> {
  const rows = await tx
    .select({ recordId: billingEvents.id, version: billingEvents.version, event: billingEvents.body })
    .from(billingEvents)
    .where(
      and(
        eq(billingEvents.contractKey, source.externalId),
        eq(billingEvents.system, source.system),
        source.connectionId === null
          ? isNull(billingEvents.connectionId)
          : eq(billingEvents.connectionId, source.connectionId),
        ne(billingEvents.kind, 'usage'),
      ),
    );
  return rows;
}
