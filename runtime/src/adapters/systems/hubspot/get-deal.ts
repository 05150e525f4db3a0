import { AppError } from '../../../core/app-error.ts';
import type { RawRecord } from '../../../flow/ports.ts';
import type { AccountProperties } from './account-properties.ts';
import type { HubspotObject } from './api-types.ts';
import type { HubspotClient } from './client.ts';
import { compareLineItems } from './compare-line-items.ts';
import type { HubspotObjectType } from './hubspot-properties.ts';
import { listDealAssociations } from './list-deal-associations.ts';
import { objectToRecord } from './object-to-record.ts';

/**
 * Fetches a deal with everything that mapping it needs: companies, contacts, products, then the deal with its lines.
 * Five calls, and more while the account's properties are not known or where there is more than a page of something.
 * Raises record.not_found and `target.*`; a line that is listed but cannot be read raises target.garbage, since
 * leaving it out would bill too little.
 */
export async function getDeal(
  client: HubspotClient,
  properties: AccountProperties,
  dealId: string,
): Promise<RawRecord[]> {
  const read = async (type: HubspotObjectType, ids: readonly string[]): Promise<HubspotObject[]> =>
    ids.length === 0 ? [] : client.batchRead(type, ids, await properties.namesOf(type));
  const deal = await client.getDeal(dealId, await properties.namesOf('deals'));
  const associated = await listDealAssociations(client, deal);
  const [unorderedLines, companies, contacts] = await Promise.all([
    read('line_items', associated.lineItems),
    read('companies', associated.companies),
    read('contacts', associated.contacts),
  ]);
  const lineIds = new Set(unorderedLines.map(({ id }) => id));
  if (associated.lineItems.some((id) => !lineIds.has(id))) {
    throw new AppError('target.garbage', {
      detail: 'A line item of the deal could not be read.',
      context: { dealId },
    });
  }
  const lines = unorderedLines.toSorted(compareLineItems);
  const productIds = lines.flatMap(({ properties }) => properties['hs_product_id'] || []);
  const products = await read('products', [...new Set(productIds)]);
  const inOrder = (ids: string[], found: HubspotObject[]): HubspotObject[] =>
    ids.flatMap((id) => found.find((object) => object.id === id) ?? []);
  return [
    ...inOrder(associated.companies, companies).map((object) => objectToRecord('company', object)),
    ...inOrder(associated.contacts, contacts).map((object) => objectToRecord('contact', object)),
    ...inOrder([...new Set(productIds)], products).map((object) => objectToRecord('product', object)),
    {
      object: 'deal',
      externalId: deal.id,
      modifiedAt: deal.updatedAt,
      payload: {
        id: deal.id,
        properties: deal.properties,
        line_items: lines.map(({ id, properties }) => ({ id, properties })),
        companies: associated.companies,
        contacts: associated.contacts,
      },
    },
  ];
}
