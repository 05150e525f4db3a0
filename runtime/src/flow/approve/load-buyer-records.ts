import { and, eq, sql } from 'drizzle-orm';
import type { CanonicalCustomer } from '../../core/canonical/customer.ts';
import type { BuyerRecord } from '../../core/validation/buyer-record.ts';
import type { Tx } from '../../db/open-database.ts';
import { customers, sourceLinks, syncLinks } from '../../db/schema/index.ts';

/** A customer as its CRM has it now, and as each ledger does that holds a contact for it and told of it. */
export async function loadBuyerRecords(tx: Tx, customerId: string): Promise<BuyerRecord[]> {
  const [own, inLedgers] = await Promise.all([
    tx
      .select({ body: customers.body, system: sourceLinks.system })
      .from(customers)
      .innerJoin(
        sourceLinks,
        and(eq(sourceLinks.kind, 'customer'), eq(sourceLinks.canonicalId, customers.id)),
      )
      .where(eq(customers.id, customerId))
      .limit(1)
      .execute(),
    tx
      .select({ body: customers.body, system: sourceLinks.system })
      .from(syncLinks)
      .innerJoin(
        sourceLinks,
        and(
          eq(sourceLinks.kind, 'customer'),
          eq(sourceLinks.connectionId, syncLinks.connectionId),
          eq(sourceLinks.externalId, syncLinks.externalId),
        ),
      )
      .innerJoin(customers, eq(customers.id, sourceLinks.canonicalId))
      .where(
        and(
          eq(syncLinks.canonicalKind, 'customer'),
          eq(syncLinks.canonicalId, customerId),
          sql`${sourceLinks.canonicalId} <> ${customerId}`,
        ),
      )
      .execute(),
  ]);
  return [
    ...own.map(({ body, system }) => recordOf('crm', system, body)),
    ...inLedgers.map(({ body, system }) => recordOf('ledger', system, body)),
  ];
}

/** On an invoice stands the registered name, where there is one; a ledger may have either. */
function recordOf(kind: BuyerRecord['kind'], system: string, body: CanonicalCustomer): BuyerRecord {
  const { name, legalName, taxId, address } = body;
  const registered = legalName ?? name;
  return {
    system,
    kind,
    names: kind === 'crm' ? [registered] : [...new Set([registered, name])],
    ...(taxId === undefined ? {} : { taxId }),
    ...(address === undefined ? {} : { address }),
  };
}
