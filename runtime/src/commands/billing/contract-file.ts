import { z } from 'zod';
import { CanonicalContract } from '../../core/canonical/contract.ts';
import { SourceKey, UnsignedDecimalText } from '../../core/canonical/texts.ts';
import { DateText, Locale, Party, TaxCategory } from '../../core/invoice/document.ts';
import { ROUNDING_MODES } from '../../core/money/rounding.ts';
import { FileFact } from './file-fact.ts';

const FACTS_MAX = 500_000;

const TaxClass = z.enum(['standard', 'reduced', 'exempt']);

/** How a product is named, counted and taxed; by itself a product is its SKU, counted in pieces, of the standard class. */
const FileProduct = z.strictObject({
  names: z.strictObject({ en: z.string().min(1).max(300), ja: z.string().min(1).max(300) }).optional(),
  unit: z.string().min(1).max(10).default('C62'),
  taxClass: TaxClass.default('standard'),
});

/** What a class of goods is taxed by from a day on; without a day, always. */
const FileTaxRule = z.strictObject({
  taxClass: TaxClass,
  category: TaxCategory,
  ratePercent: UnsignedDecimalText,
  from: DateText.optional(),
});

/** The legal entity that bills, with the settings that the hub keeps with it. */
const FileSeller = Party.strict().extend({
  name: z.string().min(1).max(200).default('Seller'),
  /** Where days begin. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Tokyo').default('UTC'),
  rounding: z.enum(ROUNDING_MODES).default('half_up'),
  /** Payment terms where the contract names none. */
  terms: z.string().min(1).max(40).default('net:30'),
  locale: Locale.default('en'),
});

/**
 * A contract in a file with all that the hub would know beside it: facts, the list prices of products, how they are
 * named and taxed, and the two parties. Without `taxRules` nothing is taxed (category O), and the preview says so.
 */
export const ContractFile = CanonicalContract.extend({
  facts: z.array(FileFact).max(FACTS_MAX).default([]),
  /** By SKU, per unit, in the contract's currency. */
  prices: z.record(SourceKey, UnsignedDecimalText).default({}),
  products: z.record(SourceKey, FileProduct).default({}),
  taxRules: z.array(FileTaxRule).min(1).max(100).optional(),
  seller: FileSeller.prefault({}),
  /** By itself the buyer is named by the contract's key of the customer. */
  buyer: Party.strict().optional(),
});
export type ContractFile = z.infer<typeof ContractFile>;

/** Facts in a file of their own. */
export const FactsFile = z.array(FileFact).max(FACTS_MAX);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
