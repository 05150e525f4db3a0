import { assert } from '../assert.ts';
import type { CanonicalContact } from '../canonical/contact.ts';
import type { CanonicalContract } from '../canonical/contract.ts';
import type { CanonicalCustomer } from '../canonical/customer.ts';
import { compareDates } from '../civil-date.ts';
import { computeTotals } from '../invoice/compute-totals.ts';
import type { LineSection, LineSource, Locale, Period, PrecedingInvoice } from '../invoice/document.ts';
import type { DocumentExtras } from '../invoice/document-extras.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { decimalToText } from '../money/decimal-to-text.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ProjectDocument } from './charge.ts';
import { closingDateOf } from './collective/closing-date.ts';
import { referenceText } from './collective/reference-text.ts';
import { contractOverride } from './contract-override.ts';
import type { BillingEntity, BillingRefusal, DealToDraft } from './deal-to-draft.ts';
import type { DifferenceLine } from './difference/difference-line.ts';
import type { InvoiceGroup } from './difference/group-into-invoices.ts';
import type { DraftLine, MasterProduct, TaxRule } from './draft-line.ts';
import { draftParties } from './draft-parties.ts';
import { pricedOn } from './priced-on.ts';

/** A contract with the record that it came from. */
export type LineOwner = {
  contractId: string;
  contract: CanonicalContract;
  source: Pick<LineSource, 'system' | 'connectionId' | 'recordId' | 'externalId'>;
};

/** A line with the contract that it is charged by. */
export type OwnedLine = DifferenceLine & { owner: LineOwner };

/** Everything that one invoice of contracts is made of; the same inputs give the same draft. */
export type ContractToDraftInput = {
  /** Lines of one contract, or of several that are billed together: these agree on currency, terms and recipients. */
  group: InvoiceGroup<OwnedLine>;
  /** The invoices of the contract before this one, oldest first; null while one of them is not issued yet. */
  preceding: readonly PrecedingInvoice[] | null;
  customer: CanonicalCustomer;
  contacts: CanonicalContact[];
  entity: BillingEntity;
  currency: CurrencyCode;
  /** The product's version in force on a day. */
  productOn: (sku: string, day: string) => MasterProduct | undefined;
  taxRulesOn: (day: string) => readonly TaxRule[];
};

/**
 * Makes the content of an invoice from lines that fall due together. Tax class, name and unit are those of the product
 * master on the first day of each line; the tax rules are those of the day of the supply, which is the last day of what
 * was supplied before the invoice fell due, and that day itself where something is billed in advance.
 */
export function contractToDraft(input: ContractToDraftInput): DealToDraft {
  const { group, entity, customer } = input;
  const owners = [...new Set(group.lines.map(({ owner }) => owner.contract))];
  const [contract] = owners;
  assert(contract !== undefined, 'an invoice has a line');
  const locale = contract.locale ?? customer.locale ?? entity.locale;
  const supplyDate = supplyDateOf(group);
  const documentPeriod = periodOf(group);
  const type = projectDocument(input);
  const closingDate = closingDateOf(contract, group.invoiceOn);
  const extras: DocumentExtras = {
    ...(closingDate === undefined ? {} : { closingDate }),
    ...(type === 'final' && input.preceding !== null ? { precedingInvoices: [...input.preceding] } : {}),
    ...(documentPeriod === null ? {} : { period: documentPeriod }),
    ...(input.currency === entity.currency ? {} : { taxCurrency: entity.currency }),
  };
  const taxRules = input.taxRulesOn(supplyDate);
  const lines: DraftLine[] = [];
  const refusals: BillingRefusal[] = [];
  for (const line of group.lines) {
    const made = toDraftLine(input, line, { locale, taxRules, supplyDate });
    if (made.ok) lines.push(made.value);
    else {
      refusals.push({
        pointer: `/charges/${line.key}`,
        code: 'billing.product_unknown',
        reason: made.reason,
      });
    }
  }
  if (refusals.length > 0) return { ok: false, refusals };
  const computed = computeTotals({
    currency: input.currency,
    rounding: entity.rounding,
    lines: lines.map((line) => line.amounts),
  });
  return {
    ok: true,
    draft: {
      ...(type === null ? {} : { type }),
      locale,
      supplyDate,
      termsCode: termsOn(contract, group.invoiceOn) ?? entity.defaultTerms,
      purchaseOrder: purchaseOrderOf(owners),
      ...draftParties(input, locale),
      ...(Object.keys(extras).length === 0 ? {} : { extras }),
      lines: computed.lines.flatMap((amounts, index) => {
        const line = lines[index];
        return line === undefined ? [] : [{ line, computed: amounts }];
      }),
      taxRows: computed.taxRows,
      totals: computed.totals,
    },
  };
}

