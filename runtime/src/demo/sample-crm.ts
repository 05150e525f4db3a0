import type { HubspotStore } from '../doubles/hubspot/create-hubspot-store.ts';

/** The owner of the demo's deals in the CRM; the author of the invoices that come from them. */
export const OWNER_KEY = '7001';

/** The deals that the demo wins, in order. */
export const DEALS = {
  platform: { id: '42001', what: 'a deal of 17,900.00 USD, as on the card' },
  japan: { id: '42002', what: 'a Japanese deal with 10 % and reduced 8 % lines' },
  smallDiscount: { id: '42003', what: 'a deal with a discount of 5 %, below the threshold' },
  largeDiscount: { id: '42004', what: 'a deal with a discount of 15 %, above the threshold' },
} as const;

type Line = {
  id: string;
  sku: string;
  name: string;
  quantity: string;
  price: string;
  discountPercent?: string;
};

type Customer = { companyId: string; contactId: string };

const NORTHWIND: Customer = { companyId: '8101', contactId: '9101' };
const MINATO: Customer = { companyId: '8102', contactId: '9102' };

/** Fills the CRM once; a CRM that holds the deals already is left as it is. */
export function seedCrm(store: HubspotStore): void {
  if (store.find('deals', DEALS.largeDiscount.id) !== undefined) return;
  seedProducts(store);
  seedNorthwind(store);
  seedMinato(store);
  putDeal(store, DEALS.platform.id, 'Northwind: platform rollout', 'USD', NORTHWIND, [
    { id: '5001', sku: 'PLAT-Y', name: 'Platform License (Annual)', quantity: '1', price: '12000.00' },
    { id: '5002', sku: 'ONBOARD', name: 'Onboarding & Setup', quantity: '1', price: '3500.00' },
    { id: '5003', sku: 'API-P', name: 'API Access (Premium)', quantity: '1', price: '2400.00' },
  ]);
  putDeal(store, DEALS.japan.id, 'ミナト食品 導入プロジェクト', 'JPY', MINATO, [
    { id: '5011', sku: 'PLAT-Y', name: 'プラットフォーム利用料(年額)', quantity: '1', price: '1800000' },
    { id: '5012', sku: 'ONBOARD', name: '導入支援・初期設定', quantity: '1', price: '520000' },
    { id: '5013', sku: 'TEA-BOX', name: '研修用 煎茶詰合せ', quantity: '13', price: '1235' },
  ]);
  putDeal(store, DEALS.smallDiscount.id, 'Northwind: second API key', 'USD', NORTHWIND, [
    {
      id: '5021',
      sku: 'API-P',
      name: 'API Access (Premium)',
      quantity: '2',
      price: '2400.00',
      discountPercent: '5',
    },
  ]);
  putDeal(store, DEALS.largeDiscount.id, 'Northwind: sister company', 'USD', NORTHWIND, [
    {
      id: '5031',
      sku: 'PLAT-Y',
      name: 'Platform License (Annual)',
      quantity: '1',
      price: '12000.00',
      discountPercent: '15',
    },
  ]);
  seedOwnFields(store);
}

/** Fields that this company made for itself: the ready mappings know nothing of them. */
function seedOwnFields(store: HubspotStore): void {
  store.putProperty('deals', { name: 'po_number', label: 'PO number', type: 'string', fieldType: 'text' });
  store.putProperty('deals', {
    name: 'partner_discount',
    label: 'Partner discount (%)',
    type: 'number',
    fieldType: 'number',
  });
  store.putDeal({
    id: DEALS.platform.id,
    properties: { po_number: 'PO-2026-118', partner_discount: '12' },
  });
  store.putDeal({
    id: DEALS.japan.id,
    properties: { po_number: '発注-2026-0042', partner_discount: '5' },
  });
}

function seedProducts(store: HubspotStore): void {
  const product = (id: string, hs_sku: string, name: string, price: string): void => {
    store.putProduct({ id, properties: { hs_sku, name, price } });
  };
  product('6001', 'PLAT-Y', 'Platform License (Annual)', '12000.00');
  product('6002', 'ONBOARD', 'Onboarding & Setup', '3500.00');
  product('6003', 'API-P', 'API Access (Premium)', '2400.00');
  product('6004', 'TEA-BOX', 'Workshop tea box', '9.00');
}

function seedNorthwind(store: HubspotStore): void {
  store.putCompany({
    id: NORTHWIND.companyId,
    properties: {
      name: 'Northwind Robotics',
      seikyu_legal_name: 'Northwind Robotics, Inc.',
      domain: 'northwind.example',
      address: '2200 Harbor Boulevard',
      city: 'Seattle',
      state: 'WA',
      zip: '98101',
      country: 'United States',
      seikyu_locale: 'en',
    },
  });
  store.putContact({
    id: NORTHWIND.contactId,
    properties: {
      email: 'ap@northwind.example',
      firstname: 'Dana',
      lastname: 'Whitfield',
      hs_language: 'en',
      seikyu_recipient_role: 'bill_to',
    },
  });
}

function seedMinato(store: HubspotStore): void {
  store.putCompany({
    id: MINATO.companyId,
    properties: {
      name: '株式会社ミナト食品',
      domain: 'minato.example',
      address: '海岸通3-5-1',
      city: '横浜市中区',
      state: '神奈川県',
      zip: '231-0002',
      country: 'Japan',
      seikyu_locale: 'ja',
    },
  });
  store.putContact({
    id: MINATO.contactId,
    properties: {
      email: 'keiri@minato.example',
      firstname: '由美',
      lastname: '高橋',
      hs_language: 'ja',
      seikyu_recipient_role: 'bill_to',
    },
  });
}

const PRODUCT_KEYS: Record<string, string> = {
  'PLAT-Y': '6001',
  ONBOARD: '6002',
  'API-P': '6003',
  'TEA-BOX': '6004',
};

function putDeal(
  store: HubspotStore,
  id: string,
  dealname: string,
  currency: string,
  customer: Customer,
  lines: Line[],
): void {
  store.putDeal({
    id,
    properties: {
      dealname,
      dealstage: 'closedwon',
      deal_currency_code: currency,
      hubspot_owner_id: OWNER_KEY,
      closedate: new Date().toISOString(),
    },
  });
  for (const [index, line] of lines.entries()) {
    store.putLineItem({
      id: line.id,
      properties: {
        hs_product_id: PRODUCT_KEYS[line.sku] ?? '',
        hs_sku: line.sku,
        name: line.name,
        quantity: line.quantity,
        price: line.price,
        hs_position_on_quote: String(index),
        ...(line.discountPercent === undefined ? {} : { hs_discount_percentage: line.discountPercent }),
      },
    });
    store.associate(id, 'line_items', line.id);
  }
  store.associate(id, 'companies', customer.companyId);
  store.associate(id, 'contacts', customer.contactId);
}
