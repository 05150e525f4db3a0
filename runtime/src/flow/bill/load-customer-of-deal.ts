import { eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import type { CanonicalContact } from '../../core/canonical/contact.ts';
import type { CanonicalCustomer } from '../../core/canonical/customer.ts';
import { parseId } from '../../core/ids.ts';
import type { Tx } from '../../db/open-database.ts';
import { contacts, customers, sourceLinks } from '../../db/schema/index.ts';

/** A deal or contract as far as it names its parties, by the keys of its own system. */
type NamesParties = { title: string; customerKey: string; contactKeys: string[] };

/** The customer of a deal with the contacts that receive its invoice. */
export type CustomerOfDeal = { id: string; body: CanonicalCustomer; contacts: CanonicalContact[] };

/** A deal with where it came from: its keys are those of its system. */
type AskedDeal = { deal: NamesParties; source: { system: string; connectionId: string | null } };

/**
 * Follows the deal's keys to our customer and contacts. Throws `billing.customer_missing`, also for a contact: without
 * it the invoice would go to fewer people than the deal says.
 */
export async function loadCustomerOfDeal(
  tx: Tx,
  deal: NamesParties,
  source: AskedDeal['source'],
): Promise<CustomerOfDeal> {
  const [customer] = await loadCustomersOfDeals(tx, [{ deal, source }]);
  assert(customer !== undefined, 'one deal has one customer');
  return customer;
}

/** The customers of several deals, in their order; throws as `loadCustomerOfDeal` does, for the first at fault. */
export async function loadCustomersOfDeals(tx: Tx, asked: readonly AskedDeal[]): Promise<CustomerOfDeal[]> {
  const parties = await findParties(tx, asked);
  const found: CustomerOfDeal[] = [];
  for (const [place, { deal }] of asked.entries()) {
    const ofDeal = parties.filter((party) => party.place === place);
    found.push((await toCustomer(tx, deal, ofDeal)) ?? missing(deal, `customer ${deal.customerKey}`));
  }
  return found;
}

async function toCustomer(
  tx: Tx,
  deal: NamesParties,
  parties: readonly PartyRow[],
): Promise<CustomerOfDeal | undefined> {
  const customer = parties.find(({ customerBody }) => customerBody !== null);
  if (customer === undefined || customer.customerBody === null) {
    const ours = await findOwnCustomer(tx, deal.customerKey);
    return ours !== undefined && deal.contactKeys.length === 0 ? { ...ours, contacts: [] } : undefined;
  }
  const bodies = new Map(
    parties.map(({ key, contactBody }) => [contactBody === null ? null : key, contactBody]),
  );
  const unknown = deal.contactKeys.filter((key) => !bodies.has(key));
  if (unknown.length > 0) missing(deal, `contact ${unknown.join(', ')}`);
  const contacts = [...new Set(deal.contactKeys)].flatMap((key) => bodies.get(key) ?? []);
  return { id: customer.id, body: customer.customerBody, contacts };
}

function missing({ title }: NamesParties, what: string): never {
  throw new AppError('billing.customer_missing', {
    detail: `The ${what} of the deal "${title}" is not known here.`,
  });
}

type PartyRow = {
  /** Which of the deals asked for names it. */
  place: number;
  key: string;
  id: string;
  customerBody: CanonicalCustomer | null;
  contactBody: CanonicalContact | null;
};

/** Those parties of deals that are known, one statement for any number of deals. */
async function findParties(tx: Tx, asked: readonly AskedDeal[]): Promise<PartyRow[]> {
  const wanted = asked.flatMap(({ deal, source }, place) => {
    const of = { place, system: source.system, connection_id: source.connectionId };
    const contactKeys = [...new Set(deal.contactKeys)];
    return [
      { ...of, kind: 'customer', key: deal.customerKey },
      ...contactKeys.map((key) => ({ ...of, kind: 'contact', key })),
    ];
  });
  return tx.execute<PartyRow>(sql`
    select w.place, w.key, l.canonical_id as id, u.body as "customerBody", c.body as "contactBody"
    from jsonb_to_recordset((${JSON.stringify(wanted)}::text)::jsonb)
      as w (place integer, system text, connection_id text, kind text, key text)
    join ${sourceLinks} l on l.kind = w.kind and l.external_id = w.key and l.system = w.system
      and l.connection_id is not distinct from w.connection_id
    left join ${customers} u on w.kind = 'customer' and u.organization_id = l.organization_id
      and u.id = l.canonical_id
    left join ${contacts} c on w.kind = 'contact' and c.organization_id = l.organization_id
      and c.id = l.canonical_id
    where u.id is not null or c.id is not null`);
}

/** A file may name a customer that another system brought, by the id that the hub shows for it. */
async function findOwnCustomer(
  tx: Tx,
  customerKey: string,
): Promise<{ id: string; body: CanonicalCustomer } | undefined> {
  if (parseId('customer', customerKey) === undefined) return undefined;
  const [row] = await tx
    .select({ id: customers.id, body: customers.body })
    .from(customers)
    .where(eq(customers.id, customerKey));
  return row;
}
