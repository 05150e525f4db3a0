import type { JsonObject } from '../../runtime/src/core/json.ts';
import type { RawRecord } from '../../runtime/src/flow/ports.ts';

/** A line of a sample deal. */
export type SampleLine = {
  id: string;
  sku: string;
  price?: string;
  quantity?: string;
  discountPercent?: string;
};

/** A deal as HubSpot gives it, with company and contact before it. */
export type SampleDeal = {
  id: string;
  currency?: 'USD' | 'JPY';
  stage?: string;
  lines: SampleLine[];
  properties?: JsonObject;
  contactEmail?: string;
};

const PRICES: Record<string, Record<string, string>> = {
  USD: { 'PLAT-Y': '12000.00', ONBOARD: '3500.00', 'API-P': '2400.00', 'TEA-BOX': '9.00' },
  JPY: { 'PLAT-Y': '1800000', ONBOARD: '520000', 'API-P': '360000', 'TEA-BOX': '1235' },
};

/** The records that HubSpot's connector brings for a deal, in order. */
export function sampleBundle(deal: SampleDeal): RawRecord[] {
  const currency = deal.currency ?? 'USD';
  const isJapanese = currency === 'JPY';
  const companyId = isJapanese ? '8102' : '8101';
  const contactId = isJapanese ? '9102' : '9101';
  const modifiedAt = '2026-11-24T02:59:00.000Z';
  return [
    {
      object: 'company',
      externalId: companyId,
      modifiedAt,
      payload: {
        id: companyId,
        properties: isJapanese
          ? {
              name: '株式会社ミナト食品',
              address: '海岸通3-5-1',
              city: '横浜市',
              zip: '231-0002',
              country: 'Japan',
            }
          : {
              name: 'Northwind Robotics',
              address: '2200 Harbor Blvd',
              city: 'Seattle',
              country: 'United States',
            },
      },
    },
    {
      object: 'contact',
      externalId: contactId,
      modifiedAt,
      payload: {
        id: contactId,
        properties: {
          email: deal.contactEmail ?? (isJapanese ? 'keiri@minato.example' : 'ap@northwind.example'),
          firstname: 'Dana',
          lastname: 'Whitfield',
          hs_language: isJapanese ? 'ja' : 'en',
        },
      },
    },
    {
      object: 'deal',
      externalId: deal.id,
      modifiedAt,
      payload: {
        id: deal.id,
        properties: {
          dealname: `Deal ${deal.id}`,
          dealstage: deal.stage ?? 'closedwon',
          deal_currency_code: currency,
          hubspot_owner_id: '7001',
          closedate: '2026-11-20T09:00:00.000Z',
          seikyu_locale: isJapanese ? 'ja' : 'en',
          ...deal.properties,
        },
        line_items: deal.lines.map((line, index) => ({
          id: line.id,
          properties: {
            hs_sku: line.sku,
            name: line.sku,
            quantity: line.quantity ?? '1',
            price: line.price ?? PRICES[currency]?.[line.sku] ?? '1.00',
            hs_position_on_quote: String(index),
            ...(line.discountPercent === undefined ? {} : { hs_discount_percentage: line.discountPercent }),
          },
        })),
        companies: [companyId],
        contacts: [contactId],
      },
    },
  ];
}

/** The three lines of the brief's card: 17,900.00 USD. */
export const CARD_LINES: SampleLine[] = [
  { id: 'l1', sku: 'PLAT-Y' },
  { id: 'l2', sku: 'ONBOARD' },
  { id: 'l3', sku: 'API-P' },
];
