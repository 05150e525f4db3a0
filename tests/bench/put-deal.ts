import type { HubspotDouble } from '../../runtime/src/doubles/hubspot/start-hubspot-double.ts';

/** Puts a won deal of three lines into the CRM, with a company and a contact of its own; returns its id. */
export function putDeal({ store }: HubspotDouble, number: number): string {
  const companyId = store.putCompany({ properties: { name: `Company ${number}`, country: 'United States' } });
  const contactId = store.putContact({ properties: { email: `ap${number}@example.com`, firstname: 'Dana' } });
  const dealId = store.putDeal({
    id: String(number),
    properties: {
      dealname: `Deal ${number}`,
      dealstage: 'closedwon',
      deal_currency_code: 'USD',
      hubspot_owner_id: '7001',
    },
  });
  for (const [index, sku] of ['PLAT-Y', 'ONBOARD', 'API-P'].entries()) {
    const lineId = store.putLineItem({
      properties: { hs_sku: sku, name: sku, quantity: '1', hs_position_on_quote: String(index) },
    });
    store.associate(dealId, 'line_items', lineId);
  }
  store.associate(dealId, 'companies', companyId);
  store.associate(dealId, 'contacts', contactId);
  return dealId;
}
