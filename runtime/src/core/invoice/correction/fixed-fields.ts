import { toJson } from '../../json.ts';
import { stableJson } from '../../stable-json.ts';
import type { InvoiceDocument } from '../document.ts';
import type { CorrectionRequest } from './correction-request.ts';

/** What cannot be corrected: where it stands in the request, by which rule, and the rule in words. */
export type FixedField = { pointer: string; rule: string; texts: { en: string; ja: string } };

type FixedRule = Omit<FixedField, 'pointer'>;

/** Where a sale is taxed by the state or province that it goes to: in the name of the region lies a rate. */
export const TAXED_BY_REGION: ReadonlySet<string> = new Set(['US', 'CA', 'BR', 'IN']);

const CUSTOMER: FixedRule = {
  rule: 'correction.customer',
  texts: {
    en: 'It says whose invoice this is. Void the invoice and issue it again to another customer.',
    ja: '請求先を特定する項目です。請求書を取り消し、正しい取引先に再発行してください。',
  },
};
const TAX_ID: FixedRule = {
  rule: 'correction.tax_id',
  texts: {
    en: 'The tax number decides who owes the tax.',
    ja: '税務番号（登録番号）は納税義務者を決める項目です。',
  },
};
const COUNTRY: FixedRule = {
  rule: 'correction.country',
  texts: { en: 'The country decides how the sale is taxed.', ja: '国によって課税の扱いが変わります。' },
};
const REGION: FixedRule = {
  rule: 'correction.region',
  texts: {
    en: 'Sales are taxed by the state or province there.',
    ja: 'この国では州によって課税の扱いが変わります。',
  },
};
const ISSUED: FixedRule = {
  rule: 'correction.fixed_at_issue',
  texts: { en: 'It was fixed when the invoice was issued.', ja: '発行時に確定した項目です。' },
};
const OF_BUYER = { name: CUSTOMER, legalId: CUSTOMER, electronicAddress: CUSTOMER, taxId: TAX_ID } as const;

/**
 * What a correction would change that may decide about the customer, the money or the tax; empty where it changes addresses
 * only. What is named as it stands is no change.
 */
export function findFixed(document: InvoiceDocument, asked: CorrectionRequest): FixedField[] {
  const { buyer: ofBuyer = {}, recipients: _recipients, ...others } = asked;
  const { buyer } = document;
  const fixed: FixedField[] = [];
  const refuse = (pointer: string, rule: FixedRule, isSame: boolean): void => {
    if (!isSame) fixed.push({ pointer, ...rule });
  };
  for (const name of Object.keys(OF_BUYER) as (keyof typeof OF_BUYER)[]) {
    const wanted = ofBuyer[name];
    refuse(`/buyer/${name}`, OF_BUYER[name], wanted === undefined || wanted === buyer[name]);
  }
  const { address } = ofBuyer;
  if (address !== undefined) {
    const { country, region } = buyer.address ?? {};
    // Without an address on the document there is no country that a new one could keep.
    const isCountryKept = country !== undefined && (address.country ?? country) === country;
    refuse('/buyer/address/country', COUNTRY, isCountryKept);
    const isRegionKept = address.region === undefined || (address.region ?? '') === (region ?? '');
    refuse('/buyer/address/region', REGION, isRegionKept || !TAXED_BY_REGION.has(country ?? ''));
  }
  for (const [name, wanted] of Object.entries(others)) {
    const isSame = textOf(wanted) === textOf(Reflect.get(document, name));
    refuse(`/${name}`, ISSUED, isSame);
  }
  return fixed;
}

const textOf = (value: unknown): string => stableJson(toJson({ value: value ?? null }));
