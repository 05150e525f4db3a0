import { z } from 'zod';
import { DecimalText } from '../invoice/document.ts';
import { isJsonObject, type JsonObject, type JsonValue, toJson } from '../json.ts';
import { commonType } from './common-type.ts';
import type { FieldType } from './source-field.ts';

const DECIMAL_PATTERN = toJson(z.toJSONSchema(DecimalText))['pattern'];

/** What a JSON schema of ours holds. A decimal is text in JSON, and a number to people. */
export function typeOfSchema(schema: JsonObject): FieldType {
  const variants = variantsOf(schema);
  if (variants !== undefined) {
    const filled = variants.filter((variant) => variant['type'] !== 'null');
    return commonType(new Set(filled.map(typeOfSchema)));
  }
  switch (schema['type']) {
    case 'array':
      return 'list';
    case 'object':
      return 'object';
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    default:
      return typeOfText(schema);
  }
}

/** The alternatives of a schema that has some. */
export function variantsOf(schema: JsonObject): JsonObject[] | undefined {
  return objectsOf([schema['oneOf'], schema['anyOf']].find(Array.isArray));
}

function typeOfText(schema: JsonObject): FieldType {
  if (schema['format'] === 'date') return 'date';
  if (schema['format'] === 'date-time') return 'instant';
  const parts = [schema, ...(objectsOf(schema['allOf']) ?? [])];
  return parts.some(({ pattern }) => pattern === DECIMAL_PATTERN) ? 'number' : 'text';
}

const objectsOf = (list: JsonValue | undefined): JsonObject[] | undefined =>
  Array.isArray(list) ? list.filter(isJsonObject) : undefined;
