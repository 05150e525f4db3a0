import { readDiscount } from './discount-text.ts';
import type { FormValues } from './read-form.ts';

/** What a form has of a line that is to be added. */
const ADDED_FIELDS = [
  'name',
  'sku',
  'quantity',
  'unit',
  'unitPrice',
  'discount',
  'taxClass',
  'description',
] as const;
/** One of `ADDED_FIELDS`. */
export type AddedField = (typeof ADDED_FIELDS)[number];

/** Under which name a form sends a field of a new line; rows count from 0. */
export const addedName = (row: number, field: AddedField): string => `add.${row}.${field}`;

/** Under which name it sends how many rows it has. */
export const ADDED_ROWS = 'addRows';

/** More than somebody adds at once. A guess. */
const ROWS_MAX = 20;

/** How many rows for new lines a form has. */
export function addedRows(values: FormValues): number {
  const asked = Number(values[ADDED_ROWS] ?? '1');
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), ROWS_MAX) : 1;
}

/** What a row shows before anybody typed in it: one piece, taxed at the standard rate. */
export const ADDED_DEFAULTS: Readonly<Partial<Record<AddedField, string>>> = {
  quantity: '1',
  taxClass: 'standard',
};

/** A new line as the verb takes it, and the row that it was typed in. */
export type AddedRow = { row: number; line: Record<string, unknown> };

/** The new lines of a form; a row in which nothing was typed is none. */
export function readAddedRows(values: FormValues): AddedRow[] {
  return Array.from({ length: addedRows(values) }, (_none, row) => row).flatMap((row) => {
    const typed = Object.fromEntries(
      ADDED_FIELDS.map((field) => [field, (values[addedName(row, field)] ?? '').trim()] as const),
    );
    const isBlank = ADDED_FIELDS.every((field) => ['', ADDED_DEFAULTS[field]].includes(typed[field]));
    return isBlank ? [] : [{ row, line: toLine(typed) }];
  });
}

/** The tax of a product is the master's, so that what the form has chosen beforehand says nothing of one. */
function toLine({
  discount = '',
  taxClass,
  ...typed
}: Readonly<Record<string, string>>): Record<string, unknown> {
  const filled = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ''));
  return {
    ...filled,
    ...(discount === '' ? {} : { discount: readDiscount(discount) }),
    ...('sku' in filled ? {} : { taxClass }),
  };
}