/**
 * What it is of a project, null for a plain invoice. A final invoice names all that came before it (BG-3: partial and
 * prepayment invoices alike); what has nothing before it is the only invoice of its project, and settles none.
 */
function projectDocument({ group, preceding }: ContractToDraftInput): ProjectDocument | null {
  if (group.type === 'invoice' || (group.type === 'final' && preceding?.length === 0)) return null;
  return group.type;
}

function supplyDateOf({ lines, invoiceOn }: InvoiceGroup): string {
  const ends = lines.flatMap(({ period }) => (period === null ? [] : [period.to]));
  const last = ends.toSorted(compareDates).at(-1);
  return last === undefined || compareDates(last, invoiceOn) > 0 ? invoiceOn : last;
}

/** The days that its lines are for (BG-14), from the first to the last; null where none has any. */
function periodOf({ lines }: InvoiceGroup): Period | null {
  const periods = lines.flatMap(({ period }) => (period === null ? [] : [period]));
  const from = periods.map((period) => period.from).toSorted(compareDates)[0];
  const to = periods
    .map((period) => period.to)
    .toSorted(compareDates)
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** The one that all name; each line names its own where they differ. */
function purchaseOrderOf(owners: readonly CanonicalContract[]): string | null {
  const orders = new Set(owners.map(({ purchaseOrder }) => purchaseOrder ?? null));
  const [order = null] = orders;
  return orders.size === 1 ? order : null;
}

/** The terms of the revision in force on a day, or those that all who are billed together agreed on. */
function termsOn({ collective, revisions }: CanonicalContract, day: string): string | undefined {
  if (collective !== undefined) return collective.terms;
  const inForce = revisions.filter(({ effectiveOn }) => compareDates(effectiveOn, day) <= 0);
  return inForce.toSorted((one, other) => compareDates(one.effectiveOn, other.effectiveOn)).at(-1)?.terms;
}

type LineContext = { locale: Locale; taxRules: readonly TaxRule[]; supplyDate: string };

function toDraftLine(
  input: ContractToDraftInput,
  line: OwnedLine,
  { locale, taxRules, supplyDate }: LineContext,
): Result<DraftLine> {
  const day = pricedOn(line);
  const product = input.productOn(line.sku, day);
  if (product === undefined) return fail(`The product master holds no version of "${line.sku}" for ${day}.`);
  const taxRule = taxRules.find((rule) => rule.taxClass === product.taxClass);
  if (taxRule === undefined) {
    return fail(`No tax rule for ${product.taxClass} goods is in force on ${supplyDate}.`);
  }
  const { key, kind, books, period, invoiceOn, evidence, quantity, unitPrice, units } = line;
  const terms = { currency: input.currency, rounding: input.entity.rounding };
  const override = contractOverride(line.owner.contract, line, product, terms);
  return ok({
    sku: product.sku,
    name: product.names[locale],
    description: descriptionOf(line, locale),
    unit: product.unit,
    productId: product.productId,
    productVersionId: product.versionId,
    listPrice: override.listPrice,
    discountReason: null,
    source: { ...line.owner.source, object: 'contract', kind },
    ...(units === undefined ? {} : { units }),
    extras: {
      ...(period === null ? {} : { period }),
      ...sectionOf(line, locale),
      // What a contract gives back stands among what it bills: it is a credit, and no mistake.
      ...(quantity.lt(0) ? { isCredit: true as const } : {}),
      ...(override.allowedDiscountPercent === null
        ? {}
        : { allowedDiscountPercent: decimalToText(override.allowedDiscountPercent) }),
    },
    charge: { contractId: line.owner.contractId, key, charge: { kind, books, period, invoiceOn, evidence } },
    amounts: { quantity, unitPrice, taxCategory: taxRule.category, taxRatePercent: taxRule.ratePercent },
  });
}

/** Where several contracts are billed together, each has its heading. */
function sectionOf({ owner: { contract } }: OwnedLine, locale: Locale): { section?: LineSection } {
  if (contract.collective === undefined) return {};
  return { section: { reference: referenceText(contract, locale), date: contract.startsOn } };
}

const WRITTEN_PERIOD: Record<Locale, (period: Period) => string> = {
  en: ({ from, to }) => (from === to ? from : `${from} to ${to}`),
  ja: ({ from, to }) => (from === to ? from : `${from}〜${to}`),
};

/** Of which contract it is where there may be several, why it differs, what it is in full, and the days that it is for. */
function descriptionOf({ owner, reason, description, period }: OwnedLine, locale: Locale): string | null {
  const parts = [
    owner.contract.collective !== undefined && referenceText(owner.contract, locale),
    reason?.[locale],
    description?.[locale],
    reason === null && period !== null && WRITTEN_PERIOD[locale](period),
  ];
  const text = parts.filter((part) => typeof part === 'string').join(locale === 'ja' ? '、' : ', ');
  return text === '' ? null : text;
}
