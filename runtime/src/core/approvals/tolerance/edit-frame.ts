import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonical-json.ts';
import { materialContent } from '../../invoice/content-hash.ts';
import type { InvoiceDocument } from '../../invoice/document.ts';
import type { JsonObject, JsonValue } from '../../json.ts';

/**
 * A content as a tolerance sees it: `hash` is over all that no tolerance covers, so that a change of it always voids an
 * approval; the amounts are decimals in major units.
 */
export type EditFrame = { hash: string; total: string; lineNets: string[] };

/** What of a line may differ: its texts, quantity, price and amounts, and the days that it bills. */
const CHANGEABLE_OF_LINE: ReadonlySet<string> = new Set([
  'name',
  'description',
  'quantity',
  'unitPrice',
  'discount',
  'netAmount',
  'grossAmount',
  'listPrice',
  'allowedDiscountPercent',
  'period',
]);

/**
 * What of the document may differ: totals, and what follows from lines. What was paid before, document allowances,
 * instalments and what a payer keeps back are terms, and stay.
 */
const CHANGEABLE: ReadonlySet<string> = new Set(['lines', 'taxRows', 'totals', 'period']);

/** The frame of a content (model.md E4: no buyer, currency, bank data, terms or tax category is within a tolerance). */
export function editFrame(document: InvoiceDocument): EditFrame {
  const content = materialContent(document);
  const fixed: JsonObject = {
    ...without(content, CHANGEABLE),
    lines: objectsOf(content['lines']).map((line) => without(line, CHANGEABLE_OF_LINE)),
    taxRows: objectsOf(content['taxRows']).map((row) => without(row, new Set(['base', 'tax']))),
    prepaid: document.totals.prepaid,
    rounding: document.totals.rounding ?? null,
  };
  return {
    hash: createHash('sha256').update(canonicalJson(fixed)).digest('hex'),
    total: document.totals.payable,
    lineNets: document.lines.map(({ netAmount }) => netAmount),
  };
}

const without = (object: JsonObject, names: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));

const objectsOf = (value: JsonValue | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter((item): item is JsonObject => isObject(item)) : [];

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
