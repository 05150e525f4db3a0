import { withTaxInCurrency } from '../fx/tax-in-currency.ts';
import { AMOUNT_MINOR_MAX } from '../money/amount-minor-max.ts';
import { minorToText } from '../money/minor-to-text.ts';
import { errorFinding, type Finding } from '../validation/finding.ts';
import { type Amounts, computeAmounts } from './amounts/compute-amounts.ts';
import type { InvoiceDocument, Totals } from './document.ts';
import { computedLine, computedPart } from './draft/computed-line.ts';
import { computedTaxRows } from './draft/computed-tax.ts';
import { type ReadDraft, readDraft } from './draft/read-draft.ts';
import { instalmentsOf, taxInTaxCurrency, withheld } from './draft/settlement.ts';
import type { InvoiceDraft } from './draft-document.ts';
import { dueDate, parseTerms, termsText } from './terms.ts';

/** The whole document, or why there is none. A refusal is never a document that is a little wrong. */
export type ComputedInvoice = { ok: true; document: InvoiceDocument } | { ok: false; findings: Finding[] };

/**
 * Computes a draft: every amount, the tax breakdown and the totals by `computeAmounts`, and what follows from them
 * (BT-111, withholding, instalments, the due date). The same draft gives the same document, which has a number only if
 * it was numbered elsewhere.
 */
export function computeInvoice(draft: InvoiceDraft): ComputedInvoice {
  const read = readDraft(draft);
  if (!read.ok) return read;
  const computed = computeAmounts(read.value.input);
  if (!computed.ok)
    return { ok: false, findings: computed.unspreadable.map((at) => unspreadable(draft, at)) };
  const beyond = findBeyond(computed.amounts);
  if (beyond.length > 0) return { ok: false, findings: beyond };
  return toDocument(draft, read.value, computed.amounts);
}

function toDocument(
  draft: InvoiceDraft,
  { currency, groups, input }: ReadDraft,
  amounts: Amounts,
): ComputedInvoice {
  const { totals } = amounts;
  const digits = input.currencyDigits;
  const tax = taxInTaxCurrency(
    draft,
    currency,
    amounts.groups.map(({ taxMinor }) => taxMinor),
  );
  const withholding = withheld(draft, currency, totals);
  const instalments = instalmentsOf(draft, currency, totals);
  const lineGroups = input.lines.map((line) => line.group);
  const taxed = computedTaxRows(draft, groups, lineGroups, amounts.groups, digits);
  const findings = [...tax.findings, ...withholding.findings, ...instalments.findings, ...taxed.findings];
  if (findings.length > 0) return { ok: false, findings };
  const {
    termsCode,
    prepaid: _prepaid,
    lines,
    allowances: _allowances,
    charges: _charges,
    instalments: _instalments,
    withholding: _withholding,
    precedingInvoices,
    rounding,
    ...rest
  } = draft;
  const form = { digits, mode: rounding.mode, isTaxInclusive: input.isTaxInclusive };
  return {
    ok: true,
    document: {
      ...rest,
      status: 'draft',
      number: draft.number ?? null,
      dueDate: dueDateOf(draft),
      terms: { code: termsCode, text: termsTextOf(draft) },
      rounding,
      ...(precedingInvoices.length === 0 ? {} : { precedingInvoices }),
      ...computedParts(draft, { currency, groups, input }, amounts),
      ...(instalments.value === undefined ? {} : { instalments: instalments.value }),
      ...(withholding.value === undefined ? {} : { withholding: withholding.value }),
      lines: amounts.lines.flatMap((line, index) => {
        const given = lines[index];
        return given === undefined ? [] : computedLine(given, index, line, form);
      }),
      taxRows: withTaxInCurrency(taxed.taxRows, tax.value?.rows ?? []),
      totals: totalsText(draft, amounts, digits, tax.value?.total),
    },
  };
}

