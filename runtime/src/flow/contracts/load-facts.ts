import { sql } from 'drizzle-orm';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { Tx } from '../../db/open-database.ts';
import { billingEvents } from '../../db/schema/index.ts';
import type { ContractSource } from './load-contract.ts';

/** The facts of a contract but for its usage, which is added up in the database. */
export async function loadFacts(tx: Tx, source: ContractSource): Promise<BillingFact[]> {
  const [facts = []] = await loadFactsOf(tx, [source]);
  return facts;
}

/** The facts of several contracts, in their order; see `loadFacts`. */
export async function loadFactsOf(tx: Tx, sources: readonly ContractSource[]): Promise<BillingFact[][]> {
  const wanted = sources.map(({ system, connectionId, externalId }, place) => ({
    ...{ place, system },
    connection_id: connectionId,
    contract_key: externalId,
  }));
  const rows = await tx.execute<BillingFact & { place: number }>(sql`
    select w.place, e.id as "recordId", e.version, e.body as event
    from jsonb_to_recordset((${JSON.stringify(wanted)}::text)::jsonb)
      as w (place integer, system text, connection_id text, contract_key text)
    join ${billingEvents} e on e.contract_key = w.contract_key and e.kind <> 'usage' and e.system = w.system
      and e.connection_id is not distinct from w.connection_id`);
  const facts: BillingFact[][] = sources.map(() => []);
  for (const { place, ...fact } of rows) facts[place]?.push(fact);
  return facts;
}
