import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

/** A kind of canonical record: where the hub lists its records, and how they are found and shown. */
export interface RecordKind {
  option: INodePropertyOptions & { value: string };
  path: string;
  /** The parameter of the list that takes what was typed; without one the names are looked through. */
  search?: 'query' | 'invoiceNumber';
  nameOf(item: IDataObject): string;
}

const within = (item: IDataObject, name: string): IDataObject => item[name] as IDataObject;
const joined = (...parts: unknown[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');

/** Every kind of record that the hub keeps, as offered. */
export const RECORD_KINDS: readonly RecordKind[] = [
  {
    option: { name: 'Account', value: 'account' },
    path: '/v1/accounts',
    search: 'query',
    nameOf: (item) => joined(within(item, 'account').code, within(item, 'account').name),
  },
  {
    option: { name: 'Billing Event', value: 'billing_event' },
    path: '/v1/billing-events',
    nameOf: (item) =>
      joined(
        String(within(item, 'event').kind).replace(/_/g, ' '),
        within(item, 'event').contractKey,
        item.id,
      ),
  },
  {
    option: { name: 'Contact', value: 'contact' },
    path: '/v1/contacts',
    search: 'query',
    nameOf: (item) => joined(within(item, 'contact').name, within(item, 'contact').email),
  },
  {
    option: { name: 'Contract or Order', value: 'contract' },
    path: '/v1/contracts',
    search: 'query',
    nameOf: ({ title, externalId }) => joined(title, externalId),
  },
  {
    option: { name: 'Customer', value: 'customer' },
    path: '/v1/customers',
    search: 'query',
    nameOf: (item) => joined(within(item, 'customer').name),
  },
  {
    option: { name: 'Deal', value: 'deal' },
    path: '/v1/deals',
    search: 'query',
    nameOf: (item) => joined(within(item, 'deal').title, item.externalId),
  },
  {
    option: { name: 'Ledger Entry', value: 'ledger_entry' },
    path: '/v1/ledger-entries',
    search: 'query',
    nameOf: (item) =>
      joined(
        within(item, 'entry').number ?? item.id,
        within(item, 'entry').contactName,
        within(item, 'entry').type,
      ),
  },
  {
    option: { name: 'Payment', value: 'payment' },
    path: '/v1/payments',
    search: 'invoiceNumber',
    nameOf: ({ receivedOn, amount, currency, invoiceNumber }) =>
      joined(receivedOn, `${amount} ${currency}`, invoiceNumber),
  },
  {
    option: { name: 'Product', value: 'product' },
    path: '/v1/products',
    search: 'query',
    nameOf: ({ sku, name }) => joined(sku, name),
  },
];

/** The kind that a field names; undefined while it names none. */
export const findRecordKind = (value: unknown): RecordKind | undefined =>
  RECORD_KINDS.find(({ option }) => option.value === value);
