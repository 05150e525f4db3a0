import { expect, test } from 'vitest';
import { contentHash } from '../../../runtime/src/core/invoice/content-hash.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { isJsonObject } from '../../../runtime/src/core/json.ts';
import { sampleDocument } from './sample-document.ts';

const document: InvoiceDocument = (() => {
  const sample = sampleDocument([{ quantity: '2', unitPrice: '50', discountPercent: '10' }]);
  const lines = sample.lines.map((line) => ({ ...line, listPrice: '60' }));
  return { ...sample, seller: { ...sample.seller, address: { line1: '2-1', city: 'Tokyo', country: 'JP' } }, lines };
})();

/** Leaves of a value as paths of keys and indexes. */
function leavesOf(value: JsonValue, path: string[] = []): string[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, String(index)]));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return [path];
}

/** The value with another one at a path: a decimal is one higher, a text another text. */
function changed(value: JsonValue, [key, ...rest]: string[]): JsonValue {
  if (key === undefined) return other(value);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? changed(item, rest) : item));
  if (!isJsonObject(value)) return value;
  return { ...value, [key]: changed(value[key] ?? null, rest) };
}

function other(value: JsonValue): JsonValue {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string' && /^[0-9.]+$/.test(value)) return `1${value}`;
  return value === null ? '2026-12-01' : `${value}x`;
}

const json: JsonObject = JSON.parse(JSON.stringify(document));

/** Everything that an approval does not bind, and no more. */
const IMMATERIAL = [
  /^\/(id|dealId|status|number|issueDate|dueDate)$/,
  /^\/lines\/0\/(productVersionId|source\/[a-zA-Z]+)$/,
];

const leaves = leavesOf(json).map((path) => ({ path, pointer: `/${path.join('/')}` }));
const isMaterial = (pointer: string) => !IMMATERIAL.some((pattern) => pattern.test(pointer));

/** The hash reads a document, whatever values its closed sets have grown to. */
const hashOf = (value: JsonValue): string => {
  const parsed = Loose.parse(value);
  return contentHash(parsed);
};
