import { z } from 'zod';
import { TaxClass, UnitText } from '../../canonical/product.ts';
import { PercentText, SourceKey, UnsignedDecimalText } from '../../canonical/texts.ts';
import { DecimalText } from '../../invoice/document.ts';
import { addedLinePointer, type InvoiceEdits, idOfAddedLine, type SourceValues } from './invoice-edits.ts';
import { lineValues } from './source-values.ts';

const terms = {
  description: z.string().max(1000).optional(),
  quantity: DecimalText,
  discountPercent: PercentText.optional(),
  discountAmount: UnsignedDecimalText.optional(),
};

/** A product of the master; at its list price where it has no price of its own. */
const OfProduct = z.strictObject({ sku: SourceKey, unitPrice: UnsignedDecimalText.optional(), ...terms });

/** What the master does not have, so that whoever adds it says what it costs and how it is taxed. */
const OfNoProduct = z.strictObject({
  name: z.string().min(1).max(300),
  unit: UnitText,
  unitPrice: UnsignedDecimalText,
  taxClass: TaxClass,
  ...terms,
});

/** A line that was added by hand, as its edit keeps it. */
export const AddedLineBody = z.union([OfProduct, OfNoProduct]);
export type AddedLineBody = z.infer<typeof AddedLineBody>;

/** A line that is billed though the deal does not have it, under its own id in the place of a deal line's key. */
export type AddedLine = { key: string } & AddedLineBody;

/** The lines that were added by hand, first to last: their ids follow each other in time. */
export function addedLinesOf(edits: InvoiceEdits): AddedLine[] {
  const lines = Object.entries(edits).flatMap(([pointer, { value }]) => {
    const key = idOfAddedLine(pointer);
    return key === undefined ? [] : [{ key, ...AddedLineBody.parse(value) }];
  });
  return lines.sort((left, right) => (left.key < right.key ? -1 : 1));
}

/** What is said of added lines before anybody edits them in turn: the line itself is in no source. */
export function addedSourceValues(lines: readonly AddedLine[]): SourceValues {
  return Object.fromEntries(
    lines.flatMap((line) => [[addedLinePointer(line.key), null], ...Object.entries(lineValues(line))]),
  );
}
