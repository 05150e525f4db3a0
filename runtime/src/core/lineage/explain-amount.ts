import { removalsOf } from '../billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { parsePointer, readValue } from './document-pointer.ts';
import { decidedBy } from './explain-edit.ts';
import type { LineageBasis } from './lineage-basis.ts';
import type { ComputedRule, LineageStep } from './lineage-step.ts';
import { type Origin, unknown } from './origin.ts';
import { roundingOf } from './rounding-of.ts';

/** A computed step whose inputs are the values at the given pointers; a pointer without a value is left out. */
export function computed(
  document: InvoiceDocument,
  rule: ComputedRule,
  pointers: readonly string[],
  rounding: Extract<LineageStep, { kind: 'computed' }>['rounding'] = null,
): Origin {
  const inputs = pointers.flatMap((pointer) => {
    const place = parsePointer(pointer);
    const value = place.ok ? readValue(document as JsonObject, place.value) : undefined;
    return value === undefined ? [] : [{ pointer, value }];
  });
  return { steps: [{ kind: 'computed', rule, rounding, inputs }] };
}

/** Where a total comes from (EN 16931 BG-22). */
export function explainTotal(document: InvoiceDocument, basis: LineageBasis, field: string): Origin {
  const lines = document.lines.map((_line, at) => `/lines/${at}/netAmount`);
  const taxes = document.taxRows.map((_row, at) => `/taxRows/${at}/tax`);
  switch (field) {
    case 'lineNet':
      return { steps: [...computed(document, 'line_net_sum', lines).steps, ...leftOutSteps(basis)] };
    case 'taxExclusive':
      return computed(document, 'tax_exclusive', present(document, ['lineNet', 'allowances', 'charges']));
    case 'tax':
      return computed(document, 'tax_sum', taxes);
    case 'taxInclusive':
      return computed(document, 'tax_inclusive', ['/totals/taxExclusive', '/totals/tax']);
    case 'prepaid':
      return {
        steps: [{ kind: 'decided', what: 'nothing_prepaid', stamp: basis.computed, basis: null }],
      };
    case 'taxInTaxCurrency':
      return computed(
        document,
        'tax_in_currency_sum',
        document.taxRows.map((_row, at) => `/taxRows/${at}/taxInTaxCurrency`),
      );
    case 'payable':
      return computed(document, 'payable', present(document, ['taxInclusive', 'prepaid', 'rounding']));
    default:
      return unknown('no_source');
  }
}

/** Lines of the deal that are not in the sum, since somebody left them out. */
const leftOutSteps = ({ edits }: LineageBasis): LineageStep[] =>
  removalsOf(edits).map(([key, edit]) => {
    const sku = isJsonObject(edit.source) ? String(edit.source['sku']) : key;
    return decidedBy('line_left_out', edit, edit.reason === undefined ? sku : `${sku}: ${edit.reason}`);
  });

/** Pointers to those totals that the document has. */
const present = ({ totals }: InvoiceDocument, names: (keyof InvoiceDocument['totals'])[]): string[] =>
  names.filter((name) => totals[name] !== undefined).map((name) => `/totals/${name}`);

/** Where a figure of the tax breakdown comes from (BG-23): from the lines of its category and rate. */
export function explainTaxRow(
  document: InvoiceDocument,
  basis: LineageBasis,
  at: number,
  field: string,
): Origin {
  const row = document.taxRows[at];
  if (row === undefined) return unknown('no_source');
  const inGroup = (member: string) =>
    document.lines.flatMap((line, index) =>
      line.taxCategory === row.category && line.taxRatePercent === row.ratePercent
        ? [`/lines/${index}/${member}`]
        : [],
    );
  switch (field) {
    case 'category':
      return computed(document, 'tax_group', inGroup('taxCategory'));
    case 'ratePercent':
      return computed(document, 'tax_group', inGroup('taxRatePercent'));
    case 'base':
      return computed(document, 'tax_base', inGroup('netAmount'));
    case 'taxInTaxCurrency':
      return computed(
        document,
        'tax_in_currency',
        [`/taxRows/${at}/tax`, '/exchangeRate/rate'],
        roundingOf(document, basis.entity.rounding),
      );
    case 'tax':
      return computed(
        document,
        'tax_of_base',
        [`/taxRows/${at}/base`, `/taxRows/${at}/ratePercent`],
        roundingOf(document, basis.entity.rounding),
      );
    default:
      return unknown('no_source');
  }
}