/** Document allowances and charges; a percentage is stated where its base is, which a share and a net of tax have not. */
function computedParts(draft: InvoiceDraft, { groups, input }: ReadDraft, { parts }: Amounts) {
  const given = [...draft.allowances, ...draft.charges];
  const text = (minor: bigint) => minorToText(minor, input.currencyDigits);
  const written = (isCharge: boolean) =>
    parts.flatMap((part) => {
      const value = given[part.part];
      const group = groups[part.group];
      if (part.isCharge !== isCharge || value === undefined || group === undefined) return [];
      const base = part.baseMinor === null || input.isTaxInclusive ? null : text(part.baseMinor);
      return {
        ...computedPart(value, text(part.netMinor), base),
        taxCategory: group.category,
        taxRatePercent: value.taxRatePercent ?? rateText(draft, input, part.group),
      };
    });
  const [allowances, charges] = [written(false), written(true)];
  return {
    ...(allowances.length === 0 ? {} : { allowances }),
    ...(charges.length === 0 ? {} : { charges }),
  };
}

/** A group that something was spread over has a line, which says how the rate is written. */
const rateText = ({ lines }: InvoiceDraft, input: ReadDraft['input'], group: number): string =>
  lines[input.lines.findIndex((line) => line.group === group)]?.taxRatePercent ?? '0';

function totalsText(
  draft: InvoiceDraft,
  { totals, parts }: Amounts,
  digits: number,
  taxed: string | undefined,
): Totals {
  const text = (minor: bigint) => minorToText(minor, digits);
  return {
    lineNet: text(totals.lineNet),
    ...(parts.some((part) => !part.isCharge) ? { allowances: text(totals.allowances) } : {}),
    ...(parts.some((part) => part.isCharge) ? { charges: text(totals.charges) } : {}),
    taxExclusive: text(totals.taxExclusive),
    tax: text(totals.tax),
    taxInclusive: text(totals.taxInclusive),
    prepaid: text(totals.prepaid),
    ...(draft.rounding.payableTo === undefined ? {} : { rounding: text(totals.rounding) }),
    payable: text(totals.payable),
    ...(taxed === undefined ? {} : { taxInTaxCurrency: taxed }),
  };
}

/** The last instalment, else the date that was given, else what the terms say once there is an issue date. */
function dueDateOf({
  instalments,
  dueDate: given,
  issueDate,
  termsCode,
  closingDate,
}: InvoiceDraft): string | null {
  const last = instalments
    .map((each) => each.dueDate)
    .toSorted()
    .at(-1);
  if (last !== undefined || given !== undefined) return last ?? given ?? null;
  const terms = parseTerms(termsCode);
  return issueDate === null || !terms.ok ? null : dueDate(terms.value, issueDate, closingDate);
}

/** Terms that cannot be read are printed as they are; the validation says so. */
function termsTextOf({ termsCode, locale, closingDate }: InvoiceDraft): string {
  const terms = parseTerms(termsCode);
  return terms.ok ? termsText(terms.value, locale, closingDate) : termsCode;
}

const isBeyond = (minor: bigint): boolean => minor > AMOUNT_MINOR_MAX || minor < -AMOUNT_MINOR_MAX;

/** What comes to more than an amount can hold: lines by themselves first, then the totals. */
function findBeyond({ lines, totals }: Amounts): Finding[] {
  const found = lines.flatMap((line, index) =>
    isBeyond(line.grossMinor) || isBeyond(line.statedMinor) || isBeyond(line.netMinor)
      ? tooLarge(`/lines/${index}`)
      : [],
  );
  if (found.length > 0) return found;
  return Object.values(totals).some(isBeyond) ? [tooLarge('/lines')] : [];
}

const tooLarge = (pointer: string): Finding =>
  errorFinding('amount.too_large', pointer, 'This comes to more than 18 digits.', '金額が18桁を超えます。');

function unspreadable({ allowances }: InvoiceDraft, place: number): Finding {
  const isCharge = place >= allowances.length;
  return errorFinding(
    'allowance.not_spreadable',
    isCharge ? `/charges/${place - allowances.length}` : `/allowances/${place}`,
    'This cannot be spread over the tax rates by their amounts: name its tax category and rate.',
    '税率ごとの金額で按分できません。税区分と税率を指定してください。',
  );
}
