import type { HubspotDeal } from './api-types.ts';
import type { HubspotClient } from './client.ts';

/** Association type of the primary company (HubSpot, associations v4: deal to company, primary). */
const PRIMARY_COMPANY_TYPE_ID = 5;
const PRIMARY_COMPANY_TYPE = 'deal_to_company';

/** The ids that a deal points to, each once; the primary company is the first. */
export type DealAssociations = { lineItems: string[]; companies: string[]; contacts: string[] };

/**
 * Completes the associations that came with a deal: those above one page are fetched from the associations API.
 * Raises what the client raises.
 */
export async function listDealAssociations(
  client: HubspotClient,
  deal: HubspotDeal,
): Promise<DealAssociations> {
  const list = async (
    key: 'line items' | 'companies' | 'contacts',
    to: 'line_items' | 'companies' | 'contacts',
  ): Promise<string[]> => {
    const first = deal.associations?.[key];
    const after = first?.paging?.next?.after;
    const rest = after === undefined ? [] : await client.listAssociations(deal.id, to, after);
    const found = [
      ...(first?.results ?? []).map(({ id, type }) => ({ id, isPrimary: type === PRIMARY_COMPANY_TYPE })),
      ...rest.map(({ toObjectId, associationTypes }) => ({
        id: toObjectId,
        isPrimary: associationTypes.some(({ typeId }) => typeId === PRIMARY_COMPANY_TYPE_ID),
      })),
    ];
    const primary = to === 'companies' ? found.filter(({ isPrimary }) => isPrimary) : [];
    // HubSpot lists an id once per association type, so the primary company comes twice.
    return [...new Set([...primary, ...found].map(({ id }) => id))];
  };
  const [lineItems, companies, contacts] = await Promise.all([
    list('line items', 'line_items'),
    list('companies', 'companies'),
    list('contacts', 'contacts'),
  ]);
  return { lineItems, companies, contacts };
}
