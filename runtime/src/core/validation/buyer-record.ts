import type { Address, Party } from '../invoice/document.ts';

/** A buyer as a system has it now: the customer's own CRM, or a ledger that holds a contact for it. */
export type BuyerRecord = {
  /** Where it is from, as people call it: `hubspot`, `xero`. */
  system: string;
  kind: 'crm' | 'ledger';
  /** Any of them is right; the first is the one that is shown. */
  names: readonly string[];
  taxId?: string;
  address?: Address;
};

/** What an invoice and a record say of one field of the buyer. */
export type BuyerDifference = {
  field: 'name' | 'taxId' | 'address';
  invoice: string;
  record: string;
} & Pick<BuyerRecord, 'system' | 'kind'>;

/** How nothing is written, so that a field that one side lacks can be seen. */
const NOTHING = '—';

/** Where records say something else of a buyer than the invoice does, side by side. */
export const buyerDifferences = (buyer: Party, records: readonly BuyerRecord[]): BuyerDifference[] =>
  records.flatMap((record) => differencesOf(buyer, record));

function differencesOf(buyer: Party, record: BuyerRecord): BuyerDifference[] {
  const { names, taxId, address, system, kind } = record;
  const found: BuyerDifference[] = [];
  const compare = (field: BuyerDifference['field'], invoice: string, held: readonly string[]) => {
    if (held.some((text) => isSame(text, invoice))) return;
    const [first = ''] = held;
    found.push({ field, invoice: shown(invoice), record: shown(first), system, kind });
  };
  compare('name', buyer.name, names);
  // The CRM says it all, also that there is nothing; a ledger may hold less than it was told.
  if (kind === 'crm' || taxId !== undefined) compare('taxId', buyer.taxId ?? '', [taxId ?? '']);
  if (kind === 'crm' || address !== undefined) {
    compare('address', addressText(buyer.address), [addressText(address)]);
  }
  return found;
}

const shown = (text: string): string => (text === '' ? NOTHING : text);

function addressText(address: Address | undefined): string {
  if (address === undefined) return '';
  const { postalCode, region, city, line1, line2, country } = address;
  return [postalCode, region, city, line1, line2, country]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

/** Full and half width, capitals, spaces and hyphens make no other buyer. */
const isSame = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-‐‑–]+/gu, '');
