import type { StoredProperty, StoredType } from './hubspot-types.ts';

type Row = readonly [
  name: string,
  label: string,
  type: StoredProperty['type'],
  fieldType: StoredProperty['fieldType'],
];

/** A part of the properties that HubSpot itself defines on each object (HubSpot, default properties). */
const HUBSPOT_DEFINED: Readonly<Record<StoredType, readonly Row[]>> = {
  deals: [
    ['dealname', 'Deal Name', 'string', 'text'],
    ['amount', 'Amount', 'number', 'number'],
    ['deal_currency_code', 'Currency', 'enumeration', 'select'],
    ['dealstage', 'Deal Stage', 'enumeration', 'radio'],
    ['pipeline', 'Pipeline', 'enumeration', 'select'],
    ['closedate', 'Close Date', 'datetime', 'date'],
    ['description', 'Deal Description', 'string', 'textarea'],
    ['hubspot_owner_id', 'Deal owner', 'enumeration', 'select'],
    ['hs_forecast_amount', 'Forecast amount', 'number', 'number'],
    ['createdate', 'Create Date', 'datetime', 'date'],
    ['hs_lastmodifieddate', 'Last Modified Date', 'datetime', 'date'],
    ['hs_object_id', 'Record ID', 'number', 'number'],
  ],
  line_items: [
    ['hs_product_id', 'Product ID', 'number', 'number'],
    ['hs_sku', 'SKU', 'string', 'text'],
    ['name', 'Name', 'string', 'text'],
    ['description', 'Description', 'string', 'textarea'],
    ['quantity', 'Quantity', 'number', 'number'],
    ['price', 'Unit price', 'number', 'number'],
    ['hs_discount_percentage', 'Discount Percentage', 'number', 'number'],
    ['discount', 'Unit discount', 'number', 'number'],
    ['hs_position_on_quote', 'Position on quote', 'number', 'number'],
    ['hs_line_item_currency_code', 'Currency', 'enumeration', 'select'],
    ['hs_object_id', 'Record ID', 'number', 'number'],
  ],
  companies: [
    ['name', 'Company name', 'string', 'text'],
    ['domain', 'Company Domain Name', 'string', 'text'],
    ['address', 'Street Address', 'string', 'text'],
    ['address2', 'Street Address 2', 'string', 'text'],
    ['city', 'City', 'string', 'text'],
    ['state', 'State/Region', 'string', 'text'],
    ['zip', 'Postal Code', 'string', 'text'],
    ['country', 'Country/Region', 'string', 'text'],
    ['hs_lastmodifieddate', 'Last Modified Date', 'datetime', 'date'],
    ['hs_object_id', 'Record ID', 'number', 'number'],
  ],
  contacts: [
    ['email', 'Email', 'string', 'text'],
    ['firstname', 'First Name', 'string', 'text'],
    ['lastname', 'Last Name', 'string', 'text'],
    ['hs_language', 'Preferred language', 'enumeration', 'select'],
    ['lastmodifieddate', 'Last Modified Date', 'datetime', 'date'],
    ['hs_object_id', 'Record ID', 'number', 'number'],
  ],
  products: [
    ['hs_sku', 'SKU', 'string', 'text'],
    ['name', 'Name', 'string', 'text'],
    ['price', 'Unit price', 'number', 'number'],
    ['description', 'Product description', 'string', 'textarea'],
    ['hs_object_id', 'Record ID', 'number', 'number'],
  ],
};

/** The custom properties of an account that Seikyu set up. */
const SET_UP: Readonly<Record<StoredType, readonly Row[]>> = {
  deals: [
    ['seikyu_purchase_order', 'Purchase order', 'string', 'text'],
    ['seikyu_payment_terms', 'Payment terms', 'string', 'text'],
    ['seikyu_supply_date', 'Supply date', 'date', 'date'],
    ['seikyu_locale', 'Invoice language', 'string', 'text'],
    ['seikyu_invoice_number', 'Invoice number', 'string', 'text'],
    ['seikyu_invoice_status', 'Invoice status', 'string', 'text'],
    ['seikyu_invoice_url', 'Invoice link', 'string', 'text'],
    ['seikyu_invoice_total', 'Invoice total', 'number', 'number'],
    ['seikyu_invoice_balance', 'Invoice balance', 'number', 'number'],
  ],
  line_items: [],
  companies: [
    ['seikyu_legal_name', 'Legal name', 'string', 'text'],
    ['seikyu_tax_id', 'Tax id', 'string', 'text'],
    ['seikyu_registration_number', 'Registration number', 'string', 'text'],
    ['seikyu_billing_email', 'Billing e-mail', 'string', 'text'],
    ['seikyu_locale', 'Invoice language', 'string', 'text'],
  ],
  contacts: [['seikyu_recipient_role', 'Recipient role', 'string', 'text']],
  products: [],
};

const rowToProperty =
  (isHubspotDefined: boolean) =>
  ([name, label, type, fieldType]: Row): StoredProperty => ({
    name,
    label,
    type,
    fieldType,
    isHubspotDefined,
    options: [],
  });

/** What an account has before anybody makes a property of their own. */
export const standardProperties = (type: StoredType): StoredProperty[] => [
  ...HUBSPOT_DEFINED[type].map(rowToProperty(true)),
  ...SET_UP[type].map(rowToProperty(false)),
];
