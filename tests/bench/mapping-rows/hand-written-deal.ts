import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';

const DECIMAL = /^([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|)(?:\.([0-9]+))?$/;
const PERCENT = /^(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?)$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

type Item = { id: string; properties: Record<string, string | null> };
/** A deal as HubSpot sends it. */
export type HubspotDeal = {
  properties: Record<string, string>;
  line_items: Item[];
  companies: string[];
  contacts: string[];
};

/**
 * The rows of mappings/hubspot-deal as an engineer would write them for that one object, with the same
 * checks: the reference that compiled rows are measured against. Throws where a row would refuse.
 */
export function handWrittenDeal(deal: HubspotDeal): JsonObject {
  const { properties } = deal;
  const draft: JsonObject = {};
  draft['title'] = must(properties['dealname'], 'title').normalize('NFKC').trim();
  draft['currency'] = currencyOf(must(properties['deal_currency_code'], 'currency'));
  draft['customerKey'] = must(deal.companies[0], 'customerKey');
  draft['contactKeys'] = deal.contacts.map((key) => must(key, 'contactKeys'));
  const owner = properties['hubspot_owner_id'];
  if (owner) draft['ownerKey'] = owner;
  const closed = properties['closedate'];
  if (closed) draft['closedAt'] = instantOf(closed);
  const supply = properties['seikyu_supply_date'];
  if (supply) draft['supplyDate'] = dateOf(supply);
  const terms = properties['seikyu_payment_terms'];
  if (terms) draft['terms'] = terms.trim().toLowerCase();
  const order = properties['seikyu_purchase_order'];
  if (order) draft['purchaseOrder'] = order.normalize('NFKC').trim();
  const locale = properties['seikyu_locale'];
  if (locale) draft['locale'] = localeOf(locale);
  draft['lines'] = deal.line_items.map(lineOf);
  return draft;
}

function lineOf({ id, properties }: Item): JsonValue {
  const line: JsonObject = {};
  line['key'] = must(id, 'key');
  line['sku'] = must(properties['hs_sku'], 'sku').trim();
  const product = properties['hs_product_id'];
  if (product) line['productKey'] = product;
  line['name'] = must(properties['name'], 'name').normalize('NFKC').trim();
  const description = properties['description'];
  if (description) line['description'] = description.trim();
  line['quantity'] = decimalOf(must(properties['quantity'], 'quantity'));
  const price = properties['price'];
  if (price) line['unitPrice'] = decimalOf(price);
  const percent = properties['hs_discount_percentage'];
  if (percent) line['discountPercent'] = percentOf(percent);
  const discount = properties['discount'];
  if (discount) line['discountAmount'] = decimalOf(discount);
  return line;
}

function must(value: string | null | undefined, field: string): string {
  if (!value) throw new Error(`${field} is missing`);
  return value;
}

function decimalOf(text: string): string {
  const match = DECIMAL.exec(text.normalize('NFKC').trim());
  if (match === null || (match[2] === '' && match[3] === undefined)) throw new Error('is no decimal number');
  const integer = (match[2] ?? '').replaceAll(',', '').replace(/^0+(?=[0-9])/, '') || '0';
  if (integer.length > 18 || (match[3] ?? '').length > 10) throw new Error('has too many digits');
  const digits = match[3] === undefined ? integer : `${integer}.${match[3]}`;
  return match[1] === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

function percentOf(text: string): string {
  const percent = decimalOf(text.normalize('NFKC').trim().replace(/\s*%$/, ''));
  if (!PERCENT.test(percent)) throw new Error('is not from 0 to 100 percent');
  return percent;
}

function currencyOf(text: string): string {
  const code = text.normalize('NFKC').trim().toUpperCase();
  if (!CURRENCIES.has(code)) throw new Error('is no currency');
  return code;
}

function instantOf(text: string): string {
  const spelt = text.trim();
  const isEpoch = /^[0-9]{12,13}$/.test(spelt);
  if (!isEpoch && !INSTANT.test(spelt)) throw new Error('is no instant');
  return new Date(isEpoch ? Number(spelt) : spelt).toISOString();
}

function dateOf(text: string): string {
  const spelt = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(spelt)) return instantOf(spelt).slice(0, 10);
  if (new Date(`${spelt}T00:00:00Z`).toISOString().slice(0, 10) !== spelt) throw new Error('is no date');
  return spelt;
}

function localeOf(text: string): string {
  const [language = ''] = text.normalize('NFKC').trim().toLowerCase().split(/[-_]/);
  if (language !== 'en' && language !== 'ja') throw new Error('is no language');
  return language;
}
