import type { DocumentLine, InvoiceDocument } from '../invoice/document.ts';
import { isJsonObject } from '../json.ts';
import type { Place } from '../mapping/path.ts';
import { computed } from './explain-amount.ts';
import { addedEditOf } from './explain-edit.ts';
import { explainListPrice, hasTiers } from './explain-list-price.ts';
import type { LineageBasis } from './lineage-basis.ts';
import type { DecidedWhat } from './lineage-step.ts';
import { fromCanonical, fromKept, type Origin, unknown } from './origin.ts';
import { roundingOf } from './rounding-of.ts';

type LineQuestion = {
  document: InvoiceDocument;
  basis: LineageBasis;
  /** Counted from 0. */
  at: number;
  /** What of the line is asked for. */
  place: Place;
  printed: string;
};

/** Where a value of a line comes from: the deal's line, the product master, a tax rule, or arithmetic. */
export function explainLine({ document, basis, at, place, printed }: LineQuestion): Origin {
  const line = document.lines[at];
  if (line === undefined) return unknown('no_source');
  const product = basis.products.get(line.productVersionId);
  const decided = (what: DecidedWhat): Origin => ({
    steps: [{ kind: 'decided', what, stamp: basis.computed, basis: null }],
  });
  const ofDeal = (field: string): Origin | undefined => {
    if (line.source?.kind === 'added_line') return undefined;
    const position = dealPositionOf(basis, line, at);
    if (position === undefined) return unknown(basis.deal === null ? 'no_source' : 'record_changed');
    return fromCanonical('deal', basis.deal, ['lines', position, field], printed);
  };
  const ofProduct = (...field: Place): Origin => fromKept('product', product, field, printed);
  const isTiered = () => product !== undefined && hasTiers(product.values, document.currency);
  const ofList = (): Origin =>
    explainListPrice(product, document.currency, printed) ??
    (isTiered() ? decided('tiered_price') : ofProduct('prices', document.currency));
  const rounding = () => roundingOf(document, basis.entity.rounding);
  switch (place.join('/')) {
    case 'position':
      return decided('position');
    case 'sku':
      return ofDeal('sku') ?? unknown('record_changed');
    case 'name':
      return ofProduct('names', document.locale);
    case 'unit':
      return ofProduct('unit');
    case 'description':
    case 'quantity': {
      const agreed = ofDeal(String(place[0]));
      if (agreed?.mapped !== undefined) return agreed;
      return isTiered() ? decided('tiered_price') : (agreed ?? unknown('record_changed'));
    }
    case 'unitPrice':
      return ofDeal('unitPrice') ?? ofList();
    case 'listPrice':
      return ofList();
    case 'allowedDiscountPercent':
      return ofProduct('maxDiscountPercent');
    case 'discount/percent':
      return ofDeal('discountPercent') ?? unknown('record_changed');
    case 'discount/amount':
      if (line.discount?.percent === undefined) return ofDeal('discountAmount') ?? unknown('record_changed');
      return computed(
        document,
        'line_discount',
        ['quantity', 'unitPrice', 'discount/percent'].map((field) => `/lines/${at}/${field}`),
        rounding(),
      );
    case 'discount/reason':
      return decided('discount_reason');
    case 'netAmount':
      return computed(
        document,
        'line_net',
        ['quantity', 'unitPrice', 'discount/amount'].map((field) => `/lines/${at}/${field}`),
        rounding(),
      );
    case 'taxCategory':
    case 'taxRatePercent':
      return explainTax(basis, line, String(place[0]), printed);
    case 'productId':
    case 'productVersionId':
      return decided('product_version');
    case 'source/externalId':
      return ofDeal('key') ?? unknown('record_changed');
    default:
      return place[0] === 'source' ? decided('id') : unknown('no_source');
  }
}

/** The tax class of the product, or the one that a line was added with, chooses the rule of the entity. */
function explainTax(basis: LineageBasis, line: DocumentLine, field: string, printed: string): Origin {
  const { entity } = basis;
  const ofProduct = basis.products.get(line.productVersionId)?.values['taxClass'];
  const added = addedEditOf(line, basis.edits)?.value;
  const taxClass = ofProduct ?? (isJsonObject(added) ? added['taxClass'] : undefined);
  if (typeof taxClass !== 'string') return unknown('no_source');
  return fromKept('tax_rule', entity, ['taxRules', taxClass, field], printed);
}

/** Lines are found by the key of their record; where a key stands twice, the line's own position decides. */
function dealPositionOf(basis: LineageBasis, line: DocumentLine, at: number): number | undefined {
  const lines = basis.deal?.body.lines ?? [];
  const key = line.source?.externalId;
  if (key === undefined) return undefined;
  if (lines[at]?.key === key) return at;
  const found = lines.findIndex((candidate) => candidate.key === key);
  return found === -1 ? undefined : found;
}
