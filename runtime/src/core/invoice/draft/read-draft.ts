import { type CurrencyCode, currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import type { Ratio } from '../../money/ratio.ts';
import { textToRatio } from '../../money/text-to-ratio.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import type { AmountsInput, AmountsLine, DocumentPart } from '../amounts/amounts-input.ts';
import type { InvoiceDraft } from '../draft-document.ts';
import { isJapaneseSeller } from '../seller-country.ts';
import { type TaxGroup, taxGroups } from '../tax-groups.ts';
import type { DraftDocumentLine } from './draft-document-line.ts';
import { createDraftReader, type DraftReader } from './draft-reader.ts';

/** A draft ready to be computed. */
export type ReadDraft = { currency: CurrencyCode; groups: TaxGroup[]; input: AmountsInput };

/** A tax breakdown with more rows than this is no document of anybody. */
const GROUPS_MAX = 100;

/** Reads every figure of a draft, or finds what stands against computing it. */
export function readDraft(
  draft: InvoiceDraft,
): { ok: true; value: ReadDraft } | { ok: false; findings: Finding[] } {
  const currency = parseCurrencyCode(draft.currency);
  if (!currency.ok) return { ok: false, findings: [unknownCurrency(draft.currency)] };
  const reader = createDraftReader(currency.value);
  const rates = createRates();
  const named = [...draft.allowances, ...draft.charges];
  const pairs: TaxGroup[] = draft.lines.map((line) => ({
    category: line.taxCategory,
    ratePercent: rates(line.taxRatePercent),
  }));
  for (const { taxCategory, taxRatePercent } of named) {
    if (taxCategory === undefined || taxRatePercent === undefined) continue;
    pairs.push({ category: taxCategory, ratePercent: rates(taxRatePercent) });
  }
  const { groups, places } = taxGroups(pairs);
  const input: AmountsInput = {
    currencyDigits: currencyDigits(currency.value),
    isTaxInclusive: draft.priceBasis === 'tax_inclusive',
    rounding: {
      ...draft.rounding,
      payableToMinor:
        draft.rounding.payableTo === undefined
          ? null
          : reader.amount(draft.rounding.payableTo, '/rounding/payableTo'),
    },
    ratesPercent: groups.map(({ ratePercent }) => ratePercent),
    lines: draft.lines.map((line, index) => readLine(line, index, places[index] ?? 0, reader)),
    parts: readParts(draft, reader, places),
    prepaidMinor: reader.amount(draft.prepaid, '/prepaid'),
  };
  const findings = [...reader.findings, ...refusals(draft, input)];
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, value: { currency: currency.value, groups, input } };
}

/** Documents have few rates on many lines: each text is read once. */
function createRates(): (text: string) => Ratio {
  const known = new Map<string, Ratio>();
  return (text) => {
    const found = known.get(text) ?? textToRatio(text);
    known.set(text, found);
    return found;
  };
}

function readLine(line: DraftDocumentLine, index: number, group: number, reader: DraftReader): AmountsLine {
  const { discount, allowances, charges } = line;
  const parts = allowances.map((value, place) => reader.part(value, `/lines/${index}/allowances/${place}`));
  if (discount !== undefined) parts.unshift(reader.part(discount, `/lines/${index}/discount`));
  return {
    quantity: textToRatio(line.quantity),
    unitPrice: textToRatio(line.unitPrice),
    baseQuantity: line.baseQuantity === undefined ? null : textToRatio(line.baseQuantity),
    allowances: parts,
    charges: charges.map((value, place) => reader.part(value, `/lines/${index}/charges/${place}`)),
    group,
  };
}

/** Allowances, then charges; `places` goes on after the lines with those that name their group. */
function readParts(
  { allowances, charges, lines }: InvoiceDraft,
  reader: DraftReader,
  places: readonly number[],
): DocumentPart[] {
  let next = lines.length;
  const read = (isCharge: boolean) => (value: InvoiceDraft['allowances'][number], index: number) => {
    const group = value.taxCategory === undefined ? null : (places[next++] ?? 0);
    return { part: reader.part(value, `/${isCharge ? 'charges' : 'allowances'}/${index}`), isCharge, group };
  };
  return [...allowances.map(read(false)), ...charges.map(read(true))];
}

function refusals(draft: InvoiceDraft, { rounding, ratesPercent }: AmountsInput): Finding[] {
  const findings: Finding[] = [];
  if (rounding.payableToMinor !== null && rounding.payableToMinor <= 0n) {
    findings.push(
      errorFinding(
        'rounding.payable_to_not_positive',
        '/rounding/payableTo',
        'The payable amount is rounded to a multiple of something above zero.',
        '支払金額の丸め単位は0より大きい値でなければなりません。',
      ),
    );
  }
  if (rounding.tax === 'line' && isJapaneseSeller(draft.seller)) {
    findings.push(
      errorFinding(
        'japan.tax_per_line',
        '/rounding/tax',
        'In Japan tax is rounded once per rate and document, never per line (消費税法施行令70条の10).',
        '適格請求書の消費税額の端数処理は、一の請求書につき税率ごとに一回です。明細ごとの端数処理はできません(消費税法施行令70条の10)。',
      ),
    );
  }
  if (ratesPercent.length > GROUPS_MAX) {
    findings.push(
      errorFinding(
        'tax.too_many_rates',
        '/lines',
        `The document has ${ratesPercent.length} categories and rates, more than ${GROUPS_MAX}.`,
        `税区分・税率の組み合わせが${ratesPercent.length}件あり、上限の${GROUPS_MAX}件を超えています。`,
      ),
    );
  }
  return findings;
}

const unknownCurrency = (code: string): Finding =>
  errorFinding(
    'currency.unknown',
    '/currency',
    `${code} is no ISO 4217 currency.`,
    `${code}はISO 4217の通貨コードではありません。`,
  );
