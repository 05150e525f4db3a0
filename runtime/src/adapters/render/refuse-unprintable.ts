import { AppError, type ErrorDetail } from '../../core/app-error.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { type JsonValue, toJson } from '../../core/json.ts';
import { toJsonPointer } from '../../core/mapping/json-pointer.ts';
import { printableText } from './printable-text.ts';

/**
 * Refuses a document of which a name would be an empty place on paper: of blanks, emoji or invisible characters only. An
 * invoice names both parties and what was supplied (EN 16931 BR-06, BR-07, BR-25; 消費税法57条の4第1項). Throws `render.refused`.
 */
export function refuseBlankNames({ seller, buyer, lines }: InvoiceDocument): void {
  const names: [pointer: string, name: string][] = [
    ['/seller/name', seller.name],
    ['/buyer/name', buyer.name],
    ...lines.map(({ name }, index): [string, string] => [`/lines/${index}/name`, name]),
  ];
  const blank = names.filter(([, name]) => printableText(name).trim() === '');
  if (blank.length === 0) return;
  const detail = 'A name holds no character that can be printed.';
  throw new AppError('render.refused', { detail, errors: blank.map(([pointer]) => placed(pointer, detail)) });
}

/** How Typst names a character without a glyph, or one for private use, which PDF/A has no place for. */
const NAMED = /`"(?:\\+u\{(?<hex>[0-9a-f]{1,6})\}|(?<text>[^"]+))"`/;
const PLACES_MAX = 20;

/** The refusal with the places of the document that hold what it names; anything else as it is. */
export function withPlaces(error: unknown, document: InvoiceDocument): unknown {
  if (!(error instanceof AppError) || error.code !== 'render.refused') return error;
  const { hex, text } = NAMED.exec(error.detail)?.groups ?? {};
  const named = hex === undefined ? text : String.fromCodePoint(Number.parseInt(hex, 16));
  if (named === undefined) return error;
  const places = placesOf(toJson(document), named, []).slice(0, PLACES_MAX);
  const code = named.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const detail = `No font of the hub has the character U+${code}.`;
  return new AppError('render.refused', {
    detail: error.detail,
    cause: error,
    errors: places.map((pointer) => placed(pointer, detail)),
  });
}

const placed = (pointer: string, detail: string): ErrorDetail => ({
  pointer,
  code: 'render.refused',
  detail,
});

function placesOf(value: JsonValue, named: string, path: (string | number)[]): string[] {
  if (typeof value === 'string')
    return printableText(value).includes(named.normalize('NFC')) ? [toJsonPointer(path)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placesOf(inner, named, [...path, key]));
}
