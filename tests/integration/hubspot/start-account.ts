import { onTestFinished } from 'vitest';
import { createHubspotConnector } from '../../../runtime/src/adapters/systems/hubspot/create-hubspot-connector.ts';
import { createHubspotTransport } from '../../../runtime/src/adapters/systems/hubspot/create-hubspot-transport.ts';
import {
  type HubspotDouble,
  type HubspotDoubleOptions,
  startHubspotDouble,
} from '../../../runtime/src/doubles/hubspot/start-hubspot-double.ts';
import type { Connector, Transport } from '../../../runtime/src/flow/ports.ts';

/** The moment at which every account of these tests stands. */
export const ACCOUNT_NOW_MS = Date.UTC(2026, 10, 24);

type Bounds = { totalTimeoutMs?: number; responseMaxBytes?: number };

/** Starts a HubSpot with a connector on it; stopped after the test, which fails when the contract was broken. */
export async function startAccount(
  options: Partial<HubspotDoubleOptions> = {},
  bounds: Bounds = {},
): Promise<{
  hubspot: HubspotDouble;
  connector: Connector;
  transport: Transport;
  close: () => Promise<void>;
}> {
  const hubspot = await startHubspotDouble({
    accessToken: 'pat-test',
    clientSecret: 'client-secret',
    limits: 'lifted',
    nowMs: () => ACCOUNT_NOW_MS,
    ...options,
  });
  const transport = createHubspotTransport({
    accessToken: 'pat-test',
    baseUrl: hubspot.url,
    openedOrigins: [hubspot.url],
    wait: async () => undefined,
    ...bounds,
  });
  const close = async (): Promise<void> => {
    transport.close();
    await hubspot.stop();
  };
  onTestFinished(async () => {
    await close();
    if (hubspot.contractViolations.length > 0) throw new Error(hubspot.contractViolations.join('\n'));
  });
  return { hubspot, connector: createHubspotConnector({ transport }), transport, close };
}

/** A won deal with a company, a contact, and two lines of two products; returns the deal's id. */
export function seedDeal({ store }: HubspotDouble): string {
  const company = store.putCompany({
    id: '501',
    properties: { name: 'Acme Ltd', country: 'GB', seikyu_tax_id: 'GB123' },
  });
  const contact = store.putContact({
    id: '601',
    properties: { email: 'ap@acme.example', seikyu_recipient_role: 'bill_to' },
  });
  const seat = store.putProduct({ id: '701', properties: { hs_sku: 'SEAT', name: 'Seat', price: '19.90' } });
  const setup = store.putProduct({
    id: '702',
    properties: { hs_sku: 'SETUP', name: 'Set-up', price: '500' },
  });
  const deal = store.putDeal({
    id: '42',
    properties: {
      dealname: 'Acme 2026',
      amount: '698.90',
      dealstage: 'closedwon',
      deal_currency_code: 'USD',
      seikyu_purchase_order: '',
    },
  });
  const second = store.putLineItem({
    id: '801',
    properties: {
      hs_product_id: setup,
      name: 'Set-up',
      quantity: '1',
      price: '500.00',
      hs_position_on_quote: '2',
    },
  });
  const first = store.putLineItem({
    id: '802',
    properties: {
      hs_product_id: seat,
      name: 'Seat',
      quantity: '10',
      price: '19.8901',
      hs_position_on_quote: '1',
    },
  });
  store.associate(deal, 'companies', company);
  store.associate(deal, 'contacts', contact);
  for (const line of [second, first]) store.associate(deal, 'line_items', line);
  return deal;
}
