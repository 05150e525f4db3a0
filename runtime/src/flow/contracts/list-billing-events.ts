import { and, desc, eq, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import type { Tx } from '../../db/open-database.ts';
import { billingEvents, contracts, sourceLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Page, type PageInput, toPage } from '../read/page.ts';
import { loadContractSource } from './load-contract.ts';
import { getGrantedContract, grantedContracts } from './read-granted-contracts.ts';

/** A fact as its system states it; `contractId` is null while its contract is not here. */
export type BillingEventView = {
  id: string;
  version: number;
  system: string;
  contractId: string | null;
  event: CanonicalBillingEvent;
  createdAt: Date;
  updatedAt: Date;
};

/** What to list. */
export type ListBillingEventsInput = PageInput & {
  contractId?: string;
  kinds?: readonly CanonicalBillingEvent['kind'][];
};

// Columns are named in full by hand, see read-contract-columns.
const contractIdOfEvent: SQL<string | null> = sql<string | null>`(select s.canonical_id from ${sourceLinks} s
  where s.organization_id = billing_events.organization_id and s.kind = 'contract'
    and s.system = billing_events.system and s.external_id = billing_events.contract_key
    and s.connection_id is not distinct from billing_events.connection_id limit 1)`;

/** Lists facts, newest first; who has some entities sees those of contracts that these bill. */
export async function listBillingEvents({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListBillingEventsInput;
}): Promise<Page<BillingEventView>> {
  authorise(ctx, 'read');
  const { before, kinds, contractId, limit } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select({
        id: billingEvents.id,
        version: billingEvents.version,
        system: billingEvents.system,
        contractId: contractIdOfEvent,
        event: billingEvents.body,
        createdAt: billingEvents.createdAt,
        updatedAt: billingEvents.updatedAt,
      })
      .from(billingEvents)
      .where(
        and(
          contractId === undefined ? grantedEvents(tx, ctx) : await ofContract(tx, ctx, contractId),
          before === undefined ? undefined : lt(billingEvents.id, before),
          kinds === undefined ? undefined : inArray(billingEvents.kind, [...kinds]),
        ),
      )
      .orderBy(desc(billingEvents.id))
      .limit(limit + 1);
    return toPage(rows, limit, (row) => row);
  });
}

/** The facts that may be seen, as a condition: those of contracts that granted entities bill; undefined for all. */
export function grantedEvents(tx: Tx, ctx: Ctx): SQL | undefined {
  const granted = grantedContracts(ctx);
  if (granted === undefined) return undefined;
  return sql`${contractIdOfEvent} in ${tx.select({ id: contracts.id }).from(contracts).where(granted)}`;
}

async function ofContract(tx: Tx, ctx: Ctx, contractId: string): Promise<SQL | undefined> {
  await getGrantedContract(tx, ctx, contractId);
  const { system, connectionId, externalId } = await loadContractSource(tx, contractId);
  return and(
    eq(billingEvents.contractKey, externalId),
    eq(billingEvents.system, system),
    connectionId === null ? isNull(billingEvents.connectionId) : eq(billingEvents.connectionId, connectionId),
  );
}
