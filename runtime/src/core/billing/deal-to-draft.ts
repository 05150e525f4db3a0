import type { CanonicalContact } from '../canonical/contact.ts';
import type { CanonicalCustomer } from '../canonical/customer.ts';
import type { CanonicalDeal } from '../canonical/deal.ts';
import {
  type ComputedLine,
  type ComputedTaxRow,
  type ComputedTotals,
  computeTotals,
} from '../invoice/compute-totals.ts';
import type { LineSource, Locale, Party, PaymentInstructions, Recipient } from '../invoice/document.ts';
import type { DocumentExtras } from '../invoice/document-extras.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { ProjectDocument } from './charge.ts';
import type { DraftLine, MasterProduct, TaxRule } from './draft-line.ts';
import { draftParties } from './draft-parties.ts';
import type { AddedLine } from './edits/added-line.ts';
import { toAddedLine } from './to-added-line.ts';
import { toDraftLine } from './to-draft-line.ts';

/** The legal entity as billing needs it. */
export type BillingEntity = {
  legalName: string;
  country: string;
  /** Its own, in which it returns its tax. */
  currency: string;
  taxRegistration: string | null;
  address: NonNullable<Party['address']>;
  email: string;
  paymentInstructions: PaymentInstructions | null;
  rounding: RoundingMode;
  defaultTerms: string;
  locale: Locale;
};

/** Everything that a draft is made of; the same inputs give the same draft. */
export type DealToDraftInput = {
  deal: CanonicalDeal;
  /** Lines that the deal does not have and that are billed beneath its own; none when absent. */
  added?: readonly AddedLine[];
  source: Omit<LineSource, 'externalId' | 'kind' | 'object'>;
  customer: CanonicalCustomer;
  contacts: CanonicalContact[];
  entity: BillingEntity;
  currency: CurrencyCode;
  /** Product versions in force on the supply date, by SKU. */
  products: ReadonlyMap<string, MasterProduct>;
  taxRules: readonly TaxRule[];
  supplyDate: string;
};

/** A draft's content, computed. */
export type DraftContent = {
  /** What it is of a project; any other is a plain invoice, or a credit note where it credits one. */
  type?: ProjectDocument;
  locale: Locale;
  supplyDate: string;
  termsCode: string;
  purchaseOrder: string | null;
  seller: Party;
  buyer: Party;
  recipients: Recipient[];
  paymentInstructions: PaymentInstructions | null;
  lines: { line: DraftLine; computed: ComputedLine }[];
  taxRows: ComputedTaxRow[];
  totals: ComputedTotals;
  /** What only some documents have; nothing when absent. */
  extras?: DocumentExtras;
};

/** What cannot be billed, by a pointer with the key of the line's source (the id of an added line), and why. */
export type BillingRefusal = { pointer: string; code: 'billing.product_unknown'; reason: string };

/** A draft, or everything that cannot be billed. */
export type DealToDraft = { ok: true; draft: DraftContent } | { ok: false; refusals: BillingRefusal[] };

/**
 * Makes the content of an invoice from a deal: price, tax class and unit from the product master's version on the
 * supply date. A price in the deal that departs from the master's is kept and marked with the list price beside it.
 */
export function dealToDraft(input: DealToDraftInput): DealToDraft {
  const { deal, entity, customer } = input;
  const refusals: BillingRefusal[] = [];
  const lines: DraftLine[] = [];
  const locale = deal.locale ?? customer.locale ?? entity.locale;
  for (const dealLine of deal.lines) {
    const line = toDraftLine(input, dealLine, locale);
    if (line.ok) lines.push(line.value);
    else refusals.push(refusal(`/lines/${dealLine.key}`, line.reason));
  }
  for (const addedLine of input.added ?? []) {
    const line = toAddedLine(input, addedLine, locale);
    if (line.ok) lines.push(line.value);
    else refusals.push(refusal(`/lines/${addedLine.key}`, line.reason));
  }
  if (refusals.length > 0) return { ok: false, refusals };
  const computed = computeTotals({
    currency: input.currency,
    rounding: entity.rounding,
    lines: lines.map((line) => line.amounts),
  });
  const beyond = findBeyond(lines, computed);
  if (beyond.length > 0) return { ok: false, refusals: beyond };
  return {
    ok: true,
    draft: {
      locale,
      supplyDate: input.supplyDate,
      termsCode: deal.terms ?? entity.defaultTerms,
      purchaseOrder: deal.purchaseOrder ?? null,
      ...draftParties(input, locale),
      ...(input.currency === entity.currency ? {} : { extras: { taxCurrency: entity.currency } }),
      lines: computed.lines.flatMap((amounts, index) => {
        const line = lines[index];
        return line === undefined ? [] : [{ line, computed: amounts }];
      }),
      taxRows: computed.taxRows,
      totals: computed.totals,
    },
  };
}

/** bigint columns hold 19 digits; 18 are what an amount can be read back with. */
const AMOUNT_MINOR_MAX = 10n ** 18n - 1n;

/** What comes to more than an amount can hold: lines by themselves first, then the totals. */
function findBeyond(
  drafted: readonly DraftLine[],
  computed: ReturnType<typeof computeTotals>,
): BillingRefusal[] {
  const lines = computed.lines.flatMap(({ gross, discount, net }, index) => {
    const line = drafted[index];
    if (line === undefined || ![gross, discount, net].some(isBeyond)) return [];
    const name = line.sku === '' ? line.name : line.sku;
    return [refusal(`/lines/${line.source.externalId}`, `"${name}" comes to more than 18 digits.`)];
  });
  if (lines.length > 0 || !Object.values(computed.totals).some(isBeyond)) return lines;
  return [refusal('/totals', 'The lines together come to more than 18 digits.')];
}

const isBeyond = ({ amountMinor }: Money): boolean =>
  amountMinor > AMOUNT_MINOR_MAX || amountMinor < -AMOUNT_MINOR_MAX;

const refusal = (pointer: string, reason: string): BillingRefusal => ({
  pointer,
  code: 'billing.product_unknown',
  reason,
});
