import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { CanonicalContact } from '../../core/canonical/contact.ts';
import type { CanonicalCustomer } from '../../core/canonical/customer.ts';
import type { CanonicalDeal } from '../../core/canonical/deal.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import type { CanonicalBasis } from '../../core/lineage/lineage-basis.ts';
import type { Tx } from '../../db/open-database.ts';
import { sourceLinks } from '../../db/schema/index.ts';
import { type DealSource, loadDealSource } from '../bill/load-deal-source.ts';
import { type CanonicalAt, loadCanonicalAt } from './load-canonical-at.ts';

/** The canonical records that a draft was made of, and by their kind and id which record and mapping made them. */
export type Canonicals = {
  deal: CanonicalBasis<CanonicalDeal> | null;
  customer: CanonicalBasis<CanonicalCustomer> | null;
  contacts: (CanonicalBasis<CanonicalContact> | null)[];
  sources: Map<string, CanonicalAt>;
};

/** Loads them as they were at an instant: when the content of the invoice was computed last. */
export async function loadCanonicals(tx: Tx, document: InvoiceDocument, at: Date): Promise<Canonicals> {
  const sources = new Map<string, CanonicalAt>();
  const load = async <Body>(
    kind: CanonicalKind,
    id: string | null | undefined,
    nameOf: (body: JsonObject) => unknown,
    recordId?: string,
  ): Promise<CanonicalBasis<Body> | null> => {
    if (id === null || id === undefined) return null;
    const found = await loadCanonicalAt(tx, { kind, id, at, recordId });
    if (found === undefined) return null;
    sources.set(`${kind} ${id}`, found);
    return { id, name: String(nameOf(found.body)), version: found.version, body: found.body as Body };
  };
  const deal = await load<CanonicalDeal>(
    'deal',
    document.dealId,
    (body) => body['title'],
    document.lines[0]?.source?.recordId,
  );
  const customer = await load<CanonicalCustomer>('customer', document.customerId, (body) => body['name']);
  const contacts: Canonicals['contacts'] = [];
  if (deal !== null) {
    const source = await loadDealSource(tx, deal.id);
    for (const id of await findContacts(tx, source, deal.body.contactKeys)) {
      contacts.push(await load<CanonicalContact>('contact', id, (body) => body['name']));
    }
  }
  return { deal, customer, contacts, sources };
}

/** Our contacts for the keys of a deal, in the order of the recipients: each once, where its key stands last. */
async function findContacts(
  tx: Tx,
  source: DealSource,
  contactKeys: readonly string[],
): Promise<(string | undefined)[]> {
  if (contactKeys.length === 0) return [];
  const links = await tx
    .select({ key: sourceLinks.externalId, id: sourceLinks.canonicalId })
    .from(sourceLinks)
    .where(
      and(
        eq(sourceLinks.kind, 'contact'),
        eq(sourceLinks.system, source.system),
        source.connectionId === null
          ? isNull(sourceLinks.connectionId)
          : eq(sourceLinks.connectionId, source.connectionId),
        inArray(sourceLinks.externalId, [...contactKeys]),
      ),
    );
  const ids = new Map(links.map(({ key, id }) => [key, id]));
  const ordered = contactKeys.filter((key, at) => contactKeys.lastIndexOf(key) === at);
  return ordered.map((key) => ids.get(key));
}
