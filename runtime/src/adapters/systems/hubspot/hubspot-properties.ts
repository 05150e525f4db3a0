/**
 * What we read of each object, besides its custom properties. HubSpot returns only the properties that are named.
 */
export const HUBSPOT_PROPERTIES = {
  deals: [
    'dealname',
    'amount',
    'dealstage',
    'deal_currency_code',
    'closedate',
    'hs_lastmodifieddate',
    'hubspot_owner_id',
    'pipeline',
    'description',
    'seikyu_purchase_order',
    'seikyu_payment_terms',
    'seikyu_supply_date',
    'seikyu_locale',
  ],
  line_items: [
    'hs_product_id',
    'hs_sku',
    'name',
    'description',
    'quantity',
    'price',
    'hs_discount_percentage',
    'discount',
    'hs_position_on_quote',
    'hs_line_item_currency_code',
  ],
  companies: [
    'name',
    'domain',
    'country',
    'address',
    'address2',
    'city',
    'state',
    'zip',
    'hs_lastmodifieddate',
    'seikyu_legal_name',
    'seikyu_tax_id',
    'seikyu_registration_number',
    'seikyu_billing_email',
    'seikyu_locale',
  ],
  contacts: ['email', 'firstname', 'lastname', 'hs_language', 'lastmodifieddate', 'seikyu_recipient_role'],
  products: ['hs_sku', 'name', 'price', 'description'],
} as const;

/** An object type as HubSpot's paths name it. */
export type HubspotObjectType = keyof typeof HUBSPOT_PROPERTIES;

/** The object type of each object that can be fetched. */
export const TYPE_BY_OBJECT: Readonly<Record<string, HubspotObjectType>> = {
  deal: 'deals',
  company: 'companies',
  contact: 'contacts',
  product: 'products',
};

/** Our canonical fields of a deal as a sync target, and the deal property that holds each. */
export const DEAL_TARGET_PROPERTIES = {
  invoiceNumber: 'seikyu_invoice_number',
  invoiceStatus: 'seikyu_invoice_status',
  invoiceUrl: 'seikyu_invoice_url',
  invoiceTotal: 'seikyu_invoice_total',
  invoiceBalance: 'seikyu_invoice_balance',
} as const;

/** A field that we write to a deal. */
export type DealTargetField = keyof typeof DEAL_TARGET_PROPERTIES;

/** Every deal property that we write starts so: a change of one of them is our own echo. */
export const ECHO_PREFIX = 'seikyu_invoice_';
