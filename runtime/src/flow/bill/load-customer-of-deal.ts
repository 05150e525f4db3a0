import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { CanonicalContact } from '../../core/canonical/contact.ts';
import type { CanonicalCustomer } from '../../core/canonical/customer.ts';
import { parseId } from '../../core/ids.ts';
import type { Tx } from '../../db/open-database.ts';
import { contacts, customers, sourceLinks } from '../../db/schema/index.ts';

/** A deal or contract as far as it names its parties, by the keys of its own system. */
type NamesParties = { title: string; customerKey: string; contactKeys: string[] };

/** The customer of a deal with the contacts that receive its invoice. */
export type CustomerOfDeal = { id: string; body: CanonicalCustomer; contacts: CanonicalContact[] };

/**
 * Follows the deal's keys to our customer and contacts. Throws `billing.customer_missing`, also for a contact: without
 * it the invoice would go to fewer people than the deal says.
 */
export async function loadCustomerOfDeal(
  tx: Tx,
  deal: NamesParties,
  source: { system: string; connectionId: string | null },
): Promise<CustomerOfDeal> {
  const ofSource = and(
    eq(sourceLinks.system, source.system),
    source.connectionId === null
      ? isNull(sourceLinks.connectionId)
      : eq(sourceLinks.connectionId, source.connectionId),
  );
  const [[customer], receivers] = await Promise.all([
    tx
      .select({ id: customers.id, body: customers.body })
      .from(sourceLinks)
      .innerJoin(customers, eq(customers.id, sourceLinks.canonicalId))
      .where(and(ofSource, eq(sourceLinks.kind, 'customer'), eq(sourceLinks.externalId, deal.customerKey))),
    findReceivers(tx, deal, ofSource),
  ]);
  if (customer === undefined) {
    const ours = await findOwnCustomer(tx, deal.customerKey);
    if (ours !== undefined && deal.contactKeys.length === 0) return { ...ours, contacts: [] };
    throw new AppError('billing.customer_missing', {
      detail: `The customer ${deal.customerKey} of the deal "${deal.title}" is not known here.`,
    });
  }
  const known = new Set(receivers.map((receiver) => receiver.key));
  const missing = deal.contactKeys.filter((key) => !known.has(key));
  if (missing.length > 0) {
    throw new AppError('billing.customer_missing', {
      detail: `The contact ${missing.join(', ')} of the deal "${deal.title}" is not known here.`,
    });
  }
  const order = new Map(deal.contactKeys.map((key, index) => [key, index]));
  receivers.sort((left, right) => (order.get(left.key) ?? 0) - (order.get(right.key) ?? 0));
  return { id: customer.id, body: customer.body, contacts: receivers.map((receiver) => receiver.body) };
}

/** Those of the deal's contacts that are known, with their keys. */
async function findReceivers(
  tx: Tx,
  deal: NamesParties,
  ofSource: SQL | undefined,
): Promise<{ body: CanonicalContact; key: string }[]> {
  if (deal.contactKeys.length === 0) return [];
  return tx
    .select({ body: contacts.body, key: sourceLinks.externalId })
    .from(sourceLinks)
    .innerJoin(contacts, eq(contacts.id, sourceLinks.canonicalId))
    .where(and(ofSource, eq(sourceLinks.kind, 'contact'), inArray(sourceLinks.externalId, deal.contactKeys)));
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
